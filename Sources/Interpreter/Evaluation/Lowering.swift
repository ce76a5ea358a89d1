import Language

/// Turns syntax into closures once, so that running it a million times looks up no name and no operator again.
struct Lowering {
  let site: Site
  let commands: CommandTable
  let scope: Scope
  /// Whether `break` and `continue` have a loop to act on here.
  var isInLoop = false
  /// Whether `return` has a function to return from here.
  var isInFunction = false
  /// Whether the code stands as a statement, where a block may end early. Inside an expression it may not.
  var isStatement = true

  init(source: SourceText, commands: CommandTable, scope: Scope) {
    site = Site(source: source, names: Array(scope.locals.keys))
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
    let span = expression.span
    switch expression.kind {
    case .number(let number):
      let value = Value.number(number)
      return { _ in value }
    case .boolean(let boolean): return { _ in .boolean(boolean) }
    case .nothing: return { _ in .nothing }
    case .text(let parts): return try inExpression.lowerText(parts)
    case .name(let name): return lowerName(name, span)
    case .list(let items):
      let elements = try items.map { try inExpression.lower($0) }
      return { frame in .list(try elements.map { try $0(frame) }) }
    case .unary(let symbol, let operand): return try inExpression.lowerUnary(symbol, operand, span)
    case .binary(let symbol, let left, let right, let operatorSpan):
      return try inExpression.lowerBinary(symbol, left, right, operatorSpan)
    case .range(let lower, let upper, let isClosed, let step):
      return try inExpression.lowerRange(lower, upper, isClosed, step, span)
    case .call(let call): return try inExpression.lowerCall(call, span)
    case .member(let base, let name): return try inExpression.lowerMember(base, name)
    case .index(let base, let indices):
      let container = try inExpression.lower(base)
      let subscripts = try indices.map { try inExpression.lower($0) }
      return { [site] frame in
        let value = try container(frame)
        return try site.located(span) { try Indexing.element(of: value, at: try subscripts.map { try $0(frame) }) }
      }
    case .lambda(let parameter, let body):
      let block = Block([Statement(.expression(body), body.span)], body.span)
      return try lowerFunction(
        name: "lambda", isNamed: false, parameters: [.init(name: parameter, defaultValue: nil)], body: block)
    case .sweep(let variables, let block): return try lowerSweep(variables, block, span)
    case .conditional(let condition, let then, let otherwise):
      return try lowerConditional(condition, then, otherwise)
    }
  }

  private func lowerText(_ parts: [TextPart]) throws -> Evaluate {
    if case .literal(let text)? = parts.first, parts.count == 1 { return { _ in .text(text) } }
    let pieces: [Evaluate] = try parts.map { part in
      switch part {
      case .literal(let text): return { _ in .text(text) }
      case .interpolation(let expression): return try lower(expression)
      }
    }
    return { frame in .text(try pieces.map { try $0(frame).interpolated }.joined()) }
  }

  private func lowerUnary(_ symbol: UnaryOperator, _ operand: Expression, _ span: Span) throws -> Evaluate {
    let inner = try lower(operand)
    return { [site] frame in
      let value = try inner(frame)
      switch (symbol, value) {
      case (.negate, .number(let number)): return .number(-number)
      case (.not, .boolean(let boolean)): return .boolean(!boolean)
      default: return try site.located(span) { try Operators.apply(symbol, value) }
      }
    }
  }

  private func lowerRange(
    _ lower: Expression, _ upper: Expression, _ isClosed: Bool, _ step: Expression?, _ span: Span
  ) throws -> Evaluate {
    let parts = try [lower, upper, step].map { part in try part.map { ($0.span, try self.lower($0)) } }
    return { [site] frame in
      let numbers = try parts.map { part -> Double? in
        guard let (span, evaluate) = part else { return nil }
        let value = try evaluate(frame)
        guard case .number(let number) = value else {
          throw site.mistake(.wrongKind("a range", expected: "a number", found: value.kind.phrase), span)
        }
        return number
      }
      let (first, last, by) = (numbers[0] ?? 0, numbers[1] ?? 0, numbers[2] ?? 1)
      guard let range = NumberRange(lower: first, upper: last, step: by, isClosed: isClosed) else {
        throw site.mistake(
          .badRange(by == 0 ? "the step of a range is 0" : "a range needs finite bounds and fewer than 1e12 steps"), span)
      }
      return .range(range)
    }
  }

  private func lowerConditional(_ condition: Expression, _ then: Block, _ otherwise: Block?) throws -> Evaluate {
    let test = try lowerCondition(condition, of: "if")
    let first = try lowerBlock(then)
    let second = try otherwise.map { try lowerBlock($0) }
    return { frame in
      if try test(frame) { return try first(frame) }
      return try second?(frame) ?? .nothing
    }
  }

  /// A condition of `if` or `while`.
  func lowerCondition(_ condition: Expression, of word: String) throws -> @Sendable (Frame) throws -> Bool {
    let evaluate = try inExpression.lower(condition)
    let span = condition.span
    return { [site] frame in
      let value = try evaluate(frame)
      guard case .boolean(let boolean) = value else {
        throw site.mistake(.wrongKind("the condition of \(word)", expected: "a boolean", found: value.kind.phrase), span)
      }
      return boolean
    }
  }
}
