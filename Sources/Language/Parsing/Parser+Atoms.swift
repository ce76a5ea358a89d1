extension Parser {
  mutating func postfix() throws(Diagnostic) -> Expression {
    var base = try atom()
    let start = base.span.start
    while case .symbol(let symbol) = token.kind {
      switch symbol {
      case .dot:
        if case .number = base.kind { try rejectPoint(behind: start) }
        try rejectNumberWithoutDigits()
        advance()
        base = try node(.member(base, try name("the name of a field")), from: start)
      case .leftBracket where !token.followsBlank:
        base = try node(.index(base, try subscripts()), from: start)
      case .leftParenthesis where !token.followsBlank:
        let arguments = try parenthesizedArguments()
        base = try node(.call(Call(callee: base, arguments: arguments)), from: start)
      default: return base
      }
    }
    return base
  }

  private mutating func atom() throws(Diagnostic) -> Expression {
    let first = token
    let kind: Expression.Kind
    switch first.kind {
    case .number(let value): kind = .number(value)
    case .text(let segments): return try text(segments)
    case .keyword(.true): kind = .boolean(true)
    case .keyword(.false): kind = .boolean(false)
    case .keyword(.nothing): kind = .nothing
    case .symbol(.leftBracket): return try list()
    case .symbol(.leftParenthesis): return try parenthesized()
    case .name:
      let name = source[first.span]
      try rejectForeign(name)
      kind = .name(name)
    default:
      try rejectNumberWithoutDigits()
      throw misplaced(first)
    }
    advance()
    return Expression(kind, first.span)
  }

  /// `5.` reads as a number and a dot: say what is missing.
  @inline(never)
  private func rejectPoint(behind start: Int) throws(Diagnostic) {
    guard !token.followsBlank, !token(after: 1).isName else { return }
    let number = Span(start, token.span.end)
    throw .malformedNumber(number, source[number] + "0", in: source)
  }

  /// What no expression begins with.
  @inline(never)
  private func misplaced(_ token: Token) -> Diagnostic {
    switch token.kind {
    case .keyword(.if), .keyword(.try), .keyword(.sweep), .keyword(.not):
      .expectedExpression(
        found: token, in: source, help: "put `\(source[token.span])` and what belongs to it in parentheses")
    default: unexpected(.expectedExpression(found: token, in: source), isContinuable: true)
    }
  }

  @inline(never)
  private func rejectForeign(_ name: String) throws(Diagnostic) {
    if let word = Diagnostic.foreignConstant(name, token.span, in: source) { throw word }
    guard token(after: 1).isName, let word = Diagnostic.foreignLambda(name, token.span, in: source) else {
      return
    }
    throw word
  }

  /// `.5` reads as a dot and a number: say what is missing.
  @inline(never)
  private func rejectNumberWithoutDigits() throws(Diagnostic) {
    let digits = token(after: 1)
    guard token.isSymbol(.dot), case .number = digits.kind, !digits.followsBlank else { return }
    let number = token.span.union(digits.span)
    throw .malformedNumber(number, "0" + source[number], in: source)
  }

  @inline(never)
  private mutating func list() throws(Diagnostic) -> Expression {
    let opening = token
    advance()
    var items: [Expression] = []
    while !token.isSymbol(.rightBracket) {
      items.append(try expression())
      guard accept(.comma) else { break }
    }
    let isComprehension = token.isKeyword(.for)
    try close(
      .rightBracket, opening: opening,
      help: isComprehension
        ? "arithmetic works on every element, as in [1, 2]^2, and a loop can append to a list" : nil)
    return try node(.list(items), from: opening.span.start)
  }

  private mutating func parenthesized() throws(Diagnostic) -> Expression {
    let (opening, start) = (token, position)
    advance()
    let inner = try expression()
    let isAfterName = start > 0 && tokens[start - 1].isName
    let looksLikeArguments = isAfterName && (token.isSymbol(.comma) || token.isSymbol(.colon))
    let help =
      looksLikeArguments
      ? "the arguments of a call follow its name without a blank: f(1, 2)"
      : token.isSymbol(.comma) ? "several values stand in brackets: [1, 2]" : nil
    try close(.rightParenthesis, opening: opening, help: help)
    return Expression(inner.kind, Span(opening.span.start, end))
  }

  /// Text with its interpolations, whose tokens are read in place of the script's.
  @inline(never)
  private mutating func text(_ segments: [TextSegment]) throws(Diagnostic) -> Expression {
    let span = token.span
    var parts: [TextPart] = []
    for segment in segments {
      switch segment {
      case .literal(let text): parts.append(.literal(text))
      case .interpolation(let inner):
        let outer = (tokens, position)
        (tokens, position) = (inner, 0)
        let expression = try expression()
        guard case .end = token.kind else {
          throw .expected("`)`", found: token, in: source)
        }
        parts.append(.interpolation(expression))
        (tokens, position) = outer
      }
    }
    advance()
    return try node(.text(parts), from: span.start)
  }
}
