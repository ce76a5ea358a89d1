import Language

extension Lowering {
  /// An assignment, with the value it gives.
  func lowerAssignment(
    _ places: [Place], _ symbol: AssignmentOperator, _ expression: Expression
  ) throws -> Evaluate {
    guard places.count == 1 else { return try lowerUnpacking(places, expression) }
    let place = places[0]
    let slot = try variable(place.name)
    let value = try lowerAssigned(expression, to: place)
    guard place.steps.isEmpty else { return try lowerPartAssignment(place, slot, symbol, value) }
    guard let combine = symbol.binaryOperator else {
      return Evaluate { frame in
        let value = try value(frame)
        frame.slots[slot] = value
        return value
      }
    }
    let update = try combination(place, slot, combine)
    return Evaluate { frame in try update(value(frame), frame) }
  }

  /// `a, b.c = value`: the elements of the value, from the left.
  private func lowerUnpacking(_ places: [Place], _ expression: Expression) throws -> Evaluate {
    let value = try lower(expression)
    let assigns =
      try places.map { place in
        let slot = try variable(place.name)
        guard !place.steps.isEmpty else { return { value, frame in frame.slots[slot] = value } }
        let replace = try replacement(place, slot, nil)
        return { value, frame in _ = try replace(value, frame) }
      } as [@Sendable (Value, Frame) throws -> Void]
    return Evaluate { [context] frame in
      let value = try value(frame)
      let parts = try context.located(expression.span) { try Indexing.unpacked(value, into: assigns.count) }
      for (assign, part) in zip(assigns, parts) { try assign(part, frame) }
      return value
    }
  }

  /// A lambda that is given a name may call itself by it, as a function may.
  private func lowerAssigned(_ expression: Expression, to place: Place) throws -> Evaluate {
    guard case .lambda(let parameters, let body) = expression.kind, place.steps.isEmpty else {
      return try lower(expression)
    }
    return try lowerLambda(parameters, body, name: place.name.text)
  }

  /// `x += value`, given the value: sets `x` and gives it.
  private func combination(
    _ place: Place, _ slot: Int, _ symbol: BinaryOperator
  ) throws -> @Sendable (Value, Frame) throws -> Value {
    let lookup = try scope.lookup(place.name.text)
    return { [context] value, frame in
      guard let old = lookup.value(in: frame) else {
        throw context.unknown(place.name.text, place.name.span, frame)
      }
      let result = try context.located(place.span) {
        try Operators.apply(symbol, old, value, in: frame.evaluator.work)
      }
      frame.slots[slot] = result
      return result
    }
  }

  /// `x[i].y[j, k] = value`: an index that is a number takes the short way.
  private func lowerPartAssignment(
    _ place: Place, _ slot: Int, _ symbol: AssignmentOperator, _ value: Evaluate
  ) throws -> Evaluate {
    let replace = try replacement(place, slot, symbol.binaryOperator)
    guard symbol == .set, place.steps.count == 1, case .subscripts(let subscripts) = place.steps[0],
      subscripts.count == 1, case .index(let expression) = subscripts[0]
    else {
      return Evaluate { frame in try replace(value(frame), frame) }
    }
    let index = try lower(expression)
    let replacePart = try replacement(place, slot)
    return Evaluate { frame in
      let value = try value(frame)
      let index = try index(frame)
      if Indexing.setElement(of: slot, in: frame, at: index, to: value) { return value }
      return try replacePart(value, [.picks([.index(index)])], nil, frame)
    }
  }

  /// Gives a part of a variable a value, given the value, which it gives on.
  private func replacement(
    _ place: Place, _ slot: Int, _ combine: BinaryOperator?
  ) throws -> @Sendable (Value, Frame) throws -> Value {
    let steps: [@Sendable (Frame) throws -> Indexing.Step] = try place.steps.map { step in
      switch step {
      case .member(let name): return { _ in .member(name.text) }
      case .subscripts(let subscripts):
        let picks = try lower(subscripts)
        return { frame in .picks(try picks.map { try $0(frame) }) }
      }
    }
    let replace = try replacement(place, slot)
    return { value, frame in try replace(value, try steps.map { try $0(frame) }, combine, frame) }
  }

  /// The same, given the steps, too. Taken out of its slot, the variable's value is unshared and changes in place.
  private func replacement(
    _ place: Place, _ slot: Int
  ) throws -> @Sendable (Value, [Indexing.Step], BinaryOperator?, Frame) throws -> Value {
    let lookup = try scope.lookup(place.name.text)
    return { [context] value, path, combine, frame in
      guard var whole = frame.take(slot) ?? lookup.value(in: frame) else {
        throw context.unknown(place.name.text, place.name.span, frame)
      }
      // It goes back whatever happens: a command that runs code may go on after an error.
      defer { frame.slots[slot] = whole }
      let work = frame.evaluator.work
      try context.located(place.span) {
        try Indexing.replace(in: &whole, at: path[...], in: work) { old in
          guard let combine else { return value }
          return try Operators.apply(combine, try old(), value, in: work)
        }
      }
      return value
    }
  }

  // MARK: Numbers in loops

  /// An assignment whose value nobody wants, with a short way for numbers; `nil` where there is none.
  func lowerUpdate(
    _ places: [Place], _ symbol: AssignmentOperator, _ expression: Expression
  ) throws -> Execute? {
    guard let place = places.first, places.count == 1, place.steps.isEmpty else { return nil }
    if case .lambda = expression.kind { return nil }
    let slot = try variable(place.name)
    let operand = try operand(expression)
    guard let combine = symbol.binaryOperator else {
      return Execute { frame in
        frame.set(slot, try operand.evaluate(frame))
        return .onward
      }
    }
    let update = try combination(place, slot, combine)
    return switch symbol {
    case .subtract: lowerUpdate(Difference.self, slot, operand, update)
    case .multiply: lowerUpdate(Product.self, slot, operand, update)
    case .divide: lowerUpdate(Quotient.self, slot, operand, update)
    case .add, .set: lowerUpdate(Sum.self, slot, operand, update)
    }
  }

  private func lowerUpdate<Operation: NumberOperation>(
    _ operation: Operation.Type, _ slot: Int, _ operand: Operand,
    _ update: @escaping @Sendable (Value, Frame) throws -> Value
  ) -> Execute {
    let evaluate = operand.evaluate
    switch operand.form {
    case .constant(let y):
      return Execute { frame in
        if case .number(let x)? = frame.slots[slot] {
          frame.set(slot, Operation.value(x, y))
        } else {
          _ = try update(.number(y), frame)
        }
        return .onward
      }
    case .slot, .other:
      return Execute { frame in
        let value = try evaluate(frame)
        if case .number(let x)? = frame.slots[slot], case .number(let y) = value {
          frame.set(slot, Operation.value(x, y))
        } else {
          _ = try update(value, frame)
        }
        return .onward
      }
    }
  }
}

extension AssignmentOperator {
  fileprivate var binaryOperator: BinaryOperator? {
    switch self {
    case .set: nil
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    }
  }
}
