import Language

extension Lowering {
  /// An assignment, with the value it gives.
  func lowerAssignment(
    _ place: Place, _ symbol: AssignmentOperator, _ expression: Expression
  ) throws -> Evaluate {
    let slot = try variable(place.name)
    let value = try lowerAssigned(expression, to: place)
    guard place.subscripts.isEmpty else { return try lowerElementAssignment(place, slot, symbol, value) }
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

  /// A lambda that is given a name may call itself by it, as a function may.
  private func lowerAssigned(_ expression: Expression, to place: Place) throws -> Evaluate {
    guard case .lambda(let parameter, let body) = expression.kind, place.subscripts.isEmpty else {
      return try lower(expression)
    }
    return try lowerLambda(parameter, body, name: place.name.text)
  }

  /// `x += value`, given the value: sets `x` and gives it.
  private func combination(
    _ place: Place, _ slot: Int, _ symbol: BinaryOperator
  ) throws -> @Sendable (Value, Frame) throws -> Value {
    let lookup = try scope.lookup(place.name.text)
    return { [site] value, frame in
      guard let old = lookup.value(in: frame) else {
        throw site.unknown(place.name.text, place.name.span, frame)
      }
      let result = try site.located(place.span) {
        try Operators.apply(symbol, old, value, in: frame.evaluator.work)
      }
      frame.slots[slot] = result
      return result
    }
  }

  /// `x[i][j, k] = value`: taken out of its slot, `x` is unshared and changes in place.
  private func lowerElementAssignment(
    _ place: Place, _ slot: Int, _ symbol: AssignmentOperator, _ value: Evaluate
  ) throws -> Evaluate {
    let lookup = try scope.lookup(place.name.text)
    let subscripts = try place.subscripts.map { try $0.map { try lower($0) } }
    let combine = symbol.binaryOperator
    let replace: @Sendable (Value, [[Value]], Frame) throws -> Value = { [site] value, path, frame in
      guard var whole = frame.take(slot) ?? lookup.value(in: frame) else {
        throw site.unknown(place.name.text, place.name.span, frame)
      }
      // It goes back whatever happens: a command that runs code may go on after a mistake.
      defer { frame.slots[slot] = whole }
      try site.located(place.span) {
        try Indexing.replace(in: &whole, at: path[...]) { old in
          guard let combine else { return value }
          return try Operators.apply(combine, old(), value, in: frame.evaluator.work)
        }
      }
      return value
    }
    guard combine == nil, let index = subscripts.joined().first, subscripts.joined().count == 1 else {
      return Evaluate { frame in
        let value = try value(frame)
        return try replace(value, try subscripts.map { try $0.map { try $0(frame) } }, frame)
      }
    }
    return Evaluate { frame in
      let value = try value(frame)
      let index = try index(frame)
      if Indexing.setElement(of: slot, in: frame, at: index, to: value) { return value }
      return try replace(value, [[index]], frame)
    }
  }

  // MARK: Numbers in loops

  /// An assignment whose value nobody wants, with a short way for numbers; `nil` where there is none.
  func lowerUpdate(_ place: Place, _ symbol: AssignmentOperator, _ expression: Expression) throws -> Execute?
  {
    guard place.subscripts.isEmpty else { return nil }
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
