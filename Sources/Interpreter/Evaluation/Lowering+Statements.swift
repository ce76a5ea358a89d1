import Language

extension Lowering {
  /// A block as an expression: its value is its last expression's.
  func lowerBlock(_ block: Block) throws -> Evaluate {
    let statements = try block.statements.map { try lower($0) }
    switch statements.count {
    case 0: return { _ in .nothing }
    case 1: return statements[0]
    default:
      return { frame in
        var value = Value.nothing
        for statement in statements {
          value = try statement(frame)
          if frame.flow != .normal { break }
        }
        return value
      }
    }
  }

  func lower(_ statement: Statement) throws -> Evaluate {
    switch statement.kind {
    case .expression(let expression): return try lowerStatementExpression(expression)
    case .assignment(let place, let symbol, let value): return try lowerAssignment(place, symbol, value)
    case .definition(let definition):
      let target = target(of: definition.name.text)
      let make = try lowerFunction(
        name: definition.name.text, isNamed: true, parameters: definition.parameters, body: definition.body)
      return { frame in
        frame.write(try make(frame), to: target)
        return .nothing
      }
    case .forLoop(let variable, let sequence, let body): return try lowerFor(variable, sequence, body)
    case .whileLoop(let condition, let body):
      let test = try lowerCondition(condition, of: "while")
      let run = try loopBody(body)
      return { frame in
        while try test(frame) {
          try frame.evaluator.work.checkpoint()
          if try !run(frame) { break }
        }
        return .nothing
      }
    case .returning(let expression):
      guard isInFunction else { throw site.mistake(.misplaced("return", belongs: "inside a function"), statement.span) }
      guard isStatement else {
        throw site.mistake(.misplaced("return", belongs: "in a statement, not inside an expression"), statement.span)
      }
      let value = try expression.map { try inExpression.lower($0) }
      return { frame in
        let result = try value?(frame) ?? .nothing
        frame.flow = .returning
        return result
      }
    case .breaking: return try lowerJump("break", .breaking, statement.span)
    case .continuing: return try lowerJump("continue", .continuing, statement.span)
    }
  }

  private func lowerJump(_ word: String, _ flow: Frame.Flow, _ span: Span) throws -> Evaluate {
    guard isInLoop, isStatement else {
      throw site.mistake(.misplaced(word, belongs: "in a statement inside a loop"), span)
    }
    return { frame in
      frame.flow = flow
      return .nothing
    }
  }

  /// A conditional keeps its right to end a block early; a bare command name calls the command.
  private func lowerStatementExpression(_ expression: Expression) throws -> Evaluate {
    guard case .name(let name) = expression.kind, let command = commands[name] else {
      return try lower(expression)
    }
    let read = reader(of: name)
    let call = try inExpression.lowerCommand(command, [], expression.span)
    return { frame in try read(frame) ?? call(frame) }
  }

  /// Runs the body once; `false` says that the loop must end.
  private func loopBody(_ block: Block) throws -> @Sendable (Frame) throws -> Bool {
    var inner = self
    inner.isInLoop = true
    inner.isStatement = true
    let run = try inner.lowerBlock(block)
    return { frame in
      _ = try run(frame)
      switch frame.flow {
      case .normal: return true
      case .continuing:
        frame.flow = .normal
        return true
      case .breaking:
        frame.flow = .normal
        return false
      case .returning: return false
      }
    }
  }

  private func lowerFor(_ variable: Name, _ sequence: Expression, _ body: Block) throws -> Evaluate {
    let target = target(of: variable.text)
    let elements = try inExpression.lower(sequence)
    let run = try loopBody(body)
    let span = sequence.span
    return { [site] frame in
      let value = try elements(frame)
      let count = try site.located(span) { try Indexing.count(of: value) }
      for index in 0..<count {
        try frame.evaluator.work.checkpoint()
        frame.write(try site.located(span) { try Indexing.element(of: value, number: index) }, to: target)
        if try !run(frame) { break }
      }
      return .nothing
    }
  }

  private func lowerAssignment(_ place: Place, _ symbol: AssignmentOperator, _ expression: Expression) throws -> Evaluate {
    let target = target(of: place.name.text)
    let evaluate = try inExpression.lower(expression)
    let read = reader(of: place.name.text)
    let subscripts = try place.subscripts.map { try $0.map { try inExpression.lower($0) } }
    let combine = symbol.binaryOperator
    if subscripts.isEmpty {
      guard let combine else {
        return { frame in
          let value = try evaluate(frame)
          frame.write(value, to: target)
          return value
        }
      }
      return { [site] frame in
        let addend = try evaluate(frame)
        guard let old = read(frame) else { throw site.unknown(place.name.text, place.name.span, frame) }
        let value = try site.located(place.span) { try Operators.apply(combine, old, addend) }
        frame.write(value, to: target)
        return value
      }
    }
    return { [site] frame in
      let value = try evaluate(frame)
      let path = try subscripts.map { try $0.map { try $0(frame) } }
      guard var whole = frame.take(target) ?? read(frame) else {
        throw site.unknown(place.name.text, place.name.span, frame)
      }
      // Taken out of its slot, the value is unshared and changes in place; it goes back whatever happens.
      defer { frame.write(whole, to: target) }
      try site.located(place.span) {
        try Indexing.replace(in: &whole, at: path[...]) { old in
          try combine.map { try Operators.apply($0, old(), value) } ?? value
        }
      }
      return value
    }
  }
}

extension AssignmentOperator {
  var binaryOperator: BinaryOperator? {
    switch self {
    case .set: nil
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    }
  }
}
