import Language

/// One side of an operator. Constants and variables of the running body are read where they are; anything
/// else is called.
struct Operand: Sendable {
  enum Form: Sendable {
    case constant(Double)
    case slot(Int)
    case other
  }
  let form: Form
  let evaluate: Evaluate
}

extension Lowering {
  func operand(_ expression: Expression) throws -> Operand {
    Operand(form: try form(of: expression), evaluate: try lower(expression))
  }

  func form(of expression: Expression) throws -> Operand.Form {
    switch expression.kind {
    case .number(let number): return .constant(number)
    case .name(let name):
      switch try scope.lookup(name) {
      case .slot(let slot), .slotElse(let slot, _): return .slot(slot)
      default: return .other
      }
    default: return .other
    }
  }

  func arithmetic<Operation: NumberOperation>(
    _ operation: Operation.Type, _ symbol: BinaryOperator, _ left: Expression, _ right: Expression,
    _ span: Span
  ) throws -> Evaluate {
    arithmetic(operation, symbol, try operand(left), try operand(right), span)
  }

  /// `left ∘ right`: `Operation` on two numbers, `Operators.apply` on anything else.
  ///
  /// A loop's time goes into these few closures: each saves the calls and copies that its form of operands
  /// does not need. This is not inlined: a closure that is made in two places is called through one more
  /// call.
  @inline(never)
  func arithmetic<Operation: NumberOperation>(
    _ operation: Operation.Type, _ symbol: BinaryOperator, _ left: Operand, _ right: Operand, _ span: Span
  ) -> Evaluate {
    let (first, second) = (left.evaluate, right.evaluate)
    let apply = application(of: symbol, span)
    let general = general(operation, first, second, apply)
    switch (left.form, right.form) {
    case (.slot(let a), .constant(let y)):
      return Evaluate { frame in
        if case .number(let x)? = frame.slots[a] { return Operation.value(x, y) }
        return try general(frame)
      }
    case (.constant(let x), .slot(let b)):
      return Evaluate { frame in
        if case .number(let y)? = frame.slots[b] { return Operation.value(x, y) }
        return try general(frame)
      }
    case (.slot(let a), .slot(let b)):
      return Evaluate { frame in
        if case .number(let x)? = frame.slots[a], case .number(let y)? = frame.slots[b] {
          return Operation.value(x, y)
        }
        return try general(frame)
      }
    case (.slot(let a), .other):
      return Evaluate { frame in
        guard case .number(let x)? = frame.slots[a] else { return try general(frame) }
        let value = try second(frame)
        if case .number(let y) = value { return Operation.value(x, y) }
        return try apply(.number(x), value, frame)
      }
    case (.other, .constant(let y)):
      return Evaluate { frame in
        let value = try first(frame)
        if case .number(let x) = value { return Operation.value(x, y) }
        return try apply(value, .number(y), frame)
      }
    case (.other, .slot(let b)):
      return Evaluate { frame in
        let value = try first(frame)
        if case .number(let x) = value, case .number(let y)? = frame.slots[b] { return Operation.value(x, y) }
        return try apply(value, second(frame), frame)
      }
    default: return general
    }
  }
  @inline(never)
  private func general<Operation: NumberOperation>(
    _ operation: Operation.Type, _ first: Evaluate, _ second: Evaluate,
    _ apply: @escaping @Sendable (Value, Value, Frame) throws -> Value
  ) -> Evaluate {
    Evaluate { frame in
      let x = try first(frame)
      let y = try second(frame)
      if case .number(let x) = x, case .number(let y) = y { return Operation.value(x, y) }
      return try apply(x, y, frame)
    }
  }

  @inline(never)
  private func application(
    of symbol: BinaryOperator, _ span: Span
  ) -> @Sendable (Value, Value, Frame) throws -> Value {
    { [context] x, y, frame in
      try context.located(span) { try Operators.apply(symbol, x, y, in: frame.evaluator.work) }
    }
  }
}
