import Language

/// Turns syntax into closures once, so that running it a million times looks up no name and no operator
/// again.
struct Lowering {
  let context: SourceContext
  let commands: CommandTable
  let scope: Scope
  /// Whether the code stands as a statement, where `break`, `continue` and `return` may end a block early.
  /// Inside an expression they may not.
  private(set) var isStatement = true

  init(source: SourceText, commands: CommandTable, scope: Scope) {
    context = SourceContext(source: source, locals: scope.locals)
    self.commands = commands
    self.scope = scope
  }

  /// The same place, inside an expression.
  var inExpression: Lowering {
    var inner = self
    inner.isStatement = false
    return inner
  }

  func lower(_ expression: Expression) throws -> Evaluate {
    try inExpression.lowerInside(expression)
  }

  private func lowerInside(_ expression: Expression) throws -> Evaluate {
    let span = expression.span
    switch expression.kind {
    case .number(let number):
      let value = Value.number(number)
      return Evaluate { _ in value }
    case .boolean(let boolean): return Evaluate { _ in .boolean(boolean) }
    case .nothing: return Evaluate { _ in .nothing }
    case .text(let parts): return try lowerText(parts, span)
    case .name(let name): return try lowerName(name, span)
    case .list(let items): return try lowerList(items, span)
    case .unary(let symbol, let operand): return try lowerUnary(symbol, operand, span)
    case .binary(let symbol, let left, let right, let operatorSpan):
      return try lowerBinary(symbol, left, right, operatorSpan)
    case .range(let lower, let upper, let isClosed, let step):
      return try lowerRange(lower, upper, isClosed, step, span)
    case .call(let call): return try lowerCall(call, span)
    case .member(let base, let name): return try lowerMember(base, name)
    case .index(let base, let indices): return try lowerIndex(base, indices, span)
    case .lambda(let parameters, let body): return try lowerLambda(parameters, body)
    case .sweep(let variables, let block): return try lowerSweep(variables, block, span)
    case .conditional(let condition, let then, let otherwise):
      return try lowerConditional(condition, then, otherwise)
    case .attempt(let block, let message, let otherwise):
      return try lowerAttempt(block, message, otherwise)
    }
  }

  private func lowerText(_ parts: [TextPart], _ span: Span) throws -> Evaluate {
    if parts.isEmpty { return Evaluate { _ in .text("") } }
    if case .literal(let text)? = parts.first, parts.count == 1 { return Evaluate { _ in .text(text) } }
    let pieces: [Evaluate] = try parts.map { part in
      switch part {
      case .literal(let text): return Evaluate { _ in .text(text) }
      case .interpolation(let expression): return try lower(expression)
      }
    }
    return Evaluate { [context] frame in
      let texts = try pieces.map { try $0(frame).interpolated }
      return try context.located(span) { .text(try Value.joined(texts)) }
    }
  }

  private func lowerList(_ items: [Expression], _ span: Span) throws -> Evaluate {
    let elements = try items.map { try lower($0) }
    return Evaluate { [context] frame in
      let list = Value.list(try elements.map { try $0(frame) })
      try context.located(span) { try Nesting.check(list) }
      return list
    }
  }

  private func lowerUnary(_ symbol: UnaryOperator, _ operand: Expression, _ span: Span) throws -> Evaluate {
    let inner = try lower(operand)
    return Evaluate { [context] frame in
      let value = try inner(frame)
      switch (symbol, value) {
      case (.negate, .number(let number)): return .number(-number)
      case (.not, .boolean(let boolean)): return .boolean(!boolean)
      default:
        return try context.located(span) { try Operators.apply(symbol, value, in: frame.evaluator.work) }
      }
    }
  }

  private func lowerRange(
    _ lower: Expression, _ upper: Expression, _ isClosed: Bool, _ step: Expression?, _ span: Span
  ) throws -> Evaluate {
    let first = try lowerBound(lower)
    let last = try lowerBound(upper)
    let by = try step.map { try lowerBound($0) }
    return Evaluate { [context] frame in
      let (lower, upper, step) = (try first(frame), try last(frame), try by?(frame) ?? 1)
      guard let range = NumberRange(lower: lower, upper: upper, step: step, isClosed: isClosed) else {
        let isStill = step == 0
        throw context.diagnostic(
          .badRange(
            isStill ? "the step of a range is 0" : "a range needs finite bounds and fewer than 1e12 steps"),
          span)
      }
      return .range(range)
    }
  }

  private func lowerBound(_ bound: Expression) throws -> @Sendable (Frame) throws -> Double {
    let evaluate = try lower(bound)
    return { [context] frame in
      let value = try evaluate(frame)
      guard case .number(let number) = value else {
        throw context.diagnostic(
          .wrongKind("a range", expected: "a number", found: value.described), bound.span)
      }
      return number
    }
  }
}
