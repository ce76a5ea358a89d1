import Display
import Language

/// What a function's author wrote about it and how it is written: for help, and for nothing that is computed.
package struct FunctionWords: Sendable {
  /// The comment right above the function, or the text that its body begins with.
  package var explanation: [String] = []
  /// The function as it is written.
  package var definition = ""

  init() {}

  init(of definition: Definition, at span: Span, in source: SourceText) {
    self.definition = source[span]
    explanation = Self.comment(above: span.start, in: source)
    if explanation.isEmpty { explanation = Self.text(beginning: definition.body) }
  }

  /// The first line, which stands for all where there is little room.
  package var summary: String { explanation.first ?? "" }

  /// The lines of comment that end on the line before; a cell's mark is none of them.
  private static func comment(above offset: Int, in source: SourceText) -> [String] {
    var lines: [String] = []
    var index = source.lineIndex(at: offset) - 1
    while index >= 0 {
      let line = source[source.lineSpan(index)].drop { $0 == " " || $0 == "\t" }
      guard line.first == "#", !line.dropFirst().drop(while: { $0 == " " }).hasPrefix("%%") else { break }
      let words = line.dropFirst()
      lines.insert(String(words.first == " " ? words.dropFirst() : words), at: 0)
      index -= 1
    }
    return lines
  }

  /// A text that is the first of several statements.
  private static func text(beginning body: Block) -> [String] {
    guard body.statements.count > 1, case .expression(let first)? = body.statements.first?.kind,
      case .text(let parts) = first.kind, case .literal(let text)? = parts.first, parts.count == 1
    else { return [] }
    return text.lines
  }
}
