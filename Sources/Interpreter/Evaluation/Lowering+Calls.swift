import Language

/// One argument of a call, lowered.
struct LoweredArgument: Sendable {
  let label: Name?
  let span: Span
  var evaluate: Evaluate
  /// The name, where the argument is nothing else: a word or a place if the command wants one.
  let word: String?
  /// The slot an assignment to that name goes to; `nil` where it cannot be assigned.
  let target: Int?
  let text: String
}

struct LoweredArguments: Sendable {
  let all: [LoweredArgument]
  /// The code of all of them, where none has a label.
  let unlabelled: [Evaluate]?

  init(_ arguments: [LoweredArgument]) {
    all = arguments
    unlabelled = arguments.contains { $0.label != nil } ? nil : arguments.map(\.evaluate)
  }
}

extension Lowering {
  func lowerCall(_ call: Call, _ span: Span) throws -> Evaluate {
    let arguments = LoweredArguments(
      try call.arguments.map { argument in
        var word: String?
        if case .name(let name) = argument.value.kind { word = name }
        return LoweredArgument(
          label: argument.label, span: argument.value.span, evaluate: try lower(argument.value), word: word,
          target: try word.flatMap { try scope.target($0) }, text: site.source[argument.value.span])
      })
    let calleeSpan = call.callee.span
    guard case .name(let name) = call.callee.kind else {
      let callee = try lower(call.callee)
      return Evaluate { [site] frame in
        try site.call(try callee(frame), site.source[calleeSpan], arguments, calleeSpan, span, frame)
      }
    }
    let lookup = try scope.lookup(name)
    guard let command = commands[name] else {
      return Evaluate { [site] frame in
        guard let value = lookup.value(in: frame) else {
          throw site.unknown(name, calleeSpan, frame, isCallee: true)
        }
        if case .function(.user(let function)) = value {
          return try site.call(function, arguments, span, frame)
        }
        return try site.call(value, name, arguments, calleeSpan, span, frame)
      }
    }
    let runCommand = lowerCommand(command, arguments.all, span)
    return Evaluate { [site] frame in
      // A variable hides a command of its name only where it can be called itself.
      if case .function(let function)? = lookup.value(in: frame) {
        return try site.call(.function(function), name, arguments, calleeSpan, span, frame)
      }
      return try runCommand(frame)
    }
  }

  /// A call of a command known by name: its arguments are matched to its parameters once.
  func lowerCommand(_ command: Command, _ arguments: [LoweredArgument], _ span: Span) -> Evaluate {
    let matched: [(LoweredArgument, Parameter)]
    do {
      matched = try ArgumentMatcher.match(arguments, to: command)
    } catch {
      // Reported when the call runs, not before: code that never runs harms nobody.
      return Evaluate { [site] _ in throw Site.placed(error, span, site.source) }
    }
    if let short = lowerAddition(command, matched, span) { return short }
    guard let function = command.function, let argument = arguments.first, arguments.count == 1 else {
      return Evaluate { [site] frame in try site.run(command, matched, span, frame) }
    }
    let parameter = matched[0].1
    return Evaluate { [site] frame in
      let value = try argument.evaluate(frame)
      if case .number(let number) = value { return .number(function(number)) }
      var given = argument
      given.evaluate = Evaluate { _ in value }
      return try site.run(command, [(given, parameter)], span, frame)
    }
  }

  /// A call that puts a value into a list or tensor; `nil` where it is another.
  private func lowerAddition(
    _ command: Command, _ matched: [(LoweredArgument, Parameter)], _ span: Span
  ) -> Evaluate? {
    guard let addition = command.addition, matched.count == 2, matched[0].1.evaluation == .place,
      let name = matched[0].0.word, let slot = matched[0].0.target, !name.namesResult
    else { return nil }
    let new = matched[1].0.evaluate
    return Evaluate { [site] frame in
      switch frame.slots[slot] {
      case .list, .tensor: break
      default: return try site.run(command, matched, span, frame)
      }
      let new = try new(frame)
      return try site.located(span) { try frame.add(new, to: slot, by: addition) ?? .nothing }
    }
  }
}
