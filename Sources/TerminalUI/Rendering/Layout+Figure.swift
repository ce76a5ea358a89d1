import Display
import Execution

extension Layout {
  private static let widestFigure = 100
  private static let highestArea = 16
  private static let lowestArea = 6
  /// A panel narrower than this stands below the others instead of beside them.
  private static let narrowestPanel = 44
  private static let panelGap = 3
  /// Lines around a plot area: title, legend and labels, ticks, the prompt.
  private static let surroundings = 8

  /// The figure as text: its panels side by side as far as there is room, in rows below each other. Throws
  /// `Interruption` where the work is to stop.
  func lines(of figure: Figure) throws(Interruption) -> [StyledText] {
    let width = min(columns ?? Self.widestFigure, isLarge ? .max : Self.widestFigure)
    // For a class there is more blank space around it.
    let room = rows - Self.surroundings - (isLarge ? 3 : 0)
    let height = min(max(room, Self.lowestArea), isLarge ? .max : Self.highestArea)
    let fitting = max(1, (width + Self.panelGap) / (Self.narrowestPanel + Self.panelGap))
    let across = min(figure.columnCount, fitting)
    let share = (width - (across - 1) * Self.panelGap) / across
    var figure = try figure.withLimits { () throws(Interruption) in try work.checkpoint() }
    if figure.panels.count == 1, figure.panels[0].title.isEmpty {
      figure.panels[0].title = figure.title
      figure.title = ""
    }
    // The same margin for all, so that their axes are equally wide and stand below each other.
    let margin = figure.panels.map { PanelPlot.margin(of: $0, rows: height, on: self) }.max() ?? 0
    let panels = try figure.panels.map { panel throws(Interruption) in
      try PanelPlot(panel, width: share, rows: height, margin: margin, on: self)
    }
    let rows = stride(from: 0, to: panels.count, by: across).map {
      beside(Array(panels[$0..<min($0 + across, panels.count)]), width: share)
    }
    let body = Array(rows.joined(separator: [""]))
    guard !figure.title.isEmpty else { return body }
    return centred(StyledText(figure.title, .heading), margin: 0, width: width) + body
  }

  /// Lines centred to the right of a margin.
  func centred(_ text: StyledText, margin: Int, width: Int) -> [StyledText] {
    var page = self
    page.columns = max(8, width - margin)
    return page.wrapped(spelled(text), hanging: 0).map { line in
      let line = line.truncated(to: width - margin, ellipsis: spelled("…"))
      return StyledText(String(repeating: " ", count: margin + max(0, (width - margin - line.width) / 2)))
        + line
    }
  }

  /// Panels of equal heads, so that their axes stand on one line.
  private func beside(_ panels: [PanelPlot], width: Int) -> [StyledText] {
    let head = panels.map(\.head.count).max() ?? 0
    let columns = panels.map {
      Array(repeating: StyledText(), count: head - $0.head.count) + $0.head + $0.body
    }
    let gap = StyledText(String(repeating: " ", count: Self.panelGap))
    return (0..<(columns.map(\.count).max() ?? 0)).map { row in
      columns.map { ($0.indices.contains(row) ? $0[row] : "").padded(to: width) }.joined(separator: gap)
        .trimmedEnd
    }
  }
}
