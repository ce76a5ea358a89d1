/// Reads a script by recursive descent; every method is the rule of its name.
///
///     script      = statements
///     statements  = { SEP } [ statement { SEP { SEP } statement } ] { SEP }      -- SEP = NEWLINE | ";"
///     statement   = definition | loop | assignment | call | help
///                 | "return" [ call | expression ] | "break" | "continue" | expression
///     definition  = "func" NAME "(" [ parameter { "," parameter } ] ")" ( "=" ( call | expression ) | block )
///     parameter   = NAME [ ":" expression ]
///     loop        = "for" NAME { "," NAME } "in" expression block | "while" expression block
///     assignment  = place { "," place } "=" ( call | expression )
///                 | place ( "+=" | "-=" | "*=" | "/=" ) ( call | expression )
///     place       = NAME { "." NAME | subscripts }
///     call        = NAME argument { "," argument }
///     help        = ( "help" | "?" ) [ KEYWORD | argument { "," argument } ] | ( NAME | KEYWORD ) "?"
///     argument    = [ ( NAME | "by" ) ":" ] expression
///     expression  = lambda | sweep | conditional | attempt | or-test
///     lambda      = ( NAME | "(" NAME { "," NAME } ")" ) "->" ( block | expression )
///     sweep       = "sweep" NAME "in" expression { "," NAME "in" expression } block
///     conditional = "if" expression block [ "else" ( conditional | block ) ]
///     attempt     = "try" block [ "else" [ NAME ] block ]
///     block       = "{" statements "}"
///     or-test     = and-test { "or" and-test }
///     and-test    = not-test { "and" not-test }
///     not-test    = "not" not-test | comparison
///     comparison  = range [ ( "==" | "!=" | "<" | "<=" | ">" | ">=" ) range ]
///     range       = sum [ ( "..." | "..<" ) sum [ "by" sum ] ]
///     sum         = product { ( "+" | "-" ) product }
///     product     = unary { ( "*" | "/" | "%" | "@" ) unary }
///     unary       = ( "-" | "+" ) unary | power
///     power       = postfix [ "^" unary ]
///     postfix     = atom { "." NAME | subscripts | arguments }
///     subscripts  = "[" subscript { "," subscript } "]"
///     subscript   = expression | [ sum ] "..." [ sum ] [ "by" sum ] | "..<" sum [ "by" sum ]
///     arguments   = "(" [ argument { "," argument } ] ")"
///     atom        = NUMBER | TEXT | "true" | "false" | "nothing" | NAME | list | "(" expression ")"
///     list        = "[" [ expression { "," expression } ] "]"
///
/// A newline is a space inside ( ) or [ ], before `else`, before the body of a definition, loop, sweep or `try`, and where
/// an expression must follow. The `[` and `(` of a postfix follow without a blank; with one, they begin an argument.
package struct Parser {
  /// How deep constructs may nest: each level costs this parser a dozen calls.
  static let nestingLimit = 256
  /// How high a tree may be: `1 + 1 + …` costs the parser no depth, but those who walk and free the tree recurse.
  static let heightLimit = 2000
  static let interpolationLimit = 32

  let source: SourceText
  let openBrackets: [Lexer.Bracket]
  var tokens: [Token]
  var position = 0
  var nesting = 0
  var isInLoop = false
  var isInFunction = false
  /// Where the subscript begins that is read now: there an end of a range may be missing.
  var subscriptPosition: Int?
  /// The slice that such a range is.
  var openSlice: Slice?

  /// The script, or its first error.
  package static func parse(_ source: SourceText) throws(Diagnostic) -> Script {
    let lexed = Lexer.tokens(of: source)
    var parser = Parser(source: source, openBrackets: lexed.openBrackets, tokens: lexed.tokens)
    do throws(Diagnostic) {
      let statements = try parser.script()
      if let failure = lexed.failure { throw failure }
      return Script(
        source: source, statements: statements,
        cells: Script.cells(of: statements, comments: lexed.comments, in: source))
    } catch {
      // The tokens end where the lexer failed: what fails there, fails because of it.
      guard let failure = lexed.failure, let end = lexed.tokens.last?.span.start,
        (error.span?.start ?? end) >= min(end, failure.span?.start ?? end)
      else { throw error }
      throw failure
    }
  }

  private init(source: SourceText, openBrackets: [Lexer.Bracket], tokens: [Token]) {
    self.source = source
    self.openBrackets = openBrackets
    self.tokens = tokens
  }

  private mutating func script() throws(Diagnostic) -> [Statement] {
    let statements = try statements()
    guard case .end = token.kind else { throw .expected("a statement", found: token, in: source) }
    return statements
  }

  // MARK: Tokens

  var token: Token { tokens[position] }

  /// The token some places on; the last one is `.end`, and there is nothing behind it.
  func token(after distance: Int) -> Token { tokens[min(position + distance, tokens.count - 1)] }

  /// The end of what has been read.
  var end: Int { position > 0 ? tokens[position - 1].span.end : 0 }

  mutating func advance() {
    if position < tokens.count - 1 { position += 1 }
  }

  mutating func accept(_ symbol: Symbol) -> Bool {
    guard token.isSymbol(symbol) else { return false }
    advance()
    return true
  }

  mutating func accept(_ keyword: Keyword) -> Bool {
    guard token.isKeyword(keyword) else { return false }
    advance()
    return true
  }

  mutating func skipNewlines() {
    while case .newline = token.kind { advance() }
  }

  /// Passes over newlines if one of the symbols, or the end, stands behind them.
  mutating func skipNewlines(before symbols: Symbol...) {
    var distance = 0
    while case .newline = token(after: distance).kind { distance += 1 }
    let next = token(after: distance)
    guard symbols.contains(where: next.isSymbol) || isEnd(next) else { return }
    skipNewlines()
  }

  mutating func name(_ what: String, canFollowNewline: Bool = false) throws(Diagnostic) -> Name {
    guard token.isName else {
      throw unexpected(.expectedName(what, found: token, in: source), isContinuable: canFollowNewline)
    }
    defer { advance() }
    return Name(source[token.span], token.span)
  }

  /// Requires a symbol; `help` explains a likely reason why another one stands there.
  mutating func expect(_ symbol: Symbol, canFollowNewline: Bool = false, help: String? = nil)
    throws(Diagnostic)
  {
    if accept(symbol) { return }
    // Where an argument list must begin, no expression stands before the `=`.
    if token.isSymbol(.set), symbol != .leftParenthesis {
      throw .assignmentInExpression(token.span, in: source)
    }
    throw unexpected(
      .expected(
        "`\(symbol.rawValue)`", found: token, in: source,
        help: help ?? helpWithColon(for: symbol) ?? missingPunctuation),
      isContinuable: canFollowNewline)
  }

  mutating func expect(_ keyword: Keyword) throws(Diagnostic) {
    guard accept(keyword) else {
      throw unexpected(.expected("`\(keyword.rawValue)`", found: token, in: source))
    }
  }

  /// Requires the bracket that closes the one at `opening`.
  mutating func close(_ symbol: Symbol, opening: Token, help: String? = nil) throws(Diagnostic) {
    var help = help
    if help == nil, source.lineIndex(at: opening.span.start) != source.lineIndex(at: token.span.start) {
      help = "to close the `\(source[opening.span])` at \(source.place(of: opening.span.start))"
    }
    try expect(symbol, canFollowNewline: true, help: help)
  }

  // MARK: Limits and errors

  /// A body and a slice as Python writes them.
  private func helpWithColon(for symbol: Symbol) -> String? {
    guard token.isSymbol(.colon) else { return nil }
    return switch symbol {
    case .leftBrace: "a body stands in braces: { … }"
    case .rightBracket: "a range of indices is written 1..<3"
    default: nil
    }
  }

  /// What was probably forgotten before a token that cannot stand here, judged by the one before it.
  var missingPunctuation: String? {
    guard position > 0, token.followsBlank else { return nil }
    let previous = tokens[position - 1]
    switch token.kind {
    case .symbol(.leftBracket), .symbol(.leftParenthesis):
      return "an index or the arguments of a call follow without a blank"
    case _ where token.isLabel && token(after: 1).isSymbol(.colon):
      return "arguments are separated by commas"
    case .number, .text, .name:
      guard previous.isName else { return nil }
      let name = source[previous.span]
      return "a label is written \(name): …, a call within an expression \(name)(…)"
    default: return nil
    }
  }

  /// Goes one level deeper; whoever calls it takes the level back with `nesting -= 1`.
  @inline(never)
  mutating func enter() throws(Diagnostic) {
    nesting += 1
    if nesting > Parser.nestingLimit { throw .nestedTooDeeply(token.span, in: source) }
  }

  /// An expression from `start` to what was read last.
  ///
  /// It mutates nothing, but must see the parser as its arguments leave it, not as it was before they were read.
  @inline(never)
  mutating func node(_ kind: Expression.Kind, from start: Int) throws(Diagnostic) -> Expression {
    let expression = Expression(kind, Span(start, end))
    guard expression.height <= Parser.heightLimit else {
      throw .nestedTooDeeply(tokens[max(0, position - 1)].span, in: source)
    }
    return expression
  }

  private func isEnd(_ token: Token) -> Bool {
    if case .end = token.kind { token.span.start == token.span.end } else { false }
  }

  /// Notes whether more lines could mend an error: it is at the end, and a newline there would be a space.
  func unexpected(_ diagnostic: Diagnostic, isContinuable: Bool = false) -> Diagnostic {
    var diagnostic = diagnostic
    let newlinesAreSpaces = openBrackets.last.map { $0.symbol != .leftBrace } ?? false
    diagnostic.isIncomplete = isEnd(token) && (isContinuable || newlinesAreSpaces)
    return diagnostic
  }
}
