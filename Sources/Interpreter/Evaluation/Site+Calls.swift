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
      do {
        try arguments.add(value, for: parameter, label: argument.label?.text, at: argument.span)
      } catch {
        guard case .value(let value) = value else { throw Self.placed(error, argument.span, source) }
        throw told(error, of: argument, value, for: parameter, of: command, frame)
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
    guard let name = argument.word else {
      let role = "\(command.name): \(parameter.name)"
      throw mistake(
        .wrongKind(role, expected: "the name of a variable", found: argument.text), argument.span)
    }
    guard let slot = argument.target else { throw mistake(.unassignable(name), argument.span) }
    if name.namesResult { throw mistake(.resultAssigned(name), argument.span) }
    let value = try argument.evaluate(frame)
    do { _ = try parameter.check(value, of: command.name, in: frame.evaluator.work) } catch {
      throw told(error, of: argument, value, for: parameter, of: command, frame)
    }
    // A body that reads an outer variable writes its own.
    if frame.slots[slot] == nil { frame.slots[slot] = value }
    return VariablePlace(name: name, slot: slot)
  }

  /// What is wrong with an argument, with its place; where that is its kind, with what would do.
  private func told(
    _ error: any Error, of argument: LoweredArgument, _ value: Value, for parameter: Parameter,
    of command: Command, _ frame: Frame
  ) -> any Error {
    guard !parameter.admits(value.kind) else { return Self.placed(error, argument.span, source) }
    var mistake = KindMistake(command: command, parameter: parameter, found: value.described)
    mistake.name = argument.word
    if let name = argument.word, frame.function?.code.outside.contains(name) ?? true {
      mistake.place = frame.evaluator.bare.origins[name]?.words(seenAt: argument.span.start, in: source)
    }
    mistake.variables = variables(in: frame) { parameter.namedKinds.contains($0.kind) }
    return mistake.diagnostic(frame.evaluator.commands).at(argument.span, in: source)
  }

  /// The variables in sight whose values are as asked: those of the session, then the body's own.
  private func variables(in frame: Frame, where isWanted: (Value) -> Bool) -> [String] {
    let own = frame.function == nil ? [:] : locals.filter { frame.slots[$0.value] != nil }
    return frame.evaluator.globals.assignedNames(where: isWanted).filter { own[$0] == nil }
      + own.sorted { $0.value < $1.value }.filter { frame.slots[$0.value].map(isWanted) ?? false }.map(\.key)
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

  func call(
    _ function: UserFunction, _ arguments: LoweredArguments, _ span: Span, _ frame: Frame
  ) throws -> Value {
    let evaluator = frame.evaluator
    let inner = Frame(of: function, in: evaluator)
    defer { inner.end(of: function, in: evaluator) }
    try place(arguments, of: function, in: inner, frame)
    do { return try evaluator.run(function, inner) } catch {
      throw evaluator.noting(error, callOf: function.name, at: span, in: source)
    }
  }

  /// Evaluates the arguments into the slots of their parameters.
  private func place(
    _ arguments: LoweredArguments, of function: UserFunction, in inner: Frame, _ frame: Frame
  ) throws {
    if let values = arguments.unlabelled, values.count <= function.parameterCount {
      for slot in values.indices { (inner.slots + slot).initialize(to: try values[slot](frame)) }
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
