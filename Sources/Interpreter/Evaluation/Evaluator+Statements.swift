import Display
import Language

/// A statement that has run: its number, its text and its result.
package struct CompletedStatement: Sendable {
  package let number: Int
  package let text: String
  package let value: Value
  /// Whether its result is to be shown: not after a trailing `;`, not for definitions and loops.
  package let isShown: Bool
}

extension Evaluator {
  /// Runs top-level statements in order, counting each that completes.
  func execute(
    _ statements: ArraySlice<Statement>, of source: SourceText, completed: (CompletedStatement) -> Void
  ) throws {
    for statement in statements {
      try work.checkpoint()
      draws = 0
      let value = try override(of: statement) ?? run(statement, of: source)
      state.statementCount += 1
      if case .nothing = value {} else {
        state.last = value
        state.results[state.statementCount] = value
      }
      completed(
        CompletedStatement(
          number: state.statementCount, text: source[statement.span], value: value,
          isShown: isShown(statement) && !endsWithSemicolon(statement, in: source)))
    }
  }

  private func run(_ statement: Statement, of source: SourceText) throws -> Value {
    let scope = Scope { [self] in state.globals.slot(of: $0) }
    let lowered = try Lowering(source: source, commands: commands, scope: scope).lower(statement)
    let frame = Frame(evaluator: self)
    return try lowered(frame)
  }

  /// The value that takes the place of a top-level assignment's right-hand side.
  private func override(of statement: Statement) -> Value? {
    guard case .assignment(let place, .set, _) = statement.kind, place.subscripts.isEmpty,
      let value = overrides[place.name.text]
    else { return nil }
    state.globals[place.name.text] = value
    return value
  }

  /// Runs another script's statements as statements of this session.
  func runScript(_ text: String, name: String) throws {
    let source = SourceText(text, name: name)
    let script = try Parser.parse(source)
    try execute(script.statements[...], of: source) { statement in
      if statement.isShown { show(statement.value.show()) }
    }
    // The statement that asked for the script starts its own draws anew behind it.
    draws = 0
  }

  private func isShown(_ statement: Statement) -> Bool {
    switch statement.kind {
    case .expression, .assignment: true
    default: false
    }
  }

  private func endsWithSemicolon(_ statement: Statement, in source: SourceText) -> Bool {
    let rest = source.utf8[min(statement.span.end, source.utf8.count)...]
    guard let next = rest.first(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }),
      next == UInt8(ascii: ";")
    else { return false }
    // A `;` between two statements of a line separates them; at the end of a line it silences.
    let behind = rest.drop { $0 != UInt8(ascii: ";") }.dropFirst()
      .first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
    return behind == nil || behind == UInt8(ascii: "\n") || behind == UInt8(ascii: "\r") || behind == UInt8(ascii: "#")
  }
}
