import Display

/// How a panel's heatmap is drawn: a filled box for each cell, which files hold within themselves, and the colours beside the axes.
struct HeatmapDrawing {
  private let heatmap: Figure.Heatmap
  private let panel: Figure.Panel
  private let name: String

  /// More cells than that along a side can hardly be seen, and are averaged.
  private static let mostCells = 256

  /// `block` names its data.
  init(_ heatmap: Figure.Heatmap, of panel: Figure.Panel, block name: String) {
    self.heatmap = heatmap
    self.panel = panel
    self.name = name
  }

  /// The middle, the edges and the number of each cell that is not blank.
  func writeBlock(_ put: (String) throws -> Void) rethrows {
    let columns = Self.groups(panel.x.bands(heatmap.x))
    let rows = Self.groups(panel.y.bands(heatmap.y))
    try GnuplotText.writeBlock(name, count: rows.count * columns.count, width: 7, put) { index in
      let (row, column) = (rows[index / columns.count], columns[index % columns.count])
      guard let value = mean(column.members, row.members) else { return nil }
      let (x, y) = (column.band, row.band)
      return [x.lowerBound, y.lowerBound, x.lowerBound, x.upperBound, y.lowerBound, y.upperBound, value]
    }
  }

  var element: String {
    "$\(name) using 1:2:3:4:5:6:7 with boxxyerror palette linewidth 0.5 fillstyle solid border notitle"
  }

  /// The colours, as high as the axes, with their ticks and their label.
  func colourBar(beside frame: Frame, label: String?, on page: Size) -> [String] {
    let place = frame.place(frame.size.width + ColourBar.distance, frame.size.height, on: page)
      .replacing("screen ", with: "")
    let size =
      "\(Double(ColourBar.width) / Double(page.width)),\(Double(frame.size.height) / Double(page.height))"
    return [
      heatmap.colours.scale == .logarithmic ? "set logscale cb" : "unset logscale cb",
      "set cbrange \(GnuplotText.range(heatmap.range))",
      "set cbtics (\(AxisTicks(of: heatmap).list))",
      label.map { "set cblabel \($0)" } ?? "unset cblabel",
      "set colorbox vertical user origin \(place) size \(size) noborder",
    ]
  }

  // MARK: Cells

  private struct Group {
    let members: Range<Int>
    let band: ClosedRange<Double>
  }

  /// Neighbours together, so that there are not too many groups; a single cell otherwise.
  private static func groups(_ bands: [ClosedRange<Double>?]) -> [Group] {
    let size = (bands.count + mostCells - 1) / mostCells
    return stride(from: 0, to: bands.count, by: max(1, size)).compactMap { start in
      let members = start..<min(start + size, bands.count)
      let bands = bands[members].compactMap(\.self)
      guard let first = bands.first, let last = bands.last else { return nil }
      return Group(
        members: members,
        band: min(first.lowerBound, last.lowerBound)...max(first.upperBound, last.upperBound))
    }
  }

  /// Of the numbers that the colours have a place for; `nil` where there are none.
  private func mean(_ columns: Range<Int>, _ rows: Range<Int>) -> Double? {
    let values = rows.flatMap { row in columns.map { heatmap.value(column: $0, row: row) } }
      .filter(heatmap.colours.canShow)
    return values.isEmpty ? nil : values.reduce(0) { $0 + $1 / Double(values.count) }
  }
}

/// The bar that shows a heatmap's colours, in dots of the page.
enum ColourBar {
  static let distance = 16
  static let width = 14
}
