extension Parser {
  mutating func statements() throws(Diagnostic) -> [Statement] {
    var statements: [Statement] = []
    skipSeparators()
    while !token.endsStatement {
      statements.append(try statement())
      guard token.endsStatement else { throw unexpectedAfterStatement() }
      skipSeparators()
    }
    return statements
  }

  private mutating func skipSeparators() {
    while true {
      switch token.kind {
      case .newline, .symbol(.semicolon): advance()
      default: return
      }
    }
  }

  private func unexpectedAfterStatement() -> Diagnostic {
    if token.isSymbol(.set) {
      // `x =`, then `y = 2` on the next line: the error is where the first value is missing.
      if position > 1, case .newline = tokens[position - 2].kind, tokens[position - 1].isName {
        return .expectedExpression(found: tokens[position - 2], in: source)
      }
      return .assignmentInExpression(token.span, in: source)
    }
    return .expectedEndOfStatement(
      found: token, in: source, help: severalWithoutBrackets ?? missingPunctuation)
  }

  /// `f = x, y -> x + y`, `a, b = b, a`: what several things look like in other languages.
  private var severalWithoutBrackets: String? {
    guard token.isSymbol(.comma) else { return nil }
    if token(after: 1).isName, token(after: 2).isSymbol(.arrow) { return Self.severalParameters }
    let end = tokens[position...].firstIndex(where: \.endsStatement) ?? position
    guard let assigned = tokens[..<position].lastIndex(where: { $0.isSymbol(.set) }), end > position else {
      return "several values stand in brackets: [a, b]"
    }
    let values = Span(tokens[assigned + 1].span.start, tokens[end - 1].span.end)
    return "several values stand in brackets: [\(source[values])]"
  }

  private static let severalParameters = "several parameters stand in parentheses: (x, y) -> …"

  private mutating func statement() throws(Diagnostic) -> Statement {
    let start = token.span.start
    let kind: Statement.Kind
    switch token.kind {
    case .name where token(after: 1).isSymbol(.question), .keyword where token(after: 1).isSymbol(.question):
      kind = .expression(try helpAsked())
    case .keyword(let keyword):
      if case .symbol(let symbol) = token(after: 1).kind, symbol.assignment != nil {
        throw .keywordAssigned(keyword, token.span, in: source)
      }
      switch keyword {
      case .func: kind = .definition(try definition())
      case .for, .while: kind = try loop()
      case .return: kind = try returning()
      case .break, .continue:
        guard isInLoop else { throw .misplaced(keyword, outside: "loop", token.span, in: source) }
        advance()
        kind = keyword == .break ? .breaking : .continuing
      default: kind = try assignmentOrExpression()
      }
    case .symbol(.question): kind = .expression(try help())
    default: kind = try assignmentOrExpression()
    }
    return Statement(kind, Span(start, end))
  }

  /// `assignment | call | expression`: what it is shows after the first expression, so nothing is read twice.
  private mutating func assignmentOrExpression() throws(Diagnostic) -> Statement.Kind {
    if beginsCall { return .expression(try call()) }
    var targets = [try expression()]
    while token.isSymbol(.comma), !token(after: 1).endsStatement {
      advance()
      if token.isName, token(after: 1).isSymbol(.arrow) {
        throw .expected("`=`", found: token(after: 1), in: source, help: Self.severalParameters)
      }
      targets.append(try postfix())
    }
    guard case .symbol(let symbol) = token.kind, let assignment = symbol.assignment else {
      guard targets.count == 1 else {
        throw unexpected(
          .expected(
            "`=`", found: token, in: source, help: "several values stand in brackets: [a, b]"))
      }
      return .expression(targets[0])
    }
    guard targets.count == 1 || assignment == .set else {
      throw .expected("`=`", found: token, in: source, help: "only one place can be added to")
    }
    var places: [Place] = []
    for target in targets {
      guard let place = Place(target) else { throw .cannotAssign(target, in: source) }
      places.append(place)
    }
    advance()
    return .assignment(places, assignment, try callOrExpression())
  }

  private mutating func definition() throws(Diagnostic) -> Definition {
    try expect(.func)
    let name = try name("the function's name")
    let opening = token
    try expect(.leftParenthesis)
    var parameters: [Definition.Parameter] = []
    var names: Set<String> = []
    while !token.isSymbol(.rightParenthesis) {
      let parameter = try parameter()
      guard names.insert(parameter.name.text).inserted else {
        throw .duplicateParameter(parameter.name, in: source)
      }
      parameters.append(parameter)
      guard accept(.comma) else { break }
    }
    try close(.rightParenthesis, opening: opening)
    let outer = (isInLoop, isInFunction)
    (isInLoop, isInFunction) = (false, true)
    defer { (isInLoop, isInFunction) = outer }
    skipNewlines(before: .set, .leftBrace)
    if accept(.set) {
      let value = try callOrExpression()
      return Definition(name: name, parameters: parameters, body: Block(value: value))
    }
    guard token.isSymbol(.leftBrace) else {
      throw unexpected(.expected("`=` or `{`", found: token, in: source), isContinuable: true)
    }
    return Definition(name: name, parameters: parameters, body: try block())
  }

  private mutating func parameter() throws(Diagnostic) -> Definition.Parameter {
    let name = try name("a parameter")
    if token.isSymbol(.set) { throw .labelWithEquals(token.span, in: source) }
    return Definition.Parameter(name: name, defaultValue: accept(.colon) ? try expression() : nil)
  }

  private mutating func loop() throws(Diagnostic) -> Statement.Kind {
    if accept(.while) {
      let condition = try expression()
      return .whileLoop(condition: condition, body: try loopBody())
    }
    try expect(.for)
    var variables: [Name] = []
    repeat { variables.append(try name("the loop's variable")) } while accept(.comma)
    try expect(.in)
    let sequence = try expression()
    return .forLoop(variables: variables, sequence: sequence, body: try loopBody())
  }

  private mutating func loopBody() throws(Diagnostic) -> Block {
    let outer = isInLoop
    isInLoop = true
    defer { isInLoop = outer }
    return try block()
  }

  private mutating func returning() throws(Diagnostic) -> Statement.Kind {
    guard isInFunction else { throw .misplaced(.return, outside: "function", token.span, in: source) }
    advance()
    return .returning(token.endsStatement ? nil : try callOrExpression())
  }

  mutating func block(help: String? = nil) throws(Diagnostic) -> Block {
    skipNewlines(before: .leftBrace)
    let opening = token
    try expect(.leftBrace, canFollowNewline: true, help: help)
    try enter()
    defer { nesting -= 1 }
    let statements = try statements()
    try close(.rightBrace, opening: opening)
    return Block(statements, Span(opening.span.start, end))
  }
}
