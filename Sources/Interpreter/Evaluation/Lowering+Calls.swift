import Language

/// One argument of a call, lowered.
struct LoweredArgument: Sendable {
  let label: Name?
  let span: Span
  let evaluate: Evaluate
  /// The name, where the argument is nothing else: a word or a place if the command wants one.
  let word: String?
  /// Where an assignment to that name goes.
  let target: VariableTarget?
  let text: String
}

extension Lowering {
  func lowerCall(_ call: Call, _ span: Span) throws -> Evaluate {
    let arguments = try call.arguments.map { argument in
      var word: String?
      if case .name(let name) = argument.value.kind { word = name }
      return LoweredArgument(
        label: argument.label, span: argument.value.span, evaluate: try lower(argument.value), word: word,
        target: word.map(target(of:)), text: site.source[argument.value.span])
    }
    guard case .name(let name) = call.callee.kind else {
      let callee = try lower(call.callee)
      return { [site] frame in try site.run(try callee(frame), site.source[call.callee.span], arguments, call.callee.span, frame) }
    }
    let read = reader(of: name)
    guard let command = commands[name] else {
      return { [site] frame in
        guard let value = read(frame) else { throw site.unknown(name, call.callee.span, frame) }
        return try site.run(value, name, arguments, call.callee.span, frame)
      }
    }
    let runCommand = try lowerCommand(command, arguments, span)
    return { [site] frame in
      // A variable hides a command of its name only where it can be called itself.
      if case .function(.user(let function))? = read(frame) {
        return try site.run(.function(.user(function)), name, arguments, call.callee.span, frame)
      }
      return try runCommand(frame)
    }
  }

  /// A call of a command known by name: its arguments are matched to its parameters once.
  func lowerCommand(_ command: Command, _ arguments: [LoweredArgument], _ span: Span) throws -> Evaluate {
    let matched: Result<[(LoweredArgument, Parameter)], Diagnostic>
    do {
      matched = .success(try ArgumentMatcher.match(arguments, to: command, at: span))
    } catch let diagnostic as Diagnostic {
      // Reported when the call runs, not before: code that never runs harms nobody.
      matched = .failure(site.mistake(diagnostic, span))
    }
    return { [site] frame in
      let matched = try matched.get()
      return try site.run(command, matched, span, frame)
    }
  }
}
