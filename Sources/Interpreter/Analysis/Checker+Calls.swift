import Language

extension Checker {
  /// A call: its arguments are matched and checked as they will be when it runs.
  func walk(_ call: Call, _ span: Span) -> AbstractValue {
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

  private func walk(_ call: Call, of definition: Definition, _ span: Span) -> AbstractValue {
    let name = definition.name.text
    let names = definition.parameters.map(\.name.text)
    var taken: Set<String> = []
    var abstracts: [String: AbstractValue] = [:]
    for argument in call.arguments {
      let abstract = walk(argument.value)
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
      guard let parameter else { continue }
      abstracts[parameter] = abstract
      if !taken.insert(parameter).inserted {
        report(.repeatedArgument(parameter, of: name), at: argument.span)
      }
    }
    for parameter in definition.parameters
    where parameter.defaultValue == nil && !taken.contains(parameter.name.text) {
      let help = "it takes \(names.joined(separator: ", "))"
      report(.missingArgument(parameter.name.text, of: name, help: help), at: span)
      break
    }
    count(definition, abstracts)
    return .unknown
  }

  // MARK: Commands

  private func walk(_ call: Call, of command: Command, _ span: Span) -> AbstractValue {
    let matched: [(Call.Argument, Parameter)]
    do throws(Diagnostic) { matched = try ArgumentMatcher.match(call.arguments, to: command) } catch {
      report(error, at: span)
      for argument in call.arguments where argument.label.map({ command.parameter(labelled: $0.text) }) != nil
      {
        _ = walk(argument.value)
      }
      return AbstractValue(command.resultKinds)
    }
    if context.isInSweep, command.effects.contains(.session) { report(.notInSweep(command.name), at: span) }
    let before = errors.count
    var arguments = AbstractArguments(of: command)
    var records: [(name: String, abstract: AbstractValue)] = []
    var abstracts: [AbstractValue] = []
    for (argument, parameter) in matched {
      let abstract = walk(argument, for: parameter, of: command)
      abstracts.append(abstract)
      arguments.add(abstract, for: parameter, at: argument.value.span)
      if parameter.arity == .fields, let label = argument.label { records.append((label.text, abstract)) }
    }
    noteFiles(matched, of: command, arguments)
    // What is wrong already would be wrong twice.
    guard errors.count == before else { return AbstractValue(command.resultKinds) }
    if let cost = command.cost {
      knowledge.cost.add(cost(arguments).map { $0 * context.repetitions })
    }
    if let value = computed(command, matched, abstracts, span) { return value }
    do throws(Diagnostic) {
      if let abstract = try command.infer?(arguments) { return abstract }
    } catch {
      report(error, at: span)
    }
    if let function = command.function, let first = command.parameters.first,
      let number = arguments[first.name]?.number
    {
      return AbstractValue(Value.number(function(number)))
    }
    var result = AbstractValue(command.resultKinds)
    if command.resultKinds == [.record], !records.isEmpty {
      result.fields = records
      let known = records.compactMap { field in field.abstract.value.map { (field.name, $0) } }
      if known.count == records.count { result.value = .record(Record(known)) }
    }
    return result
  }

  /// What a command makes of known values, where it does nothing else and that takes no time; its error is
  /// reported. `nil` where it is not known.
  private func computed(
    _ command: Command, _ matched: [(Call.Argument, Parameter)], _ abstracts: [AbstractValue], _ span: Span
  ) -> AbstractValue? {
    guard command.group == .tensors, command.effects.isEmpty, !command.isReusable, command.cost == nil,
      matched.allSatisfy({ $0.1.evaluation == .value }),
      // Numbers alone may ask for a tensor of any size.
      abstracts.contains(where: { $0.number == nil }),
      abstracts.allSatisfy({ $0.number.map { abs($0) <= 1000 } ?? ($0.value?.kind != .function) })
    else { return nil }
    return constant(abstracts, at: span) { values in
      var arguments = Arguments(of: command, in: context.source, .alone)
      for ((argument, parameter), value) in zip(matched, values) {
        try arguments.add(.value(value), for: parameter, label: argument.label?.text, at: argument.value.span)
      }
      return try arguments.run(in: Frame(evaluator: calculator))
    }
  }

  private func walk(_ argument: Call.Argument, for parameter: Parameter, of command: Command) -> AbstractValue
  {
    let span = argument.value.span
    switch parameter.evaluation {
    case .word:
      if case .name = argument.value.kind { return AbstractValue(.text) }
      return walk(argument.value)
    case .code:
      let abstract = walk(argument.value)
      if !parameter.kinds.isEmpty { check(abstract, of: argument.value, for: parameter, of: command) }
      return .unknown
    case .value, .place:
      if case .name(let name) = argument.value.kind, abstract(of: name) == nil {
        let remedy = parameter.remedy(variables(of: parameter), near: name, among: commands)
        reportUnknown(name, at: span, isPlace: parameter.evaluation == .place, help: remedy)
        return .unknown
      }
      let takesMask = !parameter.kinds.isEmpty && parameter.admits(.mask)
      let abstract = takesMask ? walkMask(argument.value) : walk(argument.value)
      check(abstract, of: argument.value, for: parameter, of: command)
      guard parameter.evaluation == .place, case .name(let name) = argument.value.kind,
        requireVariable(Name(name, span))
      else {
        return abstract
      }
      // Afterwards it has another value, of the same kind and sizes.
      assign(abstract.withoutValue, to: name, at: span)
      return abstract
    }
  }

  private func check(
    _ abstract: AbstractValue, of argument: Expression, for parameter: Parameter, of command: Command
  ) {
    let span = argument.span
    if let value = abstract.value, parameter.admits(value.kind) {
      do { _ = try parameter.check(value, of: command.name, in: .alone) } catch {
        report(
          SourceContext.placed(error, span, context.source) as? Diagnostic ?? .computation("\(error)"),
          at: span)
      }
      return
    }
    guard let kinds = abstract.kinds, !kinds.contains(where: parameter.admits) else { return }
    let found = abstract.value?.described ?? kinds.sorted.phrase
    report(kindError(argument, found: found, parameter, command), at: span)
  }

  /// An argument of a kind that its parameter does not take, with what would do.
  private func kindError(
    _ argument: Expression, found: String, _ parameter: Parameter, _ command: Command
  ) -> Diagnostic {
    var error = KindError(command: command, parameter: parameter, found: found)
    if case .name(let name) = argument.kind, let variable = variable(name) {
      error.name = name
      error.place = variable.origin?.words(seenAt: argument.span.start, in: context.source)
    }
    error.variables = variables(of: parameter)
    var diagnostic = error.diagnostic(commands)
    if found == Kind.mask.phrase { diagnostic.help = Value.mask(.init([])).conditionHelp }
    return diagnostic
  }

  /// The variables that a parameter would take, in the order in which they were given their values.
  private func variables(of parameter: Parameter) -> [String] {
    let known = knownVariables
    let order = known.keys.sorted().sorted {
      (known[$0]?.origin?.offset ?? 0) < (known[$1]?.origin?.offset ?? 0)
    }
    let earlier = globals.assigned.map(\.name).filter { known[$0] == nil }
    return (earlier + order).filter { name in
      guard let kinds = known[name].map(\.kinds) ?? globals[name].map({ [$0.kind] }) else { return false }
      return parameter.namedKinds.isSuperset(of: kinds)
    }
  }
}
