import Display
import Execution

/// The inside of a panel: its series as dots and marks.
struct PlotArea {
  private(set) var canvas: DotCanvas
  /// Points without a place on the axes: not finite, or not positive on a logarithmic one. The gaps of a line are none.
  private(set) var unshowable = 0
  private let x: AxisPosition
  private let y: AxisPosition
  private let isDashed: Bool
  private let work: Work

  private static let marks: [Character] = ["●", "○", "■", "□", "▲", "△", "◆", "◇"]
  private static let asciiMarks: [Character] = ["*", "o", "#", "x", "+", "@", "%", "&"]

  /// The mark of the points of a look.
  static func mark(_ look: Int, isUnicode: Bool) -> Character {
    let marks = isUnicode ? marks : asciiMarks
    return marks[look % marks.count]
  }

  /// Draws the panel on so many characters; `isDashed` tells lines apart where colour does not.
  /// Throws `Interruption` where the page's work is to stop.
  init(_ panel: Figure.Panel, columns: Int, rows: Int, isDashed: Bool, on layout: Layout) throws(Interruption)
  {
    canvas = DotCanvas(columns: columns, rows: rows, isUnicode: layout.isUnicode)
    x = AxisPosition(panel.x, panel.xRange)
    y = AxisPosition(panel.y, panel.yRange)
    self.isDashed = isDashed
    work = layout.work
    if let heatmap = panel.heatmap {
      let ground = try HeatGround(heatmap, x, y, canvas, HeatInk(layout), in: work)
      for row in 0..<canvas.rows {
        for column in 0..<canvas.columns {
          canvas.lay(ground.character(column, row), column: column, row: row)
        }
      }
    }
    // Points last: they stand for the data, lines only lead the eye.
    let series = Array(zip(panel.series, panel.looks))
    for (series, look) in series where series.style.hasLine { try drawLine(series, look) }
    for (series, look) in series { try drawErrors(series, look) }
    for (series, look) in series where series.style.hasPoints { try drawPoints(series, look) }
    for series in panel.series {
      for point in series.points {
        try work.checkpoint()
        let isGap = point.y.isNaN && !series.style.hasPoints
        if x(point.x) == nil || y(point.y) == nil, !isGap { unshowable += 1 }
      }
    }
  }

  /// The column of characters at a number, where it lies within the limits.
  func column(at value: Double) -> Int? {
    x(value).flatMap { isInside($0) ? dotColumn($0) / canvas.dotsAcross : nil }
  }

  /// The row of characters at a number, where it lies within the limits.
  func row(at value: Double) -> Int? {
    y(value).flatMap { isInside($0) ? dotRow($0) / canvas.dotsDown : nil }
  }

  private mutating func drawLine(_ series: Figure.Series, _ look: Int) throws(Interruption) {
    var dash = dash(series.style, look)
    let ascii: Character = series.style.hasPoints ? "." : Self.mark(look, isUnicode: false)
    var previous: (x: Double, y: Double)?
    for point in series.points {
      try work.checkpoint()
      guard let horizontal = x(point.x), let vertical = y(point.y) else {
        previous = nil
        continue
      }
      let current = (x: horizontal, y: vertical)
      // A point alone, between two without a place, is a dot.
      if let (start, end) = clipped(from: previous ?? current, to: current) {
        let isContinued = previous.map { isInside($0.x) && isInside($0.y) } ?? false
        canvas.line(
          from: dot(start), to: dot(end), isContinued: isContinued, series: look, ascii: ascii, dash: &dash)
      }
      previous = current
    }
  }

  private func dash(_ style: Figure.Series.Style, _ look: Int) -> Dash {
    switch style {
    case .dashed: .dashed
    case .dotted: .dotted
    default: isDashed && canvas.isUnicode ? .series(look) : .solid
    }
  }

  private mutating func drawErrors(_ series: Figure.Series, _ look: Int) throws(Interruption) {
    for point in series.points {
      try work.checkpoint()
      guard let error = point.error, let horizontal = x(point.x), isInside(horizontal) else { continue }
      // A bar that reaches below a logarithmic axis ends at its lower limit.
      let lower = y(point.y - error) ?? 0
      guard let upper = y(point.y + error), lower <= 1, upper >= 0 else { continue }
      let column = dotColumn(horizontal)
      let ends = (top: dotRow(min(upper, 1)), bottom: dotRow(max(lower, 0)))
      for row in ends.top...ends.bottom { canvas.dot(column, row, series: look, ascii: "|") }
      guard canvas.isUnicode else { continue }
      for side in [-1, 1] {
        if upper <= 1 { canvas.dot(column + side, ends.top, series: look, ascii: "|") }
        if lower >= 0 { canvas.dot(column + side, ends.bottom, series: look, ascii: "|") }
      }
    }
  }

  /// Marks; dots where there are so many that marks would hide each other.
  private mutating func drawPoints(_ series: Figure.Series, _ look: Int) throws(Interruption) {
    let mark = Self.mark(look, isUnicode: canvas.isUnicode)
    let isCloud = series.points.count > 4 * canvas.columns
    for point in series.points {
      try work.checkpoint()
      guard let horizontal = x(point.x), let vertical = y(point.y), isInside(horizontal), isInside(vertical)
      else {
        continue
      }
      let (column, row) = (dotColumn(horizontal), dotRow(vertical))
      if isCloud {
        canvas.dot(column, row, series: look, ascii: mark)
      } else {
        canvas.mark(mark, column, row, series: look)
      }
    }
  }

  private func isInside(_ position: Double) -> Bool { position >= -1e-9 && position <= 1 + 1e-9 }

  private func dotColumn(_ position: Double) -> Int { Int((position * Double(canvas.width - 1)).rounded()) }

  private func dotRow(_ position: Double) -> Int {
    Int(((1 - position) * Double(canvas.height - 1)).rounded())
  }

  private func dot(_ point: (x: Double, y: Double)) -> (x: Int, y: Int) {
    (dotColumn(point.x), dotRow(point.y))
  }

  /// The part of a segment within the unit square, by Liang and Barsky's algorithm; `nil` if there is none.
  private func clipped(
    from start: (x: Double, y: Double), to end: (x: Double, y: Double)
  ) -> (start: (x: Double, y: Double), end: (x: Double, y: Double))? {
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    var (entry, exit) = (0.0, 1.0)
    for (slope, room) in [(-dx, start.x), (dx, 1 - start.x), (-dy, start.y), (dy, 1 - start.y)] {
      if slope == 0 {
        guard room >= 0 else { return nil }
      } else if slope < 0 {
        entry = max(entry, room / slope)
      } else {
        exit = min(exit, room / slope)
      }
    }
    guard entry <= exit else { return nil }
    func point(_ t: Double) -> (x: Double, y: Double) {
      (min(max(start.x + t * dx, 0), 1), min(max(start.y + t * dy, 0), 1))
    }
    return (point(entry), point(exit))
  }
}
