import Interpreter
import Language

extension Batch {
  /// `--set name=expression`: a value that takes the place of what the script assigns to the name.
  package struct Override {
    package let name: String
    package let expression: String

    package init(name: String, expression: String) {
      self.name = name
      self.expression = expression
    }
  }
}

extension Sequence<Batch.Override> {
  /// The values by name, and how they were written. Throws a `Diagnostic` where the script assigns nothing to a name or an expression fails, and `Interruption`.
  func values(
    in script: Script, _ commands: CommandTable, _ console: Console
  ) throws -> [String: Session.Override] {
    var values: [String: Session.Override] = [:]
    for override in self {
      try override.check(in: script)
      values[override.name] = Session.Override(
        value: try override.value(commands, console), text: override.expression)
    }
    return values
  }
}

extension Batch.Override {
  fileprivate func value(_ commands: CommandTable, _ console: Console) throws -> Value {
    let (name, expression) = (name, expression)
    let code = "\(name) = \(Session.Override(value: .nothing, text: expression).code)"
    guard let script = try? Parser.parse(SourceText(code, name: "--set")), script.statements.count == 1 else {
      // Its own error says more than this.
      _ = try Parser.parse(SourceText(expression, name: "--set \(name)"))
      throw Diagnostic.overrideNoExpression(name, found: expression)
    }
    return try Computation(console: console).run(unstarted: .failure(Diagnostic.noThread)) { work in
      Result { try Session(commands: commands).value(of: expression, name: "--set \(name)", in: work) }
    }.get()
  }

  /// Fails where the script never assigns to the name at its top level.
  fileprivate func check(in script: Script) throws(Diagnostic) {
    let names = script.statements.compactMap { statement -> String? in
      guard case .assignment(let places, .set, _) = statement.kind, places.count == 1, places[0].steps.isEmpty
      else {
        return nil
      }
      return places[0].name.text
    }
    if names.contains(name) { return }
    throw .unknownOverride(
      name, in: script.source.name,
      suggestion: names.first { GreekNames.match($0, name) } ?? Suggestion.closest(to: name, among: names))
  }
}
