import Language

extension Lowering {
  // MARK: For their values

  /// A block whose value is that of its last statement: the body of a function or of a sweep, or a part of an
  /// expression.
  func lowerValue(_ block: Block) throws -> Evaluate {
    guard let last = block.statements.last else { return Evaluate { _ in .nothing } }
    let value = try lowerValue(last)
    if block.statements.count == 1 { return value }
    let before = try lower(Array(block.statements.dropLast()))
    return Evaluate { frame in
      // No loop is around that a `break` could be for.
      if case .returning = try before(frame) { return frame.evaluator.takeReturned() }
      return try value(frame)
    }
  }

  /// A statement that ends a block with a value.
  func lowerValue(_ statement: Statement) throws -> Evaluate {
    switch statement.kind {
    case .expression(let expression):
      switch expression.kind {
      case .conditional(let condition, let then, let otherwise):
        return try lowerConditional(condition, then, otherwise)
      case .attempt(let block, let message, let otherwise):
        return try lowerAttempt(block, message, otherwise)
      case .name(let name):
        guard let command = commands[name] else { break }
        // A bare command name calls the command.
        let lookup = try scope.lookup(name)
        let call = lowerCommand(command, [], expression.span)
        return Evaluate { frame in try lookup.value(in: frame) ?? call(frame) }
      default: break
      }
      return try lower(expression)
    case .assignment(let places, let symbol, let value): return try lowerAssignment(places, symbol, value)
    case .returning(let value):
      try requireStatement("return", statement.span)
      return try value.map { try lower($0) } ?? Evaluate { _ in .nothing }
    case .definition, .forLoop, .whileLoop, .breaking, .continuing:
      let run = try lower(statement)
      return Evaluate { frame in
        if case .returning = try run(frame) { return frame.evaluator.takeReturned() }
        return .nothing
      }
    }
  }

  func lowerConditional(_ condition: Expression, _ then: Block, _ otherwise: Block?) throws -> Evaluate {
    let isTrue = try lowerCondition(condition, of: "if")
    let first = try lowerValue(then)
    let second = try otherwise.map { try lowerValue($0) } ?? Evaluate { _ in .nothing }
    return Evaluate { frame in try isTrue(frame) ? first(frame) : second(frame) }
  }

  // MARK: For what they do

  func lower(_ block: Block) throws -> Execute { try lower(block.statements) }

  private func lower(_ statements: [Statement]) throws -> Execute {
    let steps = try statements.map { try lower($0) }
    switch steps.count {
    case 0: return Execute { _ in .onward }
    case 1: return steps[0]
    case 2:
      let (first, second) = (steps[0], steps[1])
      return Execute { frame in
        let flow = try first(frame)
        guard case .onward = flow else { return flow }
        return try second(frame)
      }
    default:
      return Execute { frame in
        for step in steps {
          let flow = try step(frame)
          guard case .onward = flow else { return flow }
        }
        return .onward
      }
    }
  }

  func lower(_ statement: Statement) throws -> Execute {
    switch statement.kind {
    case .expression(let expression):
      switch expression.kind {
      case .conditional(let condition, let then, let otherwise):
        return try lowerBranches(condition, then, otherwise)
      case .attempt(let block, let message, let otherwise):
        return try lowerAttemptedFlow(block, message, otherwise)
      case .call(let call): return try inExpression.lowerCallDroppingValue(call, expression.span)
      default: return try lowerDroppingValue(statement)
      }
    case .assignment(let places, let symbol, let value):
      return try lowerUpdate(places, symbol, value) ?? lowerDroppingValue(statement)
    case .definition(let definition):
      let target = try variable(definition.name)
      let make = try lowerFunction(
        name: definition.name.text, isNamed: true, parameters: definition.parameters, body: definition.body,
        words: FunctionWords(of: definition, at: statement.span, in: context.source))
      return Execute { frame in
        frame.slots[target] = .function(.user(try make(frame)))
        return .onward
      }
    case .forLoop(let variables, let sequence, let body): return try lowerFor(variables, sequence, body)
    case .whileLoop(let condition, let body): return try lowerWhile(condition, body)
    case .returning(let expression):
      try requireStatement("return", statement.span)
      let value = try expression.map { try lower($0) }
      return Execute { frame in
        frame.evaluator.setReturned(try value?(frame) ?? .nothing)
        return .returning
      }
    case .breaking:
      try requireStatement("break", statement.span)
      return Execute { _ in .breaking }
    case .continuing:
      try requireStatement("continue", statement.span)
      return Execute { _ in .continuing }
    }
  }

  private func lowerDroppingValue(_ statement: Statement) throws -> Execute {
    let value = try lowerValue(statement)
    return Execute { frame in
      _ = try value(frame)
      return .onward
    }
  }

  private func lowerBranches(_ condition: Expression, _ then: Block, _ otherwise: Block?) throws -> Execute {
    let isTrue = try lowerCondition(condition, of: "if")
    let first = try lower(then)
    let second = try otherwise.map { try lower($0) } ?? Execute { _ in .onward }
    return Execute { frame in try isTrue(frame) ? first(frame) : second(frame) }
  }

  private func lowerWhile(_ condition: Expression, _ body: Block) throws -> Execute {
    let isTrue = try lowerCondition(condition, of: "while")
    let run = try lower(body)
    return Execute { frame in
      let work = frame.evaluator.work
      while try isTrue(frame) {
        try work.checkpoint()
        if let flow = try run(frame).ofLoop { return flow }
      }
      return .onward
    }
  }

  private func lowerFor(_ variables: [Name], _ sequence: Expression, _ body: Block) throws -> Execute {
    let targets = try variables.map { try target(of: $0) }
    let first = targets[0]
    let elements = try lower(sequence)
    let run = try lower(body)
    let span = sequence.span
    return Execute { [context] frame in
      let work = frame.evaluator.work
      let value = try elements(frame)
      if case .range(let range) = value, targets.count == 1 {
        for index in 0..<range.count {
          try work.checkpoint()
          frame.set(first, .number(range[index]))
          if let flow = try run(frame).ofLoop { return flow }
        }
        return .onward
      }
      let (items, count) = try context.located(span) {
        (try Indexing.iterable(value), try Indexing.count(of: value))
      }
      for index in 0..<count {
        try work.checkpoint()
        let element = try Indexing.element(of: items, number: index)
        if targets.count == 1 {
          frame.slots[first] = element
        } else {
          let parts = try context.located(span) { try Indexing.unpacked(element, into: targets.count) }
          for (target, part) in zip(targets, parts) { frame.slots[target] = part }
        }
        if let flow = try run(frame).ofLoop { return flow }
      }
      return .onward
    }
  }

  /// Inside an expression there is no block to end early: `1 + (if x { return 2 } else { 3 })`.
  private func requireStatement(_ word: String, _ span: Span) throws {
    guard isStatement else { throw context.diagnostic(.misplaced(word), span) }
  }

  /// The slot of a variable that is given a value by its name.
  func variable(_ name: Name) throws -> Int {
    guard !name.text.namesResult else { throw context.diagnostic(.resultAssigned(name.text), name.span) }
    return try target(of: name)
  }

  /// The slot of a name that is assigned here, which `AssignedNames` found.
  func target(of name: Name) throws -> Int {
    guard let slot = try scope.target(name.text) else {
      throw context.diagnostic(.unassignable(name.text), name.span)
    }
    return slot
  }
}
