import Display
import Language

/// The session so far as a script that gives the same numbers.
package enum SavedScript {
  /// The completed cells in order, and the others as comments. A statement that saved the session itself becomes `nothing`: it still
  /// counts, so later random numbers are the same, but running the script does not overwrite it.
  package static func text(of state: SessionState) -> String {
    var lines = ["# A Replica session. Run it with: replica run FILE"]
    for cell in state.cells {
      lines.append("")
      if let failure = cell.failure {
        lines.append("# \(failure.lines.first ?? "failed"):")
        lines += cell.text.lines.map { "#   \($0)" }
        continue
      }
      lines.append("# %% [\(cell.number)]")
      lines.append(withoutSessionSaves(cell.text))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func withoutSessionSaves(_ text: String) -> String {
    let source = SourceText(text, name: "cell")
    guard let script = try? Parser.parse(source) else { return text }
    return source.text(
      of: Span(0, source.utf8.count),
      replacing: script.statements.filter(savesSession).map { ($0.span, "nothing") })
  }

  /// Whether the statement saves nothing but the session: `save "name.rpl"`.
  private static func savesSession(_ statement: Statement) -> Bool {
    guard case .expression(let expression) = statement.kind, case .call(let call) = expression.kind,
      case .name("save") = call.callee.kind
    else { return false }
    return call.arguments.count == 1
  }
}

extension SourceText {
  /// The text of a part, with other words in the place of some of its own, which are in order.
  func text(of part: Span, replacing replacements: [(span: Span, text: String)]) -> String {
    var text = ""
    var end = part.start
    for replacement in replacements {
      text += self[Span(end, replacement.span.start)] + replacement.text
      end = replacement.span.end
    }
    return text + self[Span(end, part.end)]
  }
}
