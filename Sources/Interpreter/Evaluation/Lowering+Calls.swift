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
        target: word.map(target(of:)), text: source[argument.value.span])
    }
    guard case .name(let name) = call.callee.kind else {
      let callee = try lower(call.callee)
      return { [self] frame in try run(try callee(frame), source[call.callee.span], arguments, call.callee.span, frame) }
    }
    let read = reader(of: name)
    guard let command = commands[name] else {
      return { [self] frame in
        guard let value = read(frame) else { throw unknown(name, call.callee.span, frame) }
        return try run(value, name, arguments, call.callee.span, frame)
      }
    }
    let runCommand = try lowerCommand(command, arguments, span)
    return { [self] frame in
      // A variable hides a command of its name only where it can be called itself.
      if case .function(.user(let function))? = read(frame) {
        return try run(.function(.user(function)), name, arguments, call.callee.span, frame)
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
      matched = .failure(mistake(diagnostic, span))
    }
    return { [self] frame in
      let matched = try matched.get()
      return try runCommand(command, matched, span, frame)
    }
  }

  private func runCommand(
    _ command: Command, _ matched: [(LoweredArgument, Parameter)], _ span: Span, _ frame: Frame
  ) throws -> Value {
    if command.effects.contains(.session), frame.evaluator.isParallel {
      throw mistake(.notInSweep(command.name), span)
    }
    var byName: [String: Arguments.Argument] = [:]
    var spans: [String: Span] = [:]
    var rest: [Value] = []
    var fields = Record()
    for (argument, parameter) in matched {
      spans[parameter.name] = spans[parameter.name]?.union(argument.span) ?? argument.span
      switch parameter.evaluation {
      case .value:
        let value = try argument.evaluate(frame)
        let checked = try located(argument.span) { try parameter.check(value, of: command.name) }
        switch parameter.arity {
        case .one: byName[parameter.name] = .value(checked)
        case .rest: rest.append(checked)
        case .fields:
          let label = argument.label?.text ?? ""
          guard fields[label] == nil else {
            throw mistake(.repeatedArgument(label, of: command.name), argument.span)
          }
          fields[label] = checked
        }
      case .word:
        var word = argument.word
        if word == nil, case .text(let text) = try argument.evaluate(frame) { word = text }
        guard let word else {
          throw mistake(.wrongKind("\(command.name): \(parameter.name)", expected: "a word", found: argument.text), argument.span)
        }
        byName[parameter.name] = .word(word)
      case .place:
        guard let name = argument.word, let target = argument.target else {
          throw mistake(
            .wrongKind("\(command.name): \(parameter.name)", expected: "the name of a variable", found: argument.text),
            argument.span)
        }
        let value = try argument.evaluate(frame)
        _ = try located(argument.span) { try parameter.check(value, of: command.name) }
        // A body that reads an outer variable writes its own.
        if frame.read(target) == nil { frame.write(value, to: target) }
        byName[parameter.name] = .place(VariablePlace(name: name, target: target))
      case .code: byName[parameter.name] = .code(CodeArgument(text: argument.text, evaluate: argument.evaluate))
      }
    }
    for parameter in command.parameters where byName[parameter.name] == nil {
      switch (parameter.arity, parameter.defaultValue) {
      case (.rest, _): byName[parameter.name] = .value(.list(rest))
      case (.fields, _): byName[parameter.name] = .value(.record(fields))
      case (.one, .value(let value)): byName[parameter.name] = .value(value)
      case (.one, _): break
      }
    }
    let arguments = Arguments(command: command.name, byName: byName, spans: spans)
    return try located(span) { try command.run(arguments, CommandContext(frame: frame)) }
  }

  /// A call of whatever the callee turned out to be.
  private func run(
    _ callee: Value, _ name: String, _ arguments: [LoweredArgument], _ span: Span, _ frame: Frame
  ) throws -> Value {
    switch callee {
    case .function(.user(let function)):
      let inner = Frame(
        evaluator: frame.evaluator, function: function, captures: function.captures, size: function.frameSize)
      var next = 0
      for argument in arguments {
        let parameter: UserFunction.Parameter
        if let label = argument.label {
          guard let named = function.parameters.first(where: { GreekNames.match($0.name, label.text) }) else {
            let names = function.parameters.map(\.name)
            throw mistake(
              .unknownLabel(
                label.text, of: function.name, labels: names,
                suggestion: Suggestion.closest(to: label.text, among: names)), label.span)
          }
          parameter = named
        } else {
          while next < function.parameters.count, inner.locals[next] != nil { next += 1 }
          guard next < function.parameters.count else {
            throw mistake(.tooManyArguments(of: function.name, takes: function.parameters.count), argument.span)
          }
          parameter = function.parameters[next]
        }
        guard inner.locals[parameter.slot] == nil else {
          throw mistake(.repeatedArgument(parameter.name, of: function.name), argument.span)
        }
        inner.locals[parameter.slot] = try argument.evaluate(frame)
      }
      do {
        return try frame.evaluator.finish(function, inner)
      } catch var diagnostic as Diagnostic {
        if diagnostic.trace.count < 8 {
          diagnostic.trace.append(Diagnostic.Frame(name: function.name, span: span, source: source))
        }
        throw diagnostic.at(span, in: source)
      }
    case .function(.command(let command)):
      let matched: [(LoweredArgument, Parameter)]
      do { matched = try ArgumentMatcher.match(arguments, to: command, at: span) } catch { throw Self.placed(error, span, source) }
      return try runCommand(command, matched, span, frame)
    default:
      let help = isIndexLike(arguments) ? "to take an element, write \(name)[…] without a blank" : nil
      throw mistake(.notCallable(name, found: callee.kind.phrase, help: help), span)
    }
  }

  private func isIndexLike(_ arguments: [LoweredArgument]) -> Bool {
    arguments.count == 1 && arguments[0].text.hasPrefix("[")
  }
}

