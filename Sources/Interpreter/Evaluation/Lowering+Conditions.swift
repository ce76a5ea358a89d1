import Language

extension Lowering {
  /// The condition of `if` or `while`.
  func lowerCondition(_ condition: Expression, of word: String) throws -> Decide {
    try lowerDecision(condition, role: "the condition of \(word)", of: "the condition of \(word)")
  }

  /// `and` or `or` as a value: of two booleans, which stop at the first that decides, or of two masks.
  func lowerLogicalValue(
    _ symbol: BinaryOperator, _ left: Expression, _ right: Expression, _ span: Span
  ) throws -> Evaluate {
    let (first, second) = (try lower(left), try lower(right))
    let decisive = symbol == .or
    return Evaluate { [context] frame in
      let one = try first(frame)
      if case .boolean(let boolean) = one {
        if boolean == decisive { return one }
        let other = try second(frame)
        if case .boolean = other { return other }
        throw context.diagnostic(
          .wrongKind(
            symbol.rawValue, expected: "a boolean", found: other.described, help: other.conditionHelp),
          right.span)
      }
      guard Operators.mask(one) != nil else {
        throw context.diagnostic(
          .wrongKind(symbol.rawValue, expected: "a boolean", found: one.described), left.span)
      }
      let other = try second(frame)
      return try context.located(span) { try Operators.combine(symbol, one, other, in: frame.evaluator.work) }
    }
  }

  /// `and` or `or` of booleans, on which a condition depends.
  private func lowerLogical(
    _ symbol: BinaryOperator, _ left: Expression, _ right: Expression, of condition: String
  ) throws -> Decide {
    let first = try lowerDecision(left, role: symbol.rawValue, of: condition)
    let second = try lowerDecision(right, role: symbol.rawValue, of: condition)
    return symbol == .or
      ? Decide { frame in try first(frame) || second(frame) }
      : Decide { frame in try first(frame) && second(frame) }
  }

  /// What has to be a boolean; `role` says in an error what for, `condition` what a mask cannot decide. Comparisons of numbers make no value on the
  /// way.
  private func lowerDecision(_ expression: Expression, role: String, of condition: String) throws -> Decide {
    if case .binary(let symbol, let left, let right, let span) = expression.kind {
      let decide: (Evaluate) -> Decide = { decision(of: $0, role, condition, expression.span) }
      switch symbol {
      case .and, .or: return try lowerLogical(symbol, left, right, of: condition)
      case .less: return try lowerComparison(Less.self, symbol, left, right, span, decide)
      case .lessOrEqual: return try lowerComparison(LessOrEqual.self, symbol, left, right, span, decide)
      case .greater: return try lowerComparison(Greater.self, symbol, left, right, span, decide)
      case .greaterOrEqual: return try lowerComparison(GreaterOrEqual.self, symbol, left, right, span, decide)
      case .equal: return try lowerComparison(Equal.self, symbol, left, right, span, decide)
      case .notEqual: return try lowerComparison(NotEqual.self, symbol, left, right, span, decide)
      case .add, .subtract, .multiply, .divide, .remainder, .power, .matrixProduct: break
      }
    }
    return decision(of: try lower(expression), role, condition, expression.span)
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

  private func decision(of evaluate: Evaluate, _ role: String, _ condition: String, _ span: Span) -> Decide {
    Decide { [context] frame in
      let value = try evaluate(frame)
      if case .boolean(let boolean) = value { return boolean }
      let help = value.conditionHelp
      throw context.diagnostic(
        .wrongKind(help == nil ? role : condition, expected: "a boolean", found: value.described, help: help),
        span)
    }
  }
}
