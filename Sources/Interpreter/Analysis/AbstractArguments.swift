import Language

/// The arguments of a call that has not run: what is known of each, by parameter.
package struct AbstractArguments: Sendable {
  let command: Command
  private var byName: [String: AbstractValue] = [:]
  private var spans: [String: Span] = [:]
  private(set) var rest: [AbstractValue] = []

  init(of command: Command) { self.command = command }

  mutating func add(_ abstract: AbstractValue, for parameter: Parameter, at span: Span) {
    spans[parameter.name] = span
    switch parameter.arity {
    case .one, .labelled: byName[parameter.name] = abstract
    case .rest, .fields: rest.append(abstract)
    }
  }

  /// What is known of an argument, or of the default where there is none; `nil` where it is absent.
  package subscript(name: String) -> AbstractValue? {
    if let abstract = byName[name] { return abstract }
    guard let parameter = command.parameters.first(where: { $0.name == name }),
      case .value(let value) = parameter.defaultValue
    else { return nil }
    return AbstractValue(value)
  }

  /// All further positional arguments.
  package var others: [AbstractValue] { rest }

  /// An error about one argument, with the caret under it.
  package func diagnostic(_ name: String, _ message: String, help: String? = nil) -> Diagnostic {
    Diagnostic.argument(message, help: help).at(spans[name])
  }
}
