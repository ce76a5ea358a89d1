import Language

/// Calls, once their callee is known.
extension Site {
  func run(
    _ command: Command, _ matched: [(LoweredArgument, Parameter)], _ span: Span, _ frame: Frame
  ) throws -> Value {
    var arguments = Arguments(of: command, in: source, frame.evaluator.work)
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
    try located(argument.span) { _ = try parameter.check(value, of: command.name, in: frame.evaluator.work) }
    // A body that reads an outer variable writes its own.
    if frame.slots[slot] == nil { frame.slots[slot] = value }
    return VariablePlace(name: name, slot: slot)
  }

  /// A call of whatever the callee turned out to be; `span` is the whole call, `calleeSpan` what is called.
  func call(
    _ callee: Value, _ name: String, _ arguments: LoweredArguments, _ calleeSpan: Span, _ span: Span,
    _ frame: Frame
  ) throws -> Value {
    switch callee {
    case .function(.user(let function)): return try call(function, arguments, span, frame)
    case .function(.command(let command)):
      let matched: [(LoweredArgument, Parameter)]
      do { matched = try ArgumentMatcher.match(arguments.all, to: command) } catch {
        throw Self.placed(error, span, source)
      }
      return try run(command, matched, span, frame)
    default:
      let index = arguments.all.count == 1 ? arguments.all[0].text : ""
      let help = index.hasPrefix("[") ? "an element is written \(name)\(index), without a blank" : nil
      throw mistake(.notCallable(name, found: callee.described, help: help), calleeSpan)
    }
  }

  private func call(
    _ function: UserFunction, _ arguments: LoweredArguments, _ span: Span, _ frame: Frame
  ) throws -> Value {
    let inner = Frame(evaluator: frame.evaluator, function: function)
    try place(arguments, of: function, in: inner, frame)
    do { return try frame.evaluator.run(function, inner) } catch {
      throw frame.evaluator.noting(error, callOf: function.name, at: span, in: source)
    }
  }

  /// Evaluates the arguments into the slots of their parameters.
  private func place(
    _ arguments: LoweredArguments, of function: UserFunction, in inner: Frame, _ frame: Frame
  ) throws {
    if let values = arguments.unlabelled, values.count <= function.parameters.count {
      for slot in values.indices { inner.slots[slot] = try values[slot](frame) }
      return
    }
    var next = 0
    for argument in arguments.all {
      let slot: Int
      if let label = argument.label {
        slot = try self.slot(of: label, in: function)
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
  }

  private func slot(of label: Name, in function: UserFunction) throws -> Int {
    let names = function.parameters.map(\.name)
    if let slot = names.firstIndex(of: label.text)
      ?? names.firstIndex(where: { GreekNames.match($0, label.text) })
    {
      return slot
    }
    let suggestion = Suggestion.closest(to: label.text, among: names)
    throw mistake(
      .unknownLabel(label.text, of: function.name, labels: names, suggestion: suggestion), label.span)
  }
}
