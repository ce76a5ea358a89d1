import Display

/// One panel as lines: a head of title, legend and the y axis's label, then the plot area with its axes.
struct PanelPlot {
  private(set) var head: [StyledText] = []
  private(set) var body: [StyledText] = []

  private let panel: Figure.Panel
  private let layout: Layout
  private let width: Int

  /// Columns from one tick of the x axis to the next, at least.
  private static let tickDistance = 10

  init(_ panel: Figure.Panel, width: Int, rows: Int, on layout: Layout) {
    self.panel = panel
    self.layout = layout
    self.width = width
    let y = ticks(panel.y, panel.yRange, count: max(2, min(6, rows / 3)))
    let margin = y.map(\.label.count).max() ?? 0
    let columns = max(8, width - margin - 2)
    let area = PlotArea(
      panel, columns: columns, rows: rows, isUnicode: layout.isUnicode, isDashed: !layout.isColoured)
    head = makeHead(margin: margin)
    body = leftAxis(area, y, margin: margin) + bottomAxis(area, margin: margin)
    if area.unshowable > 0 { body.append(remark(area.unshowable, margin: margin)) }
  }

  private typealias Tick = (position: Double, label: String)

  private func ticks(_ axis: Figure.Axis, _ range: ClosedRange<Double>, count: Int) -> [Tick] {
    let positions = Ticks.positions(
      from: range.lowerBound, to: range.upperBound, count: count, scale: axis.scale)
    let labels = Ticks.labels(positions)
    return zip(positions, layout.isUnicode ? labels.map(Self.raised) : labels).map { ($0, $1) }
  }

  /// `1e-12` as 10⁻¹².
  private static func raised(_ label: String) -> String {
    let parts = label.split(separator: "e")
    guard parts.count == 2 else { return label }
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    let exponent = parts[1].map { $0 == "-" ? "⁻" : $0.wholeNumberValue.map { digits[$0] } ?? $0 }
    let factor = ["1": "", "-1": "-"][parts[0]] ?? "\(parts[0])·"
    return factor + "10" + String(exponent)
  }

  private func makeHead(margin: Int) -> [StyledText] {
    var lines: [StyledText] = []
    if !panel.title.isEmpty {
      lines.append(centred(layout.spelled(StyledText(panel.title, .heading)), margin: margin))
    }
    lines += legend(margin: margin)
    if !panel.y.label.isEmpty {
      let label = layout.spelled(StyledText(panel.y.label))
      // Its end stands above the axis, unless it is too long for that.
      lines.append(StyledText(blanks(max(0, margin + 2 - label.width))) + label)
    }
    return lines
  }

  /// A sample and the label of each series; none where the axis's label says it all.
  private func legend(margin: Int) -> [StyledText] {
    let labels = panel.series.map(\.label)
    guard labels.count > 1 || labels.contains(where: { !$0.isEmpty && $0 != panel.y.label }) else {
      return []
    }
    let entries = panel.series.enumerated().map { index, series in
      let label = series.label.isEmpty ? "\(index + 1)" : series.label
      return sample(series, index) + StyledText(" ") + layout.spelled(StyledText(label))
    }
    var lines: [StyledText] = []
    for entry in entries {
      if let last = lines.last, last.width + 3 + entry.width <= width {
        lines[lines.count - 1] = last + StyledText("   ") + entry
      } else {
        lines.append(StyledText(blanks(margin + 2)) + entry)
      }
    }
    return lines
  }

  /// The series as it is drawn, on a few characters: as many as a dash needs to be known.
  private func sample(_ series: Figure.Series, _ index: Int) -> StyledText {
    let x: [Double] = series.style == .points ? [0.5] : [0, 0.5, 1]
    let axis = Figure.Axis(limits: 0...1)
    var others = panel.series.map { Figure.Series(label: $0.label, x: [], y: []) }
    others[index] = Figure.Series(label: "", x: x, y: x.map { _ in 0.5 }, style: series.style)
    let area = PlotArea(
      Figure.Panel(x: axis, y: axis, series: others), columns: layout.isColoured ? 5 : 7, rows: 1,
      isUnicode: layout.isUnicode, isDashed: !layout.isColoured)
    let line = area.canvas.line(0)
    return series.style == .points ? StyledText(line.plain.filter { $0 != " " }, .series(index)) : line
  }

  private func leftAxis(_ area: PlotArea, _ ticks: [Tick], margin: Int) -> [StyledText] {
    var labels: [Int: String] = [:]
    for tick in ticks {
      if let row = area.row(at: tick.position), labels[row] == nil { labels[row] = tick.label }
    }
    return (0..<area.canvas.rows).map { row in
      let label = labels[row]
      let rule = layout.isUnicode ? (label == nil ? "│" : "┤") : (label == nil ? "|" : "+")
      let text = blanks(margin - (label?.count ?? 0)) + (label ?? "") + " "
      return (StyledText(text) + StyledText(rule, .muted) + area.canvas.line(row)).trimmedEnd
    }
  }

  private func bottomAxis(_ area: PlotArea, margin: Int) -> [StyledText] {
    let columns = area.canvas.columns
    var rule = Array(repeating: layout.isUnicode ? "─" : "-", count: columns)
    var labels = Array(repeating: Character(" "), count: margin + 2 + columns)
    var free = 0
    for tick in ticks(panel.x, panel.xRange, count: max(2, columns / Self.tickDistance)) {
      guard let column = area.column(at: tick.position) else { continue }
      let start = min(max(margin + 2 + column - tick.label.count / 2, 0), labels.count - tick.label.count)
      rule[column] = layout.isUnicode ? "┬" : "+"
      guard start >= free else { continue }
      for (offset, character) in tick.label.enumerated() { labels[start + offset] = character }
      free = start + tick.label.count + 1
    }
    let corner = blanks(margin + 1) + (layout.isUnicode ? "└" : "+")
    var lines = [StyledText(corner + rule.joined(), .muted), StyledText(String(labels))]
    if !panel.x.label.isEmpty {
      lines.append(centred(layout.spelled(StyledText(panel.x.label)), margin: margin))
    }
    return lines.map(\.trimmedEnd)
  }

  private func remark(_ count: Int, margin: Int) -> StyledText {
    let isLogarithmic = panel.x.scale == .logarithmic || panel.y.scale == .logarithmic
    let reason = isLogarithmic ? "not finite, or not positive on a logarithmic axis" : "not finite"
    return StyledText(
      blanks(margin + 2) + "\(count) point\(count == 1 ? "" : "s") left out: \(reason)", .muted)
  }

  /// Centred above or below the plot area.
  private func centred(_ text: StyledText, margin: Int) -> StyledText {
    let room = width - margin - 2
    return StyledText(blanks(margin + 2 + max(0, (room - text.width) / 2))) + text
  }

  private func blanks(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}
