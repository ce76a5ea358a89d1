import Display
import Interpreter
import Language

/// A cell's lines with its words in roles.
package enum CodeLines {
  package static func lines(of code: String, _ commands: CommandTable) -> [StyledText] {
    let source = SourceText(code, name: "cell")
    let lexed = Lexer.tokens(of: source, tolerant: true)
    let marks = lexed.tokens.compactMap { token in
      role(of: token, in: source, commands).map { (token.span, $0) }
    }
    let all = (marks + lexed.comments.map { ($0, .muted) }).sorted { $0.0.start < $1.0.start }
    return source.lineStarts.indices.map { line(source.lineSpan($0), in: source, all) }
  }

  private static func role(of token: Token, in source: SourceText, _ commands: CommandTable) -> Role? {
    switch token.kind {
    case .text: .text
    case .number: .number
    case .keyword: .keyword
    case .name: commands[source[token.span]] == nil ? nil : .name
    default: nil
    }
  }

  private static func line(_ line: Span, in source: SourceText, _ marks: [(Span, Role)]) -> StyledText {
    var styled = StyledText()
    var end = line.start
    for (span, role) in marks where span.start >= end && span.end <= line.end {
      styled.append(source[Span(end, span.start)])
      styled.append(source[span], role)
      end = span.end
    }
    styled.append(source[Span(end, line.end)])
    return styled
  }
}
