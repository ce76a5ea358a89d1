import Display
import Execution

/// What stands for the colours of a heatmap: half blocks in colour, two to a character, or shades.
struct HeatInk {
  private let hasColours: Bool
  private let isUnicode: Bool

  init(_ layout: Layout) {
    hasColours = layout.hasHeatColours
    isUnicode = layout.isUnicode
  }

  /// Parts of a character, one above the other, that have a level each.
  var parts: Int { hasColours && isUnicode ? 2 : 1 }

  /// The character for the levels of its parts, from above; `nil` is a blank.
  func character(_ levels: [UInt8?]) -> DotCanvas.Ground {
    let blank = DotCanvas.Ground(character: " ", role: .plain)
    guard let first = levels.first, let last = levels.last, let level = first ?? last else { return blank }
    guard hasColours else {
      let shades = isUnicode ? Self.shades : Self.asciiShades
      return DotCanvas.Ground(character: shades[Int(level) * shades.count / 256], role: .plain)
    }
    guard isUnicode else { return DotCanvas.Ground(character: " ", role: .heat(ink: level, paper: level)) }
    return DotCanvas.Ground(
      character: first == nil ? "▄" : "▀", role: .heat(ink: level, paper: first == nil ? nil : last))
  }

  /// The colours from the lowest to the highest, on so many characters.
  func scale(_ width: Int) -> StyledText {
    var line = StyledText()
    for column in 0..<width {
      let ground = character(Array(repeating: UInt8(255 * column / max(1, width - 1)), count: parts))
      line.append(String(ground.character), ground.role)
    }
    return line
  }

  private static let shades: [Character] = ["·", "░", "▒", "▓", "█"]
  private static let asciiShades: [Character] = Array(".:-=+*#%@")
}

/// A heatmap below the characters of a plot area: each shows the cell that its middle, or the middle of its part, lies in.
struct HeatGround {
  private let heatmap: Figure.Heatmap
  private let ink: HeatInk
  private let range: ClosedRange<Double>
  /// The heatmap's column below each column of characters, and its row below each part of a row of them, from above.
  private let columns: [Int?]
  private let rows: [Int?]

  init(
    _ heatmap: Figure.Heatmap, _ x: AxisPosition, _ y: AxisPosition, _ canvas: DotCanvas, _ ink: HeatInk,
    in work: Work
  ) throws(Interruption) {
    self.heatmap = heatmap
    self.ink = ink
    range = heatmap.range
    columns = try Self.cells(heatmap.x, on: x, parts: canvas.columns, dots: canvas.width, in: work)
    rows = try Self.cells(heatmap.y, on: y, parts: ink.parts * canvas.rows, dots: canvas.height, in: work)
      .reversed()
  }

  func character(_ column: Int, _ row: Int) -> DotCanvas.Ground {
    let levels = (0..<ink.parts).map { part -> UInt8? in
      guard let column = columns[column], let row = rows[ink.parts * row + part] else { return nil }
      return heatmap.level(of: heatmap.value(column: column, row: row), in: range)
    }
    return ink.character(levels)
  }

  /// The cell at the middle of each of equal parts of an axis that so many dots are spread over, the first and last on its ends.
  private static func cells(
    _ middles: [Double], on position: AxisPosition, parts: Int, dots: Int, in work: Work
  ) throws(Interruption) -> [Int?] {
    let spans = position.axis.bands(middles).map { band -> ClosedRange<Double>? in
      guard let band, let a = position(band.lowerBound), let b = position(band.upperBound) else { return nil }
      return min(a, b)...max(a, b)
    }
    let size = Double(dots) / Double(parts)
    return try (0..<parts).map { part throws(Interruption) in
      try work.checkpoint()
      let middle = ((Double(part) + 0.5) * size - 0.5) / Double(max(1, dots - 1))
      return spans.firstIndex { $0?.contains(middle) == true }
    }
  }
}
