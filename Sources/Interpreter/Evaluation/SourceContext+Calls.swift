import Language

/// Calls of commands, once their arguments are matched.
extension SourceContext {
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
      throw diagnostic(.wrongKind(role, expected: "a word", found: argument.text), argument.span)
    }
    return text
  }

  private func place(
    _ argument: LoweredArgument, for parameter: Parameter, of command: Command, _ frame: Frame
  ) throws -> VariablePlace {
    guard let name = argument.word else {
      let role = "\(command.name): \(parameter.name)"
      throw diagnostic(
        .wrongKind(role, expected: "the name of a variable", found: argument.text), argument.span)
    }
    guard let slot = argument.target else { throw diagnostic(.unassignable(name), argument.span) }
    if name.namesResult { throw diagnostic(.resultAssigned(name), argument.span) }
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
    var kindError = KindError(command: command, parameter: parameter, found: value.described)
    kindError.name = argument.word
    if let name = argument.word, frame.function?.code.outside.contains(name) ?? true {
      kindError.place = frame.evaluator.bare.origins[name]?.words(seenAt: argument.span.start, in: source)
    }
    kindError.variables = variables(in: frame) { parameter.namedKinds.contains($0.kind) }
    return kindError.diagnostic(frame.evaluator.commands).at(argument.span, in: source)
  }

  /// The variables in sight whose values are as asked: those of the session, then the body's own.
  private func variables(in frame: Frame, where isWanted: (Value) -> Bool) -> [String] {
    let own = frame.function == nil ? [:] : locals.filter { frame.slots[$0.value] != nil }
    return frame.evaluator.globals.assignedNames(where: isWanted).filter { own[$0] == nil }
      + own.sorted { $0.value < $1.value }.filter { frame.slots[$0.value].map(isWanted) ?? false }.map(\.key)
  }
}
