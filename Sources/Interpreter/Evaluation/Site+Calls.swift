import Language

/// Calls, once their callee is known.
extension Site {
  func run(
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
  func run(
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
      return try run(command, matched, span, frame)
    default:
      let help = isIndexLike(arguments) ? "to take an element, write \(name)[…] without a blank" : nil
      throw mistake(.notCallable(name, found: callee.kind.phrase, help: help), span)
    }
  }

  private func isIndexLike(_ arguments: [LoweredArgument]) -> Bool {
    arguments.count == 1 && arguments[0].text.hasPrefix("[")
  }
}
