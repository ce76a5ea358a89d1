extension Parser {
  mutating func expression() throws(Diagnostic) -> Expression {
    try enter()
    defer { nesting -= 1 }
    skipNewlines()
    switch token.kind {
    case .keyword(.sweep): return try sweep()
    case .keyword(.if): return try conditional()
    case .keyword(.try): return try attempt()
    case .name, .symbol(.leftParenthesis): return beginsLambda ? try lambda() : try orTest()
    default: return try orTest()
    }
  }

  /// Whether `x ->` or `(x, y) ->` begins here.
  private var beginsLambda: Bool {
    if token.isName { return token(after: 1).isSymbol(.arrow) }
    var distance = 1
    while token(after: distance).isName, token(after: distance + 1).isSymbol(.comma) { distance += 2 }
    return token(after: distance).isName && token(after: distance + 1).isSymbol(.rightParenthesis)
      && token(after: distance + 2).isSymbol(.arrow)
  }

  private mutating func lambda() throws(Diagnostic) -> Expression {
    let start = token.span.start
    var parameters: [Name] = []
    let isParenthesized = accept(.leftParenthesis)
    repeat {
      let parameter = try name("a parameter")
      guard !parameters.contains(where: { $0.text == parameter.text }) else {
        throw .duplicateParameter(parameter, in: source)
      }
      parameters.append(parameter)
    } while accept(.comma)
    if isParenthesized { try expect(.rightParenthesis) }
    try expect(.arrow)
    let outer = (isInLoop, isInFunction)
    (isInLoop, isInFunction) = (false, true)
    defer { (isInLoop, isInFunction) = outer }
    skipNewlines()
    let body = token.isSymbol(.leftBrace) ? try block() : Block(value: try expression())
    return try node(.lambda(parameters: parameters, body: body), from: start)
  }

  private mutating func attempt() throws(Diagnostic) -> Expression {
    let start = token.span.start
    try expect(.try)
    let block = try block(help: "what may fail stands in braces: try { … }")
    guard accept(.else) else { return try node(.attempt(block, message: nil, otherwise: nil), from: start) }
    let message = token.isName ? try name("a name for the message") : nil
    return try node(.attempt(block, message: message, otherwise: try self.block()), from: start)
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
        otherwise = Block(value: try conditional())
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
    let isSubscript = position == subscriptPosition
    let lower = try sum()
    let isClosed = token.isSymbol(.closedRange)
    guard isClosed || token.isSymbol(.halfOpenRange) else { return lower }
    advance()
    if isSubscript, endsBound {
      try leaveOpen(from: lower, isClosed: isClosed)
      return lower
    }
    let upper = try sum()
    let step = accept(.by) ? try sum() : nil
    return try node(
      .range(lower: lower, upper: upper, isClosed: isClosed, step: step), from: lower.span.start)
  }

  // MARK: Subscripts

  /// What stands between brackets that follow a value.
  mutating func subscripts() throws(Diagnostic) -> [Subscript] {
    let opening = token
    advance()
    var subscripts: [Subscript] = []
    while !token.isSymbol(.rightBracket) {
      subscripts.append(try subscripted())
      guard accept(.comma) else { break }
    }
    if subscripts.isEmpty { throw .expectedExpression(found: token, in: source) }
    try close(.rightBracket, opening: opening)
    return subscripts
  }

  /// A range that stands alone in its place is a slice; in parentheses it is a value like any other.
  private mutating func subscripted() throws(Diagnostic) -> Subscript {
    skipNewlines()
    let start = token.span.start
    if token.isSymbol(.closedRange) || token.isSymbol(.halfOpenRange) {
      let isClosed = token.isSymbol(.closedRange)
      advance()
      return .slice(try slice(from: nil, isClosed: isClosed, at: start))
    }
    subscriptPosition = position
    let index = try expression()
    if let slice = openSlice {
      openSlice = nil
      return .slice(slice)
    }
    guard case .range(let lower, let upper, let isClosed, let step) = index.kind,
      lower.span.start == index.span.start
    else { return .index(index) }
    return .slice(
      Slice(
        lower: .init(lower, in: source), upper: .init(upper, in: source), isClosed: isClosed, step: step,
        span: index.span))
  }

  /// What follows the dots of a slice one of whose ends may be missing.
  @inline(never)
  private mutating func slice(
    from lower: Slice.End?, isClosed: Bool, at start: Int
  ) throws(Diagnostic) -> Slice {
    let upper: Slice.End? = isClosed && endsBound ? nil : .init(try sum(), in: source)
    let step = accept(.by) ? try sum() : nil
    return Slice(lower: lower, upper: upper, isClosed: isClosed, step: step, span: Span(start, end))
  }

  /// Notes the slice whose upper end is missing.
  @inline(never)
  private mutating func leaveOpen(from lower: Expression, isClosed: Bool) throws(Diagnostic) {
    guard isClosed else {
      throw .expectedExpression(
        found: token, in: source, help: "a slice up to the end is written with three dots: x[1...]")
    }
    openSlice = try slice(from: .init(lower, in: source), isClosed: true, at: lower.span.start)
  }

  /// Whether no end of a range can stand here.
  private var endsBound: Bool {
    token.isSymbol(.rightBracket) || token.isSymbol(.comma) || token.isKeyword(.by)
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

  @inline(never)
  private mutating func join(
    _ left: Expression, _ operation: BinaryOperator, _ span: Span, _ right: Expression
  )
    throws(Diagnostic) -> Expression
  {
    try node(.binary(operation, left, right, operatorSpan: span), from: left.span.start)
  }
}
