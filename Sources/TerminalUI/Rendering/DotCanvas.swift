import Display

/// A grid of characters that is drawn on dot by dot: in braille 2 × 4 dots to a character, in ASCII one.
struct DotCanvas {
  let columns: Int
  let rows: Int
  let isUnicode: Bool
  private var cells: [Cell]

  private struct Cell {
    /// The dots set, as the bits of a braille character's offset from U+2800.
    var dots: UInt8 = 0
    /// A character that takes the place of the dots.
    var mark: Character?
    var series = 0
    /// What shows where there is neither.
    var ground = Ground(character: " ", role: .plain)

    var shown: Ground {
      if let mark { return Ground(character: mark, role: .series(series)) }
      guard dots != 0, let braille = Unicode.Scalar(0x2800 + UInt32(dots)) else { return ground }
      return Ground(character: Character(braille), role: .series(series))
    }
  }

  /// A character below all dots and marks.
  struct Ground {
    let character: Character
    let role: Role
  }

  init(columns: Int, rows: Int, isUnicode: Bool) {
    self.columns = max(1, columns)
    self.rows = max(1, rows)
    self.isUnicode = isUnicode
    cells = Array(repeating: Cell(), count: self.columns * self.rows)
  }

  var dotsAcross: Int { isUnicode ? 2 : 1 }
  var dotsDown: Int { isUnicode ? 4 : 1 }
  var width: Int { columns * dotsAcross }
  var height: Int { rows * dotsDown }

  /// Sets the dot at (x, y), counted from the upper left; outside the canvas nothing happens. `ascii` is what
  /// stands for it where characters have no dots.
  mutating func dot(_ x: Int, _ y: Int, series: Int, ascii: Character) {
    guard let cell = cell(x, y), cells[cell].mark == nil else { return }
    if isUnicode {
      let bits: [UInt8] = [0x01, 0x02, 0x04, 0x40, 0x08, 0x10, 0x20, 0x80]
      cells[cell].dots |= bits[4 * (x % 2) + y % 4]
    } else {
      cells[cell].mark = ascii
    }
    cells[cell].series = series
  }

  /// Puts a character where the dot would be, in place of whatever is there.
  mutating func mark(_ character: Character, _ x: Int, _ y: Int, series: Int) {
    guard let cell = cell(x, y) else { return }
    cells[cell].mark = character
    cells[cell].series = series
  }

  /// Lays a character below all dots and marks of a cell of the canvas.
  mutating func lay(_ ground: Ground, column: Int, row: Int) { cells[row * columns + column].ground = ground }

  /// Sets the dots of a straight line as far as the dash says, by Bresenham's algorithm; its ends lie on the
  /// canvas. The first dot of a continued line is the last of the line before.
  mutating func line(
    from start: (x: Int, y: Int), to end: (x: Int, y: Int), isContinued: Bool, series: Int, ascii: Character,
    dash: inout Dash
  ) {
    let (dx, dy) = (abs(end.x - start.x), -abs(end.y - start.y))
    let step = (x: start.x < end.x ? 1 : -1, y: start.y < end.y ? 1 : -1)
    var (x, y) = start
    var error = dx + dy
    if !isContinued, dash.next() { dot(x, y, series: series, ascii: ascii) }
    while x != end.x || y != end.y {
      let doubled = 2 * error
      if doubled >= dy {
        error += dy
        x += step.x
      }
      if doubled <= dx {
        error += dx
        y += step.y
      }
      if dash.next() { dot(x, y, series: series, ascii: ascii) }
    }
  }

  /// One row of characters.
  func line(_ row: Int) -> StyledText {
    var line = StyledText()
    var run = ""
    var role = Role.plain
    for cell in cells[row * columns..<(row + 1) * columns] {
      let shown = cell.shown
      if shown.role != role, shown.character != " " || shown.role != .plain || role.isHeat {
        line.append(run, role)
        (run, role) = ("", shown.role)
      }
      run.append(shown.character)
    }
    line.append(run, role)
    return line
  }

  private func cell(_ x: Int, _ y: Int) -> Int? {
    guard x >= 0, y >= 0, x < width, y < height else { return nil }
    return y / dotsDown * columns + x / dotsAcross
  }

}

extension Role {
  /// Whether a blank, too, has a look in it.
  fileprivate var isHeat: Bool { if case .heat = self { true } else { false } }
}

/// A pattern of dots set and left out along a line, which goes on from one segment to the next.
struct Dash {
  private let lengths: [Int]
  private var part = 0
  private var position = 0

  /// Lengths of strokes and gaps in turn; none for a solid line.
  private init(_ lengths: [Int]) { self.lengths = lengths }

  static let solid = Dash([])

  static let dashed = Dash([6, 4])
  static let dotted = Dash([1, 3])

  /// The pattern of the look of that number: solid, dashed, dotted, then mixtures.
  static func series(_ index: Int) -> Dash {
    let patterns = [[], [6, 4], [1, 2], [7, 3, 1, 3], [3, 3], [12, 4], [1, 5], [7, 3, 1, 3, 1, 3]]
    return Dash(patterns[index % patterns.count])
  }

  /// Whether the next dot is set.
  mutating func next() -> Bool {
    guard !lengths.isEmpty else { return true }
    defer {
      position += 1
      if position == lengths[part] { (part, position) = ((part + 1) % lengths.count, 0) }
    }
    return part % 2 == 0
  }
}
