import Display
import Execution

/// One panel as lines: a head of title, legend and the y axis's label, then the plot area with its axes.
struct PanelPlot {
  private(set) var head: [StyledText] = []
  private(set) var body: [StyledText] = []

  private let panel: Figure.Panel
  private let layout: Layout
  private let width: Int

  /// Columns from one tick of the x axis to the next, at least.
  private static let tickDistance = 10
  /// Characters that show the colours of a heatmap.
  private static let scaleWidth = 24

  /// `margin` is the room for the labels beside the y axis, that of `margin(of:rows:on:)` or more.
  init(_ panel: Figure.Panel, width: Int, rows: Int, margin: Int, on layout: Layout) throws(Interruption) {
    self.panel = panel
    self.layout = layout
    self.width = width
    let area = try PlotArea(
      panel, columns: max(8, width - margin - 2), rows: rows, isDashed: isDashed, on: layout)
    head = try makeHead(margin: margin)
    body =
      leftAxis(area, Self.yTicks(panel, rows: rows, on: layout), margin: margin)
      + bottomAxis(area, margin: margin)
    if area.unshowable > 0 { body.append(remark(area.unshowable, margin: margin)) }
  }

  /// How wide the labels beside the y axis are.
  static func margin(of panel: Figure.Panel, rows: Int, on layout: Layout) -> Int {
    yTicks(panel, rows: rows, on: layout).map(\.label.count).max() ?? 0
  }

  private typealias Tick = (position: Double, label: String)

  private static func yTicks(_ panel: Figure.Panel, rows: Int, on layout: Layout) -> [Tick] {
    labelled(panel.yTicks(count: max(2, min(6, rows / 3))), on: layout)
  }

  private static func labelled(_ positions: [Double], on layout: Layout) -> [Tick] {
    let labels = Ticks.labels(positions)
    return zip(positions, layout.isUnicode ? labels.map(raised) : labels).map { ($0, $1) }
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

  private func makeHead(margin: Int) throws(Interruption) -> [StyledText] {
    var lines: [StyledText] = []
    if !panel.title.isEmpty {
      lines += layout.centred(StyledText(panel.title, .heading), margin: margin + 2, width: width)
    }
    lines += try legend(margin: margin)
    if let heatmap = panel.heatmap { lines.append(scale(of: heatmap, margin: margin)) }
    if !panel.y.label.isEmpty {
      let label = layout.spelled(StyledText(panel.y.label)).truncated(
        to: width, ellipsis: layout.spelled("…"))
      // Its end stands above the axis, unless it is too long for that.
      lines.append(StyledText(blanks(max(0, margin + 2 - label.width))) + label)
    }
    return lines
  }

  /// A sample and the label of each series that has one; none where the axis's label says it all.
  private func legend(margin: Int) throws(Interruption) -> [StyledText] {
    guard panel.series.count > 1 || panel.series.contains(where: { $0.label != panel.y.label }) else {
      return []
    }
    let entries = try zip(panel.series, panel.looks).filter { !$0.0.label.isEmpty }.map {
      series, look throws(Interruption) in
      (try sample(series, look) + StyledText(" ") + layout.spelled(StyledText(series.label)))
        .truncated(to: width - margin - 2, ellipsis: layout.spelled("…"))
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

  /// Whether lines are told apart by dashes.
  private var isDashed: Bool { !layout.isColoured && panel.series.count > 1 && panel.hasFreeDashes }

  /// The series as it is drawn, on a few characters: as many as a dash needs to be known.
  private func sample(_ series: Figure.Series, _ look: Int) throws(Interruption) -> StyledText {
    let x: [Double] = series.style.hasLine ? [0, 0.5, 1] : [0.5]
    let axis = Figure.Axis(limits: 0...1)
    let sample = Figure.Series(label: "", x: x, y: x.map { _ in 0.5 }, style: series.style, colour: look)
    let columns = layout.isColoured && [.line, .points, .linePoints].contains(series.style) ? 5 : 7
    let area = try PlotArea(
      Figure.Panel(x: axis, y: axis, series: [sample]), columns: columns, rows: 1, isDashed: isDashed,
      on: layout)
    let line = area.canvas.line(0)
    return series.style.hasLine ? line : StyledText(line.plain.filter { $0 != " " }, .series(look))
  }

  /// What the colours mean: the lowest number, the colours, the highest.
  private func scale(of heatmap: Figure.Heatmap, margin: Int) -> StyledText {
    let range = heatmap.range
    let ends = Self.labelled([range.lowerBound, range.upperBound], on: layout).map(\.label)
    let name = heatmap.colours.label.isEmpty ? "" : layout.spelled(heatmap.colours.label) + "  "
    let numbers = ends.reduce(0) { $0 + $1.count } + 2
    let room = width - margin - 2 - numbers
    let colours = HeatInk(layout).scale(min(Self.scaleWidth, max(4, room - name.count)))
    let kind =
      heatmap.colours.scale == .logarithmic && room > name.count + colours.width + 13 ? "  logarithmic" : ""
    return StyledText(blanks(margin + 2) + name + ends[0] + " ") + colours + StyledText(" " + ends[1])
      + StyledText(kind, .muted)
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
    for tick in Self.labelled(panel.xTicks(count: max(2, columns / Self.tickDistance)), on: layout) {
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
      lines += layout.centred(StyledText(panel.x.label), margin: margin + 2, width: width)
    }
    return lines.map(\.trimmedEnd)
  }

  private func remark(_ count: Int, margin: Int) -> StyledText {
    let isLogarithmic = panel.x.scale == .logarithmic || panel.y.scale == .logarithmic
    let reason = isLogarithmic ? "not finite, or not positive on a logarithmic axis" : "not finite"
    return StyledText(
      blanks(margin + 2) + "\(count) point\(count == 1 ? "" : "s") left out: \(reason)", .muted)
  }

  private func blanks(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}
