import Language

extension Lowering {
  func lowerCall(_ call: Call, _ span: Span) throws -> Evaluate {
    try lower(try arguments(of: call, span), callee: call.callee)
  }

  /// A call whose value nobody wants.
  func lowerCallDroppingValue(_ call: Call, _ span: Span) throws -> Execute {
    let lowered = try arguments(of: call, span)
    let value = try lower(lowered, callee: call.callee)
    if let addition = try lowerAddition(lowered, otherwise: value) { return addition }
    return Execute { frame in
      _ = try value(frame)
      return .onward
    }
  }

  private func arguments(of call: Call, _ span: Span) throws -> LoweredCall {
    let arguments = try call.arguments.map { argument in
      var word: String?
      if case .name(let name) = argument.value.kind { word = name }
      return LoweredArgument(
        label: argument.label, span: argument.value.span, evaluate: try lower(argument.value), word: word,
        target: try word.flatMap { try scope.target($0) }, text: context.source[argument.value.span])
    }
    return LoweredCall(call, arguments, span, at: context)
  }

  private func lower(_ call: LoweredCall, callee: Expression) throws -> Evaluate {
    guard case .name(let name) = callee.kind else {
      let callee = try lower(callee)
      return Evaluate { frame in try call.run(try callee(frame), in: frame) }
    }
    let lookup = try scope.lookup(name)
    guard let command = commands[name] else {
      return Evaluate { frame in
        guard let value = lookup.value(in: frame) else { throw call.unknown(in: frame) }
        return try call.run(value, in: frame)
      }
    }
    let runCommand = lowerCommand(command, call.arguments, call.span)
    return Evaluate { frame in
      // A variable hides a command of its name only where it can be called itself.
      guard lookup.isFunction(in: frame), let value = lookup.value(in: frame) else {
        return try runCommand(frame)
      }
      return try call.run(value, in: frame)
    }
  }

  /// A call of a command known by name: its arguments are matched to its parameters once.
  func lowerCommand(_ command: Command, _ arguments: [LoweredArgument], _ span: Span) -> Evaluate {
    let matched: [(LoweredArgument, Parameter)]
    do {
      matched = try ArgumentMatcher.match(arguments, to: command)
    } catch {
      // Reported when the call runs, not before: code that never runs harms nobody.
      return Evaluate { [context] _ in throw SourceContext.placed(error, span, context.source) }
    }
    guard let function = command.function, let argument = arguments.first, arguments.count == 1 else {
      return Evaluate { [context] frame in try context.run(command, matched, span, frame) }
    }
    let parameter = matched[0].1
    return Evaluate { [context] frame in
      let value = try argument.evaluate(frame)
      if case .number(let number) = value { return .number(function(number)) }
      var given = argument
      given.evaluate = Evaluate { _ in value }
      return try context.run(command, [(given, parameter)], span, frame)
    }
  }

  /// A call that puts a value into a list or tensor, without ceremony; `nil` where it is another call.
  private func lowerAddition(_ call: LoweredCall, otherwise: Evaluate) throws -> Execute? {
    guard let command = commands[call.callee], let addition = command.addition,
      let matched = try? ArgumentMatcher.match(call.arguments, to: command),
      matched.count == 2, matched[0].1.evaluation == .place,
      let name = matched[0].0.word, let slot = matched[0].0.target, !name.namesResult
    else { return nil }
    let lookup = try scope.lookup(command.name)
    let new = matched[1].0.evaluate
    return Execute { frame in
      let isDirect =
        switch frame.slots[slot] {
        case .list, .tensor: !lookup.isFunction(in: frame)
        default: false
        }
      guard isDirect else {
        _ = try otherwise(frame)
        return .onward
      }
      let new = try new(frame)
      do { _ = try frame.add(new, to: slot, by: addition) } catch { throw call.placed(error) }
      return .onward
    }
  }
}
