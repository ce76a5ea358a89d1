extension Parser {
  /// Whether a call without parentheses begins here: a name, a blank, and what can begin an argument.
  var beginsCall: Bool {
    guard token.isName else { return false }
    let next = token(after: 1)
    guard next.followsBlank else { return false }
    return switch next.kind {
    case .number, .text, .name, .symbol(.leftBracket), .symbol(.leftParenthesis): true
    case .keyword(let keyword): keyword.beginsExpression || isHelpOnKeyword
    default: false
    }
  }

  /// `help for`: after `help`, a word of the language that stands alone is a subject.
  private var isHelpOnKeyword: Bool {
    guard case .keyword = token(after: 1).kind, token(after: 2).endsStatement else { return false }
    return token.isSymbol(.question) || source[token.span] == "help"
  }

  mutating func callOrExpression() throws(Diagnostic) -> Expression {
    skipNewlines()
    return beginsCall ? try call() : try expression()
  }

  mutating func call() throws(Diagnostic) -> Expression {
    let isHelp = isHelpOnKeyword
    let callee = try name("a command")
    if isHelp { return try helpOnKeyword(callee) }
    if let word = foreignWord(callee) { throw word }
    return try call(callee, arguments: try arguments())
  }

  /// `help`, also written `?`.
  mutating func help() throws(Diagnostic) -> Expression {
    let isHelp = isHelpOnKeyword
    let callee = Name("help", token.span)
    advance()
    if isHelp { return try helpOnKeyword(callee) }
    if token.endsStatement { return Expression(.name(callee.text), callee.span) }
    return try call(callee, arguments: try arguments())
  }

  /// `solve?`
  mutating func helpAsked() throws(Diagnostic) -> Expression {
    let start = token.span.start
    let subject = Expression(.name(source[token.span]), token.span)
    advance()
    let call = Call(
      callee: Expression(.name("help"), token.span), arguments: [.init(label: nil, value: subject)])
    advance()
    return try node(.call(call), from: start)
  }

  private mutating func helpOnKeyword(_ callee: Name) throws(Diagnostic) -> Expression {
    let subject = Expression(.name(source[token.span]), token.span)
    advance()
    return try call(callee, arguments: [Call.Argument(label: nil, value: subject)])
  }

  private mutating func call(_ callee: Name, arguments: [Call.Argument]) throws(Diagnostic) -> Expression {
    let call = Call(callee: Expression(.name(callee.text), callee.span), arguments: arguments)
    return try node(.call(call), from: callee.span.start)
  }

  /// `def f(x)` and `let x = 1` look like calls, and are what other languages write.
  private func foreignWord(_ callee: Name) -> Diagnostic? {
    guard token.isName else { return nil }
    if let word = Diagnostic.foreignLambda(callee.text, callee.span, in: source) { return word }
    if token(after: 1).isSymbol(.set) { return .foreignAssignment(callee, in: source) }
    return token(after: 1).isSymbol(.leftParenthesis)
      ? .foreignWord(callee, in: source) : nil
  }

  private mutating func arguments() throws(Diagnostic) -> [Call.Argument] {
    var arguments = [try argument()]
    while accept(.comma) { arguments.append(try argument()) }
    return arguments
  }

  /// The arguments of a call in its parentheses, the closing one included.
  mutating func parenthesizedArguments() throws(Diagnostic) -> [Call.Argument] {
    let opening = token
    try expect(.leftParenthesis)
    var arguments: [Call.Argument] = []
    while !token.isSymbol(.rightParenthesis) {
      arguments.append(try argument())
      guard accept(.comma) else { break }
    }
    try close(.rightParenthesis, opening: opening)
    return arguments
  }

  private mutating func argument() throws(Diagnostic) -> Call.Argument {
    skipNewlines()
    guard token.isLabel else { return Call.Argument(label: nil, value: try expression()) }
    let next = token(after: 1)
    if next.isSymbol(.set) { throw .labelWithEquals(next.span, in: source) }
    guard next.isSymbol(.colon) else { return Call.Argument(label: nil, value: try expression()) }
    let label = Name(source[token.span], token.span)
    advance()
    advance()
    return Call.Argument(label: label, value: try expression())
  }
}
