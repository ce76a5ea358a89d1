import Language

/// The arguments of a call that has not run: what is known of each, by parameter.
package struct OutlinedArguments: Sendable {
  let command: Command
  private var byName: [String: Outline] = [:]
  private var spans: [String: Span] = [:]
  private(set) var rest: [Outline] = []

  init(of command: Command) { self.command = command }

  mutating func add(_ outline: Outline, for parameter: Parameter, at span: Span) {
    spans[parameter.name] = span
    switch parameter.arity {
    case .one, .labelled: byName[parameter.name] = outline
    case .rest, .fields: rest.append(outline)
    }
  }

  /// What is known of an argument, or of the default where there is none; `nil` where it is absent.
  package subscript(name: String) -> Outline? {
    if let outline = byName[name] { return outline }
    guard let parameter = command.parameters.first(where: { $0.name == name }),
      case .value(let value) = parameter.defaultValue
    else { return nil }
    return Outline(value)
  }

  /// All further positional arguments.
  package var others: [Outline] { rest }

  /// A mistake about one argument, with the caret under it.
  package func mistake(_ name: String, _ message: String, help: String? = nil) -> Diagnostic {
    Diagnostic.argument(message, help: help).at(spans[name])
  }
}
