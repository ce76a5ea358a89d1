import Language

extension Lowering {
  /// A closure that makes the function, capturing the values of enclosing bodies as they are then.
  func lowerFunction(
    name: String, isNamed: Bool, parameters: [Definition.Parameter], body: Block
  ) throws -> Evaluate {
    let inner = Scope(
      parent: scope, ownName: isNamed && !scope.isTopLevel ? name : nil,
      parameters: parameters.map(\.name.text), assigned: AssignedNames(in: body, commands: commands).names)
    var lowering = Lowering(source: site.source, commands: commands, scope: inner)
    lowering.isInFunction = isNamed
    // Defaults are evaluated in the function's own frame, so that they may use the parameters before them.
    let declared = try parameters.enumerated().map { index, parameter in
      UserFunction.Parameter(
        name: parameter.name.text, slot: index,
        defaultValue: try parameter.defaultValue.map { try lowering.inExpression.lower($0) })
    }
    let run = try lowering.lowerBlock(body)
    let captured = inner.captures.map { reader(of: $0) }
    let size = inner.frameSize
    return { frame in
      .function(
        .user(
          UserFunction(
            name: name, parameters: declared, body: run, frameSize: size, captures: captured.map { $0(frame) })))
    }
  }

  func lowerSweep(_ variables: [SweepVariable], _ block: Block, _ span: Span) throws -> Evaluate {
    let names = variables.map(\.name.text)
    let sequences = try variables.map { ($0.sequence.span, try inExpression.lower($0.sequence)) }
    let inner = Scope(
      parent: scope, parameters: names, assigned: AssignedNames(in: block, commands: commands).names)
    let run = try Lowering(source: site.source, commands: commands, scope: inner).lowerBlock(block)
    let captured = inner.captures.map { reader(of: $0) }
    let size = inner.frameSize
    return { [site] frame in
      let axes = try sequences.map { span, sequence in
        let value = try sequence(frame)
        return try site.located(span) { try Indexing.elements(of: value) }
      }
      let captures = captured.map { $0(frame) }
      return try site.located(span) {
        try Sweep(names: names, axes: axes, body: run, frameSize: size, captures: captures, source: site.source, span: span)
          .table(in: frame.evaluator)
      }
    }
  }
}
