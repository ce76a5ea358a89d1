/// What a piece of text means; the terminal decides how it looks.
package enum Role: Sendable, Hashable {
  case plain, name, number, text, keyword, symbol, heading, muted, good, warning, error
  /// How long something took, which is no result: what is handed over leaves it out.
  case timing
  /// How a computation went, as its residual: no result, and another on another processor.
  case noise
  /// Belongs to the series of that index in a figure, and has its colour of the palette.
  case series(Int)
  /// Levels of a heatmap's colours, from 0 to 255: of the character, and of what is behind it.
  case heat(ink: UInt8, paper: UInt8?)
}

/// Text in roles: what the core says and the terminal paints.
package struct StyledText: Sendable, Hashable, ExpressibleByStringLiteral {
  package struct Piece: Sendable, Hashable {
    package let text: String
    package let role: Role
  }
  package private(set) var pieces: [Piece] = []

  package init() {}

  package init(_ text: String, _ role: Role = .plain) {
    if !text.isEmpty { pieces = [Piece(text: text, role: role)] }
  }

  package init(stringLiteral value: String) { self.init(value) }

  /// The text without its roles.
  package var plain: String { pieces.map(\.text).joined() }

  package var isEmpty: Bool { pieces.isEmpty }

  /// The number of characters, which is what alignment counts.
  package var width: Int { pieces.reduce(0) { $0 + $1.text.count } }

  package static func + (left: StyledText, right: StyledText) -> StyledText {
    var sum = left
    sum.pieces += right.pieces
    return sum
  }

  package static func += (left: inout StyledText, right: StyledText) { left.pieces += right.pieces }

  package mutating func append(_ text: String, _ role: Role = .plain) { self += StyledText(text, role) }
}

extension Sequence<StyledText> {
  package func joined(separator: StyledText = "") -> StyledText {
    var result = StyledText()
    for (index, item) in enumerated() {
      if index > 0 { result += separator }
      result += item
    }
    return result
  }
}
