import Display
import Execution

/// How one panel of a figure is drawn: its data, and the commands that draw them.
struct PanelDrawing {
  let panel: Figure.Panel
  /// From 1; names the panel's data.
  let number: Int
  let frame: Frame
  let text: PanelText
  let legend: Legend
  private let heatmap: HeatmapDrawing?

  /// Throws `Interruption`.
  init(_ panel: Figure.Panel, number: Int, text: PanelText, in frame: Frame, _ work: Work) throws {
    self.panel = panel
    self.number = number
    self.frame = frame
    self.text = text
    legend = try Legend(of: panel, axes: frame.size, in: work)
    heatmap = panel.heatmap.map { HeatmapDrawing($0, of: panel, block: "panel\(number)_heatmap") }
  }

  /// Each series' points; and, apart from them, the points that have an error bar with the bar's two ends.
  func writeBlocks(_ put: (String) throws -> Void) rethrows {
    try heatmap?.writeBlock(put)
    for (index, series) in panel.series.enumerated() {
      try GnuplotText.writeBlock(name(index), count: series.count, width: 2, put) {
        row(of: series.point($0))
      }
      guard hasErrorBars(series) else { continue }
      try GnuplotText.writeBlock(name(index, "errors"), count: series.count, width: 3, put) {
        errorBar(of: series.point($0))
      }
    }
  }

  func commands(on page: Size) -> String {
    let title =
      text.title.isEmpty ? "unset title" : "set title \(literal(text.title)) font ',15' offset 0,-0.4"
    let colours = heatmap?.colourBar(
      beside: frame, label: text.colours.isEmpty ? nil : literal(text.colours), on: page)
    // A grid would show through what is blank.
    let grid =
      heatmap == nil
      ? "set grid back linetype 1 dashtype solid linewidth 0.75 linecolor rgb '#e6e6e6'" : "unset grid"
    return
      (frame.lines(on: page) + [title, grid] + axis("x", panel.x, panel.xRange, .horizontal, text.x)
      + axis("y", panel.y, panel.yRange, .vertical, text.y) + (colours ?? [])
      + [legend.line(in: frame, on: page), "plot \(elements.joined(separator: ", \\\n  "))"])
      .joined(separator: "\n")
  }

  private func name(_ index: Int, _ part: String = "series") -> String {
    "panel\(number)_\(part)\(index + 1)"
  }

  private func literal(_ lines: [String]) -> String {
    "\(GnuplotText.quoted(lines)) noenhanced textcolor rgb '#262626'"
  }

  // MARK: Data

  /// A point without a place on the axes is a gap in the line.
  private func row(of point: Point) -> [Double] {
    panel.canShow(point.x, point.y) ? [point.x, point.y] : [.nan, .nan]
  }

  private typealias Point = (x: Double, y: Double, error: Double?)

  /// Where the bar begins, and its height. One that begins where a logarithmic axis has no place comes from
  /// below the page.
  private func errorBar(of point: Point) -> [Double]? {
    guard let error = point.error, panel.canShow(point.x, point.y) else { return nil }
    let lower = panel.y.canShow(point.y - error) ? point.y - error : .leastNormalMagnitude
    return [point.x, lower, point.y + error - lower]
  }

  private func hasErrorBars(_ series: Figure.Series) -> Bool {
    series.errors != nil && (0..<series.count).contains { errorBar(of: series.point($0)) != nil }
  }

  // MARK: Commands

  /// The heatmap, then error bars, so that every line and point lies over them. They are arrows with flat heads and not gnuplot's own
  /// error bars, which also draw a white disc; and an arrow that leaves the axes loses its head, so that no bar seems to end there.
  private var elements: [String] {
    let looks = panel.looks
    let bars = panel.series.indices.filter { hasErrorBars(panel.series[$0]) }.map { index in
      "$\(name(index, "errors")) using 1:2:(0):3 with vectors heads size character 0.45,90 nofilled "
        + "linetype \(looks[index] + 1) dashtype solid linewidth 1.25 notitle"
    }
    let series = panel.series.enumerated().flatMap { index, series in
      let title = legend.labels[index].map { "title \(GnuplotText.quoted($0))" } ?? "notitle"
      let dashes = SeriesLook.dashes(series.style, isFree: panel.hasFreeDashes)
      let data = "$\(name(index)) using 1:2 with \(series.style.gnuplotName)"
      return halo(series, looks[index], data) + ["\(data) linetype \(looks[index] + 1)\(dashes) \(title)"]
    }
    let elements = (heatmap.map { [$0.element] } ?? []) + bars + series
    return elements.isEmpty ? ["NaN notitle"] : elements
  }

  /// White around lines and points, which keeps them apart from the colours of a heatmap.
  private func halo(_ series: Figure.Series, _ look: Int, _ data: String) -> [String] {
    guard heatmap != nil else { return [] }
    let (type, size) = SeriesLook.point(look)
    let line = series.style.hasLine ? " linewidth 5 dashtype solid" : ""
    let point = series.style.hasPoints ? " pointtype \(type) pointsize \(size + 0.3)" : ""
    return ["\(data) linecolor rgb '#ffffff'\(line)\(point) notitle"]
  }

  private func axis(
    _ name: String, _ axis: Figure.Axis, _ range: ClosedRange<Double>, _ direction: AxisTicks.Direction,
    _ label: [String]
  ) -> [String] {
    let offset = name == "x" ? " offset 0,0.15" : ""
    return [
      axis.scale == .logarithmic ? "set logscale \(name)" : "unset logscale \(name)",
      "set \(name)range \(GnuplotText.range(range, isReversed: axis.isReversed))",
      "set \(name)tics (\(AxisTicks(of: panel, direction).list))",
      label.isEmpty ? "unset \(name)label" : "set \(name)label \(literal(label))\(offset)",
    ]
  }
}

extension Figure.Panel {
  func canShow(_ x: Double, _ y: Double) -> Bool { self.x.canShow(x) && self.y.canShow(y) }
}

extension Figure.Series.Style {
  fileprivate var gnuplotName: String {
    switch self {
    case .line, .solid, .dashed, .dotted: "lines"
    case .points: "points"
    case .linePoints: "linespoints"
    }
  }
}
