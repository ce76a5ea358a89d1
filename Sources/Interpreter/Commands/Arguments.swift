import Language
import Tensors

/// The arguments of one call, checked against the declaration: kinds, domains and choices hold, defaults are filled in.
package struct Arguments: Sendable {
  /// One argument as it reaches the command.
  package enum Argument: Sendable {
    case value(Value)
    case word(String)
    case place(VariablePlace)
    case code(CodeArgument)
  }
  let command: String
  let byName: [String: Argument]
  /// Where each argument stands in the source.
  let spans: [String: Span]

  /// The value of a parameter, or `nil` when it is absent.
  package func value(_ name: String) -> Value? {
    if case .value(let value) = byName[name] { value } else { nil }
  }

  /// Whether the parameter was given or has a default.
  package func has(_ name: String) -> Bool { byName[name] != nil }

  package func number(_ name: String) throws -> Double {
    guard case .number(let number) = value(name) else { throw undeclared(name) }
    return number
  }

  package func integer(_ name: String) throws -> Int {
    guard let integer = Int(exactly: try number(name)) else { throw undeclared(name) }
    return integer
  }

  package func text(_ name: String) throws -> String {
    guard case .text(let text) = value(name) else { throw undeclared(name) }
    return text
  }

  package func boolean(_ name: String) throws -> Bool {
    guard case .boolean(let boolean) = value(name) else { throw undeclared(name) }
    return boolean
  }

  package func list(_ name: String) throws -> [Value] {
    guard case .list(let values) = value(name) else { throw undeclared(name) }
    return values
  }

  /// The arguments under labels of the caller's choice.
  package func fields(_ name: String) throws -> Record {
    guard case .record(let record) = value(name) else { throw undeclared(name) }
    return record
  }

  package func tensor(_ name: String) throws -> Tensor<Double> {
    guard let value = value(name) else { throw undeclared(name) }
    return try Operators.tensor(value)
  }

  package func range(_ name: String) throws -> NumberRange {
    guard case .range(let range) = value(name) else { throw undeclared(name) }
    return range
  }

  /// The domain value of a parameter, of the type its command knows.
  package func object<Object: SessionObject>(_ name: String, as type: Object.Type) throws -> Object {
    guard case .object(let object) = value(name), let typed = object as? Object else { throw undeclared(name) }
    return typed
  }

  package func place(_ name: String) throws -> VariablePlace {
    guard case .place(let place) = byName[name] else { throw undeclared(name) }
    return place
  }

  package func code(_ name: String) throws -> CodeArgument {
    guard case .code(let code) = byName[name] else { throw undeclared(name) }
    return code
  }

  /// A word, or `nil` when it was left out.
  package func word(_ name: String) -> String? {
    if case .word(let word) = byName[name] { word } else { nil }
  }

  /// An error about one argument, with the caret under it.
  package func mistake(_ name: String, _ message: String, suggestion: String? = nil, help: String? = nil) -> Diagnostic {
    Diagnostic.argument(message, suggestion: suggestion, help: help).at(spans[name])
  }

  private func undeclared(_ name: String) -> Diagnostic { .missingArgument(name, of: command) }
}

/// A variable that a command may read and give a new value.
package struct VariablePlace: Sendable {
  package let name: String
  let target: VariableTarget
}

/// Where a variable lives while its statement runs.
enum VariableTarget: Sendable {
  case global(Int)
  case local(Int)
}

/// Code handed to a command unevaluated.
package struct CodeArgument: Sendable {
  package let text: String
  let evaluate: Evaluate
}