extension Evaluator {
  /// Fills in the defaults of parameters without an argument, and runs the body.
  func finish(_ function: UserFunction, _ frame: Frame) throws -> Value {
    for parameter in function.parameters where frame.locals[parameter.slot] == nil {
      guard let defaultValue = parameter.defaultValue else {
        throw Diagnostic.missingArgument(
          parameter.name, of: function.name,
          help: "its arguments are \(function.parameters.map(\.name).joined(separator: ", "))")
      }
      frame.locals[parameter.slot] = try defaultValue(frame)
    }
    return try enter(function, frame)
  }

  /// Calls a function value with positional arguments.
  func call(_ function: Function, _ arguments: [Value], frame: Frame) throws -> Value {
    switch function {
    case .user(let user):
      guard arguments.count <= user.parameters.count else {
        throw Diagnostic.tooManyArguments(of: user.name, takes: user.parameters.count)
      }
      let inner = Frame(evaluator: self, function: user, captures: user.captures, size: user.frameSize)
      for (slot, value) in arguments.enumerated() { inner.locals[slot] = value }
      return try finish(user, inner)
    case .command(let command):
      let open = command.parameters.filter { $0.evaluation == .value && $0.arity == .one }
      guard arguments.count <= open.count else {
        throw Diagnostic.tooManyArguments(of: command.name, takes: open.count)
      }
      var byName: [String: Arguments.Argument] = [:]
      for (parameter, value) in zip(open, arguments) {
        byName[parameter.name] = .value(try parameter.check(value, of: command.name))
      }
      for parameter in command.parameters where byName[parameter.name] == nil {
        switch (parameter.arity, parameter.defaultValue) {
        case (.rest, _): byName[parameter.name] = .value(.list([]))
        case (.fields, _): byName[parameter.name] = .value(.record(Record()))
        case (.one, .required): throw Diagnostic.missingArgument(parameter.name, of: command.name)
        case (.one, .value(let value)): byName[parameter.name] = .value(value)
        case (.one, .absent): break
        }
      }
      return try command.run(
        Arguments(command: command.name, byName: byName, spans: [:]), CommandContext(frame: frame))
    }
  }
}
