import Language

extension Lowering {
  /// The condition of `if` or `while`.
  func lowerCondition(_ condition: Expression, of word: String) throws -> Decide {
    try lowerDecision(condition, role: "the condition of \(word)")
  }

  /// `and` or `or`, which stop at the first side that decides.
  func lowerLogical(_ symbol: BinaryOperator, _ left: Expression, _ right: Expression) throws -> Decide {
    let first = try lowerDecision(left, role: symbol.rawValue)
    let second = try lowerDecision(right, role: symbol.rawValue)
    return symbol == .or
      ? Decide { frame in try first(frame) || second(frame) }
      : Decide { frame in try first(frame) && second(frame) }
  }

  /// What has to be a boolean; `role` says in an error what for. Comparisons of numbers make no value on the
  /// way.
  private func lowerDecision(_ expression: Expression, role: String) throws -> Decide {
    if case .binary(let symbol, let left, let right, let span) = expression.kind {
      let decide: (Evaluate) -> Decide = { decision(of: $0, role, expression.span) }
      switch symbol {
      case .and, .or: return try lowerLogical(symbol, left, right)
      case .less: return try lowerComparison(Less.self, symbol, left, right, span, decide)
      case .lessOrEqual: return try lowerComparison(LessOrEqual.self, symbol, left, right, span, decide)
      case .greater: return try lowerComparison(Greater.self, symbol, left, right, span, decide)
      case .greaterOrEqual: return try lowerComparison(GreaterOrEqual.self, symbol, left, right, span, decide)
      case .equal: return try lowerComparison(Equal.self, symbol, left, right, span, decide)
      case .notEqual: return try lowerComparison(NotEqual.self, symbol, left, right, span, decide)
      case .add, .subtract, .multiply, .divide, .remainder, .power, .matrixProduct: break
      }
    }
    return decision(of: try lower(expression), role, expression.span)
  }

  private func lowerComparison<Operation: NumberComparison>(
    _ operation: Operation.Type, _ symbol: BinaryOperator, _ left: Expression, _ right: Expression,
    _ span: Span, _ decide: (Evaluate) -> Decide
  ) throws -> Decide {
    let (first, second) = (try operand(left), try operand(right))
    let general = decide(arithmetic(operation, symbol, first, second, span))
    switch (first.form, second.form) {
    case (.slot(let a), .constant(let y)):
      return Decide { frame in
        if case .number(let x)? = frame.slots[a] { return Operation.holds(x, y) }
        return try general(frame)
      }
    case (.slot(let a), .slot(let b)):
      return Decide { frame in
        if case .number(let x)? = frame.slots[a], case .number(let y)? = frame.slots[b] {
          return Operation.holds(x, y)
        }
        return try general(frame)
      }
    default: return general
    }
  }

  private func decision(of evaluate: Evaluate, _ role: String, _ span: Span) -> Decide {
    Decide { [site] frame in
      let value = try evaluate(frame)
      if case .boolean(let boolean) = value { return boolean }
      throw site.mistake(.wrongKind(role, expected: "a boolean", found: value.described), span)
    }
  }
}
