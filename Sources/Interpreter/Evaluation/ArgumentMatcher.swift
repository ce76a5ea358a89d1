import Display
import Execution
import Language
import Tensors

/// What a call has for one parameter.
protocol MatchedArgument {
  var label: Name? { get }
  /// Where its value stands.
  var valueSpan: Span { get }
}

extension LoweredArgument: MatchedArgument {
  var valueSpan: Span { span }
}

extension Call.Argument: MatchedArgument {
  var valueSpan: Span { value.span }
}

/// Which argument belongs to which parameter: by label, or by position among those not yet taken.
enum ArgumentMatcher {
  static func match<Argument: MatchedArgument>(
    _ arguments: [Argument], to command: Command
  ) throws(Diagnostic) -> [(Argument, Parameter)] {
    var pairs: [(Argument, Parameter)] = []
    var taken: Set<String> = []
    for argument in arguments {
      let parameter: Parameter
      if let label = argument.label {
        guard let named = command.parameter(labelled: label.text) else {
          let names = command.parameters.filter(\.isSingle).map(\.name)
          throw Diagnostic.unknownLabel(
            label.text, of: command.name, labels: names,
            suggestion: Suggestion.closest(to: label.text, among: names)
          ).at(label.span)
        }
        parameter = named
      } else {
        guard let next = command.positional(behind: taken) else {
          let labelled = command.parameters.filter { $0.arity == .labelled }.map(\.name)
          throw Diagnostic.tooManyArguments(
            of: command.name, takes: command.parameters.count - labelled.count, labelled: labelled
          ).at(argument.valueSpan)
        }
        parameter = next
      }
      guard taken.insert(parameter.name).inserted || !parameter.isSingle else {
        throw Diagnostic.repeatedArgument(parameter.name, of: command.name).at(argument.valueSpan)
      }
      pairs.append((argument, parameter))
    }
    if let missing = command.parameters.first(where: { $0.isRequired && !taken.contains($0.name) }) {
      throw Diagnostic.missingArgument(missing.name, of: command.name, help: "it is \(missing.expectation)")
    }
    return pairs
  }

  /// The pairs that can be told before anything is lowered; what does not match is left out.
  static func pairs(_ arguments: [Call.Argument], of command: Command) -> [(Parameter, Call.Argument)] {
    var taken: Set<String> = []
    return arguments.compactMap { argument in
      let parameter =
        argument.label.map { command.parameter(labelled: $0.text) } ?? command.positional(behind: taken)
      guard let parameter else { return nil }
      taken.insert(parameter.name)
      return (parameter, argument)
    }
  }
}

extension Command {
  /// The parameter an argument of that label is for.
  func parameter(labelled label: String) -> Parameter? {
    parameters.first { $0.isSingle && GreekNames.match($0.name, label) }
      ?? parameters.first { $0.arity == .fields }
  }

  /// The parameter a positional argument is for: the first that is still free.
  fileprivate func positional(behind taken: Set<String>) -> Parameter? {
    parameters.first { $0.arity == .rest || ($0.arity == .one && !taken.contains($0.name)) }
  }
}

extension Parameter {
  /// Whether some values of the kind are taken: masks, lists and ranges of numbers stand for tensors, ranges for lists, and
  /// lists of booleans for masks.
  func admits(_ kind: Kind) -> Bool {
    kinds.isEmpty || kinds.contains(kind) || kinds.contains(.list) && kind == .range
      || kinds.contains(.mask) && kind == .list
      || kinds.contains(.tensor) && [.number, .range, .list, .mask].contains(kind)
  }

  /// The argument as the command wants it; an error names the parameter, what it takes and what came. A list in the place of a choice
  /// is one of choices.
  func check(_ value: Value, of command: String, in work: Work) throws -> Value {
    var role: String { "\(command): \(name)" }
    let value = kinds.isEmpty || kinds.contains(value.kind) ? value : try converted(value, role, work)
    guard kinds.isEmpty || kinds.contains(value.kind) else {
      throw Diagnostic.wrongKind(role, expected: expectation, found: value.described)
    }
    if let domain, case .number(let number) = value, !domain.contains(number) {
      throw Diagnostic.outsideDomain(role, expected: domain.phrase(name), found: NumberFormat.text(number))
    }
    if let domain, case .range(let range) = value, range.count > 0 {
      for number in [range[0], range[range.count - 1]] where !domain.contains(number) {
        throw Diagnostic.outsideDomain(role, expected: domain.phrase(name), found: NumberFormat.text(number))
      }
    }
    if !choices.isEmpty, case .text(let text) = value, !choices.contains(text) {
      throw Diagnostic.unknownChoice(
        role, expected: expectation, found: value.literal,
        suggestion: Suggestion.closest(to: text, among: choices).map { "\"\($0)\"" })
    }
    if !choices.isEmpty, case .list(let values) = value {
      for element in values {
        guard element.kind != .list, kinds.contains(element.kind) else {
          throw Diagnostic.wrongKind(role, expected: expectation, found: "\(element.described) in a list")
        }
        _ = try check(element, of: command, in: work)
      }
    }
    return value
  }

  /// The value as one of the kinds that it stands for.
  private func converted(_ value: Value, _ role: String, _ work: Work) throws -> Value {
    switch value.kind {
    case .range where kinds.contains(.list) && !kinds.contains(.tensor):
      return .list(try Indexing.elements(of: value))
    case .list where kinds.contains(.mask):
      if let mask = value.asMask() { return .mask(mask) }
      fallthrough
    case .number, .range, .list, .mask:
      guard kinds.contains(.tensor) else { return value }
      do { return .tensor(try Operators.tensor(value, in: work)) } catch let error as TensorError {
        throw Diagnostic.computation(of: error, role)
      } catch is Diagnostic {
        return value
      }
    default: return value
    }
  }
}
