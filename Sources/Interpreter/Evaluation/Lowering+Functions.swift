import Language

extension Lowering {
  /// Makes a function, capturing the values that enclosing bodies' variables have then.
  ///
  /// At top level a function finds itself by name, among the session's variables; inside a body it knows its
  /// own name.
  func lowerFunction(
    name: String, isNamed: Bool, parameters: [Definition.Parameter], body: Block,
    words: FunctionWords = FunctionWords()
  ) throws -> @Sendable (Frame) throws -> UserFunction {
    let inner = Scope(
      parent: scope, ownName: isNamed && !scope.isTopLevel ? name : nil,
      parameters: parameters.map(\.name.text), assigned: AssignedNames(in: body, commands: commands).names)
    let lowering = Lowering(source: context.source, commands: commands, scope: inner)
    // Defaults are evaluated in the function's own frame, so that they may use the parameters before them.
    let declared = try parameters.map { parameter in
      UserFunction.Parameter(
        name: parameter.name.text, defaultValue: try parameter.defaultValue.map { try lowering.lower($0) })
    }
    let run = try lowering.lowerValue(body)
    let signature = parameters.map { parameter in
      parameter.name.text + (parameter.defaultValue.map { ": " + context.source[$0.span] } ?? "")
    }
    let code = UserFunction.Code(
      name: name,
      text: (signature + [context.source[body.span]]).joined(separator: "\n"),
      words: words, outside: inner.outside.sorted(), parameters: declared, run: run,
      frameSize: inner.frameSize)
    let captured = try inner.captures.map { try scope.lookup($0) }
    return { frame in try UserFunction(code, captures: captured.map { $0.value(in: frame) }) }
  }

  func lowerLambda(_ parameters: [Name], _ body: Block, name: String? = nil) throws -> Evaluate {
    let make = try lowerFunction(
      name: name ?? "lambda", isNamed: name != nil,
      parameters: parameters.map { .init(name: $0, defaultValue: nil) }, body: body)
    return Evaluate { frame in .function(.user(try make(frame))) }
  }

  func lowerSweep(_ variables: [SweepVariable], _ block: Block, _ span: Span) throws -> Evaluate {
    let names = variables.map(\.name.text)
    for (index, variable) in variables.enumerated()
    where names[..<index].contains(where: { GreekNames.match($0, variable.name.text) }) {
      throw context.diagnostic(
        .sweep("the sweep has the variable \(variable.name.text) already"), variable.name.span)
    }
    let sequences = try variables.map { ($0.sequence.span, try lower($0.sequence)) }
    let makeBody = try lowerFunction(
      name: "sweep", isNamed: false, parameters: variables.map { .init(name: $0.name, defaultValue: nil) },
      body: block)
    return Evaluate { [context] frame in
      let axes = try sequences.map { span, sequence in
        let value = try sequence(frame)
        return try context.located(span) { try Indexing.elements(of: value) }
      }
      let sweep = Sweep(
        names: names, axes: axes, body: try makeBody(frame), source: context.source, span: span)
      return try context.located(span) { try sweep.value(in: frame.evaluator) }
    }
  }
}
