import Language

extension Checker {
  /// A call: its arguments are matched and checked as they will be when it runs.
  func walk(_ call: Call, _ span: Span) -> Outline {
    guard case .name(let name) = call.callee.kind else {
      let callee = walk(call.callee)
      expect([.function], of: callee, "the call", at: call.callee.span)
      for argument in call.arguments { _ = walk(argument.value) }
      return .unknown
    }
    let variable = variable(name)
    if let definition = variable?.definition { return walk(call, of: definition, span) }
    // A variable hides a command of its name only where it can be called itself.
    let mayBeCalled = variable.map { $0.kinds.map { $0.contains(.function) } ?? true } ?? false
    if let command = commands[name], !mayBeCalled { return walk(call, of: command, span) }
    if variable == nil {
      reportUnknown(name, at: call.callee.span, isCallee: true)
    } else if let variable, let kinds = variable.kinds, !kinds.contains(.function) {
      let found = variable.value?.described ?? kinds.sorted.phrase
      report(.notCallable(name, found: found), at: call.callee.span)
    }
    for argument in call.arguments { _ = walk(argument.value) }
    return .unknown
  }

  // MARK: Functions of the script

  private func walk(_ call: Call, of definition: Definition, _ span: Span) -> Outline {
    let name = definition.name.text
    let names = definition.parameters.map(\.name.text)
    var taken: Set<String> = []
    for argument in call.arguments {
      _ = walk(argument.value)
      let parameter: String?
      if let label = argument.label {
        parameter = names.first { GreekNames.match($0, label.text) }
        if parameter == nil {
          let suggestion = Suggestion.closest(to: label.text, among: names)
          report(
            .unknownLabel(label.text, of: name, labels: names, suggestion: suggestion), at: label.span)
        }
      } else {
        parameter = names.first { !taken.contains($0) }
        if parameter == nil { report(.tooManyArguments(of: name, takes: names.count), at: argument.span) }
      }
      if let parameter, !taken.insert(parameter).inserted {
        report(.repeatedArgument(parameter, of: name), at: argument.span)
      }
    }
    for parameter in definition.parameters
    where parameter.defaultValue == nil && !taken.contains(parameter.name.text) {
      let help = "it takes \(names.joined(separator: ", "))"
      report(.missingArgument(parameter.name.text, of: name, help: help), at: span)
      break
    }
    return .unknown
  }

  // MARK: Commands

  private func walk(_ call: Call, of command: Command, _ span: Span) -> Outline {
    let matched: [(Call.Argument, Parameter)]
    do throws(Diagnostic) { matched = try ArgumentMatcher.match(call.arguments, to: command) } catch {
      report(error, at: span)
      for argument in call.arguments where argument.label.map({ command.parameter(labelled: $0.text) }) != nil
      {
        _ = walk(argument.value)
      }
      return Outline(command.resultKinds)
    }
    if isInSweep, command.effects.contains(.session) { report(.notInSweep(command.name), at: span) }
    let before = mistakes.count
    var arguments = OutlinedArguments(of: command)
    var records: [(name: String, outline: Outline)] = []
    for (argument, parameter) in matched {
      let outline = walk(argument, for: parameter, of: command)
      arguments.add(outline, for: parameter, at: argument.value.span)
      if parameter.arity == .fields, let label = argument.label { records.append((label.text, outline)) }
    }
    noteFiles(matched, of: command, arguments)
    // What is wrong already would be wrong twice.
    guard mistakes.count == before else { return Outline(command.resultKinds) }
    if let cost = command.cost?(arguments) { seconds += cost * repetitions }
    do throws(Diagnostic) {
      if let outline = try command.outline?(arguments) { return outline }
    } catch {
      report(error, at: span)
    }
    var result = Outline(command.resultKinds)
    if command.resultKinds == [.record], !records.isEmpty { result.fields = records }
    return result
  }

  private func walk(_ argument: Call.Argument, for parameter: Parameter, of command: Command) -> Outline {
    let span = argument.value.span
    switch parameter.evaluation {
    case .word:
      if case .name = argument.value.kind { return Outline(.text) }
      return walk(argument.value)
    case .code:
      _ = walk(argument.value)
      return .unknown
    case .place, .value:
      let outline = walk(argument.value)
      check(outline, for: parameter, of: command, at: span)
      return outline
    }
  }

  private func check(_ outline: Outline, for parameter: Parameter, of command: Command, at span: Span) {
    if let value = outline.value {
      do { _ = try parameter.check(value, of: command.name, in: .alone) } catch {
        report(Site.placed(error, span, source) as? Diagnostic ?? .computation("\(error)"), at: span)
      }
      return
    }
    guard !parameter.kinds.isEmpty, let found = outline.kinds else { return }
    var wanted = Set(parameter.kinds)
    // Lists and ranges of numbers stand for tensors, and ranges for lists.
    if wanted.contains(.tensor) { wanted.formUnion([.number, .range, .list]) }
    if wanted.contains(.list) { wanted.insert(.range) }
    guard found.isDisjoint(with: wanted) else { return }
    report(
      .wrongKind(
        "\(command.name): \(parameter.name)", expected: parameter.expectation, found: found.sorted.phrase),
      at: span)
  }

  // MARK: Files

  /// Files that are read must be there, unless the script writes them; a script that is run is walked.
  private func noteFiles(
    _ matched: [(Call.Argument, Parameter)], of command: Command, _ arguments: OutlinedArguments
  ) {
    for (argument, parameter) in matched {
      let outline = arguments[parameter.name]
      let path = outline?.text
      // A figure that is saved is no path.
      if let kinds = outline?.kinds, !kinds.contains(.text) { continue }
      switch parameter.file {
      case nil: break
      case .written: if let path { noteWritten(path) } else { open() }
      case .read:
        guard let path else { break }
        if !isThere(path), !isThere(path + ".gz") {
          report(.file(path, "no such file"), at: argument.value.span)
        }
      case .script:
        guard let path else { return open() }
        if !isThere(path) {
          report(.file(path, "no such file"), at: argument.value.span)
        } else if !walkScript(at: path) {
          open()
        }
      }
    }
  }
}
