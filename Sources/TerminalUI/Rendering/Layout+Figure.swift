import Display

extension Layout {
  private static let widestFigure = 100
  private static let highestArea = 16
  private static let lowestArea = 6
  /// A panel narrower than this stands below the others instead of beside them.
  private static let narrowestPanel = 44
  private static let panelGap = 3
  /// Lines around a plot area: title, legend and labels, ticks, the prompt.
  private static let surroundings = 8

  /// The figure as text: its panels side by side where there is room, else one below the other.
  func lines(of figure: Figure) -> [StyledText] {
    let width = min(columns ?? Self.widestFigure, isLarge ? .max : Self.widestFigure)
    // For a class there is more blank space around it.
    let room = rows - Self.surroundings - (isLarge ? 3 : 0)
    let height = min(max(room, Self.lowestArea), isLarge ? .max : Self.highestArea)
    let count = max(1, figure.panels.count)
    let share = (width - (count - 1) * Self.panelGap) / count
    let isRow = share >= Self.narrowestPanel
    var figure = figure
    if count == 1, figure.panels.first?.title.isEmpty == true {
      figure.panels[0].title = figure.title
      figure.title = ""
    }
    let panels = figure.panels.map { PanelPlot($0, width: isRow ? share : width, rows: height, on: self) }
    let body =
      isRow ? beside(panels, width: share) : Array(panels.map { $0.head + $0.body }.joined(separator: [""]))
    guard !figure.title.isEmpty else { return body }
    let title = spelled(StyledText(figure.title, .heading))
    return [StyledText(String(repeating: " ", count: max(0, (width - title.width) / 2))) + title] + body
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
