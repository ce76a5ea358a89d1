import Language

/// The session so far as a script that gives the same numbers.
package enum SavedScript {
  /// The completed cells in order. A statement that saved the session itself becomes `nothing`: it still counts, so later random
  /// numbers are the same, but running the script does not overwrite it.
  package static func text(of state: SessionState) -> String {
    var lines = ["# A Replica session. Run it with: replica run FILE"]
    for cell in state.cells {
      lines.append("")
      lines.append("# %% [\(cell.number)]")
      lines.append(withoutSessionSaves(cell.text))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func withoutSessionSaves(_ text: String) -> String {
    let source = SourceText(text, name: "cell")
    guard let script = try? Parser.parse(source) else { return text }
    var utf8 = source.utf8
    for statement in script.statements.reversed() where savesSession(statement) {
      utf8.replaceSubrange(statement.span.start..<statement.span.end, with: Array("nothing".utf8))
    }
    return String(decoding: utf8, as: UTF8.self)
  }

  /// Whether the statement is `save "name.rpl"`, with nothing but the path.
  private static func savesSession(_ statement: Statement) -> Bool {
    guard case .expression(let expression) = statement.kind, case .call(let call) = expression.kind,
      case .name("save") = call.callee.kind, call.arguments.count == 1
    else { return false }
    if case .text = call.arguments[0].value.kind { return true }
    return call.arguments[0].label?.text == "to"
  }
}
