extension Parser {
  mutating func expression() throws(Diagnostic) -> Expression {
    try enter()
    defer { nesting -= 1 }
    skipNewlines()
    switch token.kind {
    case .keyword(.sweep): return try sweep()
    case .keyword(.if): return try conditional()
    case .name where token(after: 1).isSymbol(.arrow): return try lambda()
    default: return try orTest()
    }
  }

  private mutating func lambda() throws(Diagnostic) -> Expression {
    let parameter = try name("a parameter")
    try expect(.arrow)
    let outer = (isInLoop, isInFunction)
    (isInLoop, isInFunction) = (false, true)
    defer { (isInLoop, isInFunction) = outer }
    return try node(.lambda(parameter: parameter, body: try expression()), from: parameter.span.start)
  }

  private mutating func sweep() throws(Diagnostic) -> Expression {
    let start = token.span.start
    var variables: [SweepVariable] = []
    repeat {
      advance()
      if !variables.isEmpty { skipNewlines() }
      let name = try name("the sweep's variable", canFollowNewline: !variables.isEmpty)
      try expect(.in)
      variables.append(SweepVariable(name: name, sequence: try expression()))
    } while token.isSymbol(.comma)
    let outer = (isInLoop, isInFunction)
    (isInLoop, isInFunction) = (false, false)
    defer { (isInLoop, isInFunction) = outer }
    return try node(.sweep(variables, try block()), from: start)
  }

  private mutating func conditional() throws(Diagnostic) -> Expression {
    let start = token.span.start
    try expect(.if)
    try enter()
    defer { nesting -= 1 }
    let condition = try expression()
    let block = try block()
    var otherwise: Block?
    if accept(.else) {
      if token.isKeyword(.if) {
        let inner = try conditional()
        otherwise = Block([Statement(.expression(inner), inner.span)], inner.span)
      } else {
        otherwise = try self.block()
      }
    }
    return try node(.conditional(condition, block, otherwise: otherwise), from: start)
  }

  // MARK: Operators, loosest first

  private mutating func orTest() throws(Diagnostic) -> Expression {
    var left = try andTest()
    while token.isKeyword(.or) {
      let span = operatorSpan()
      left = try join(left, .or, span, try andTest())
    }
    return left
  }

  private mutating func andTest() throws(Diagnostic) -> Expression {
    var left = try notTest()
    while token.isKeyword(.and) {
      let span = operatorSpan()
      left = try join(left, .and, span, try notTest())
    }
    return left
  }

  private mutating func notTest() throws(Diagnostic) -> Expression {
    skipNewlines()
    guard token.isKeyword(.not) else { return try comparison() }
    let start = operatorSpan().start
    try enter()
    defer { nesting -= 1 }
    return try node(.unary(.not, try notTest()), from: start)
  }

  private mutating func comparison() throws(Diagnostic) -> Expression {
    let left = try range()
    guard let comparison = symbol?.comparison else { return left }
    let span = operatorSpan()
    let whole = try join(left, comparison, span, try range())
    if symbol?.comparison != nil { throw .chainedComparison(token.span, in: source) }
    return whole
  }

  private mutating func range() throws(Diagnostic) -> Expression {
    let lower = try sum()
    let isClosed = token.isSymbol(.closedRange)
    guard isClosed || token.isSymbol(.halfOpenRange) else { return lower }
    advance()
    let upper = try sum()
    let step = accept(.by) ? try sum() : nil
    return try node(
      .range(lower: lower, upper: upper, isClosed: isClosed, step: step), from: lower.span.start)
  }

  private mutating func sum() throws(Diagnostic) -> Expression {
    var left = try product()
    while let sum = symbol?.sum {
      let span = operatorSpan()
      left = try join(left, sum, span, try product())
    }
    return left
  }

  private mutating func product() throws(Diagnostic) -> Expression {
    var left = try unary()
    while let product = symbol?.product {
      let span = operatorSpan()
      left = try join(left, product, span, try unary())
    }
    return left
  }

  private mutating func unary() throws(Diagnostic) -> Expression {
    skipNewlines()
    guard let sign = symbol?.sum else { return try power() }
    let start = operatorSpan().start
    try enter()
    defer { nesting -= 1 }
    return try node(.unary(sign == .subtract ? .negate : .plus, try unary()), from: start)
  }

  private mutating func power() throws(Diagnostic) -> Expression {
    let base = try postfix()
    guard token.isSymbol(.power) else { return base }
    let span = operatorSpan()
    try enter()
    defer { nesting -= 1 }
    return try join(base, .power, span, try unary())
  }

  private var symbol: Symbol? {
    if case .symbol(let symbol) = token.kind { symbol } else { nil }
  }

  private mutating func operatorSpan() -> Span {
    defer { advance() }
    return token.span
  }

  private mutating func join(
    _ left: Expression, _ operation: BinaryOperator, _ span: Span, _ right: Expression
  )
    throws(Diagnostic) -> Expression
  {
    try node(.binary(operation, left, right, operatorSpan: span), from: left.span.start)
  }
}
