import Language

/// Calls, once their callee is known.
extension Site {
  func run(
    _ command: Command, _ matched: [(LoweredArgument, Parameter)], _ span: Span, _ frame: Frame
  ) throws -> Value {
    var arguments = Arguments(of: command, in: source)
    for (argument, parameter) in matched {
      let value: Arguments.Argument
      switch parameter.evaluation {
      case .value: value = .value(try argument.evaluate(frame))
      case .word: value = .word(try word(argument, for: parameter, of: command, frame))
      case .place: value = .place(try place(argument, for: parameter, of: command, frame))
      case .code: value = .code(CodeArgument(text: argument.text, evaluate: argument.evaluate))
      }
      try located(argument.span) {
        try arguments.add(value, for: parameter, label: argument.label?.text, at: argument.span)
      }
    }
    return try located(span) { try arguments.run(in: frame) }
  }

  private func word(
    _ argument: LoweredArgument, for parameter: Parameter, of command: Command, _ frame: Frame
  ) throws -> String {
    if let word = argument.word { return word }
    guard case .text(let text) = try argument.evaluate(frame) else {
      let role = "\(command.name): \(parameter.name)"
      throw mistake(.wrongKind(role, expected: "a word", found: argument.text), argument.span)
    }
    return text
  }

  private func place(
    _ argument: LoweredArgument, for parameter: Parameter, of command: Command, _ frame: Frame
  ) throws -> VariablePlace {
    let role = "\(command.name): \(parameter.name)"
    guard let name = argument.word else {
      throw mistake(
        .wrongKind(role, expected: "the name of a variable", found: argument.text), argument.span)
    }
    guard let slot = argument.target else { throw mistake(.unassignable(name), argument.span) }
    let value = try argument.evaluate(frame)
    try located(argument.span) { _ = try parameter.check(value, of: command.name) }
    // A body that reads an outer variable writes its own.
    if frame.slots[slot] == nil { frame.slots[slot] = value }
    return VariablePlace(name: name, slot: slot)
  }

  /// A call of whatever the callee turned out to be; `span` is the whole call, `calleeSpan` what is called.
  func call(
    _ callee: Value, _ name: String, _ arguments: [LoweredArgument], _ calleeSpan: Span, _ span: Span, _ frame: Frame
  ) throws -> Value {
    switch callee {
    case .function(.user(let function)): return try call(function, arguments, span, frame)
    case .function(.command(let command)):
      let matched: [(LoweredArgument, Parameter)]
      do { matched = try ArgumentMatcher.match(arguments, to: command) } catch {
        throw Self.placed(error, span, source)
      }
      return try run(command, matched, span, frame)
    default:
      let isIndexLike = arguments.count == 1 && arguments[0].text.hasPrefix("[")
      let help = isIndexLike ? "an element is written \(name)\(arguments[0].text), without a blank" : nil
      throw mistake(.notCallable(name, found: callee.described, help: help), calleeSpan)
    }
  }

  private func call(
    _ function: UserFunction, _ arguments: [LoweredArgument], _ span: Span, _ frame: Frame
  ) throws -> Value {
    let inner = Frame(
      evaluator: frame.evaluator, function: function, captures: function.captures, size: function.code.frameSize)
    var next = 0
    for argument in arguments {
      let slot: Int
      if let label = argument.label {
        slot = try parameter(label, of: function).slot
      } else {
        while next < function.parameters.count, inner.slots[next] != nil { next += 1 }
        guard next < function.parameters.count else {
          throw mistake(.tooManyArguments(of: function.name, takes: function.parameters.count), argument.span)
        }
        slot = next
      }
      guard inner.slots[slot] == nil else {
        throw mistake(.repeatedArgument(function.parameters[slot].name, of: function.name), argument.span)
      }
      inner.slots[slot] = try argument.evaluate(frame)
    }
    do {
      return try frame.evaluator.finish(function, inner)
    } catch var diagnostic as Diagnostic {
      diagnostic.addCall(of: function.name, at: span, in: source)
      throw diagnostic.at(span, in: source)
    }
  }

  private func parameter(_ label: Name, of function: UserFunction) throws -> UserFunction.Parameter {
    if let parameter = function.parameters.first(where: { GreekNames.match($0.name, label.text) }) { return parameter }
    let names = function.parameters.map(\.name)
    let suggestion = Suggestion.closest(to: label.text, among: names)
    throw mistake(.unknownLabel(label.text, of: function.name, labels: names, suggestion: suggestion), label.span)
  }
}

extension Diagnostic {
  /// Calls noted on the way out of a mistake; a recursion would note thousands.
  private static let longestTrace = 8

  fileprivate mutating func addCall(of name: String, at span: Span, in source: SourceText) {
    guard trace.count < Self.longestTrace else { return }
    trace.append(Frame(name: name, span: span, source: source))
  }
}
