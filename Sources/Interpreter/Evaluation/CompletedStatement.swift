import Language

/// A statement that has run: its number, its text and its result.
package struct CompletedStatement: Sendable {
  package let number: Int
  package let text: String
  package let value: Value
  /// Whether its result is to be shown: not after a trailing `;`, not for definitions and loops.
  package let isShown: Bool
  /// Whether it has a result of its own: not nothing, and not what an assignment gave a variable.
  package let isResult: Bool

  init(_ statement: Statement, number: Int, value: Value, in source: SourceText) {
    self.number = number
    self.value = value
    text = source[statement.span]
    let isExpression = if case .expression = statement.kind { true } else { false }
    isResult = isExpression && value.kind != .nothing
    isShown = statement.hasResult && !statement.isSilenced(in: source)
  }
}

extension Statement {
  /// Whether a `;` ends the statement's line. Between two statements of a line it separates them.
  func isSilenced(in source: SourceText) -> Bool {
    let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    let rest = source.utf8[min(span.end, source.utf8.count)...].drop(while: isBlank)
    guard rest.first == UInt8(ascii: ";") else { return false }
    guard let next = rest.dropFirst().first(where: { !isBlank($0) }) else { return true }
    return next == UInt8(ascii: "\n") || next == UInt8(ascii: "\r") || next == UInt8(ascii: "#")
  }

  fileprivate var hasResult: Bool {
    switch kind {
    case .expression, .assignment: true
    default: false
    }
  }
}
