/// What stands before a cursor, as far as completion needs to know it; found from tokens, so that text which does not
/// parse yet has one too.
package struct CursorContext: Sendable, Hashable {
  package enum Place: Sendable, Hashable {
    /// A statement, or the right side of an assignment, begins: a command or a value.
    case statementHead
    /// An argument begins: a label or a value.
    case argument(Argument)
    /// The value of an argument begins, after its label or in its list.
    case argumentValue(Argument)
    /// Somewhere else in an expression: a value.
    case expression
    /// After a dot: a field of the named value; no names where the value is not just a name and its fields.
    case member(of: [String])
    /// After `\`: the name of a Greek letter.
    case greekLetter
    /// In a comment or a number, or where a new name is given.
    case none
  }

  /// An argument under construction, and the call it is for.
  package struct Argument: Sendable, Hashable {
    package var callee: String
    /// The labels of the arguments before it.
    package var usedLabels: [String]
    /// How many arguments without a label stand before it.
    package var positionalCount: Int
    package var label: String?
    /// Whether the call is written with parentheses.
    package var isParenthesized: Bool
  }

  package let place: Place
  /// The innermost call around the cursor, with the argument that the cursor is in.
  package let call: Argument?
  /// What has been typed of the word, or of the text in quotes.
  package let prefix: String
  /// Where the prefix stands, for a completion to replace; with the `\` of a Greek letter.
  package let span: Span
  /// Whether the cursor is in quotes: a choice, or a file.
  package let isInsideText: Bool

  /// The context at a UTF-8 offset; what follows the offset does not matter.
  package init(in source: SourceText, at offset: Int) {
    let offset = min(max(offset, 0), source.utf8.count)
    let lexed = Lexer.tokens(of: source, upTo: offset, tolerant: true)
    var tokens: [Token] = []
    for token in lexed.tokens.dropLast() {
      if case .newline = token.kind, tokens.last?.needsExpression == true { continue }
      tokens.append(token)
    }
    let last = tokens.last
    var start = offset
    if let open = lexed.openText {
      start = open
    } else if let last, last.span.end == offset {
      switch last.kind {
      case .name, .keyword:
        start = last.span.start
        tokens.removeLast()
      default: break
      }
    }
    prefix = source[Span(start, offset)]
    isInsideText = lexed.openText != nil
    call = TokenContext(tokens: tokens[...], source: source).call
    let isAfterNumber = if case .number? = last?.kind { last?.span.end == offset } else { false }
    if isInsideText {
      place = TokenContext(tokens: tokens[...], source: source).place
    } else if lexed.comments.last?.end == offset || isAfterNumber {
      place = .none
    } else if start > 0, source.utf8[start - 1] == UInt8(ascii: "\\") {
      place = .greekLetter
      start -= 1
    } else {
      place = TokenContext(tokens: tokens[...], source: source).place
    }
    span = Span(start, offset)
  }
}

/// Reads tokens backwards from a cursor.
private struct TokenContext {
  let tokens: ArraySlice<Token>
  let source: SourceText

  var place: CursorContext.Place {
    if tokens.last?.isSymbol(.dot) == true { return .member(of: names(before: tokens.endIndex - 1)) }
    var end = tokens.endIndex
    // Lists and groups are parts of an argument: go out until a call, or the beginning of the statement.
    while true {
      let isNested = end < tokens.endIndex
      let start = startOfLevel(before: end)
      let opening = start > tokens.startIndex ? tokens[start - 1] : nil
      if let opening, opening.isSymbol(.leftParenthesis), let callee = callee(before: start - 1) {
        if isDefinition(at: start - 2) { return .none }
        return argument(of: callee, in: start..<end, isParenthesized: true, isNested: isNested)
      }
      guard let opening, opening.isSymbol(.leftParenthesis) || opening.isSymbol(.leftBracket) else {
        return statement(in: start..<end, isNested: isNested)
      }
      end = start - 1
    }
  }

  /// The call that the cursor is in, wherever in its arguments.
  var call: CursorContext.Argument? {
    var end = tokens.endIndex
    while true {
      let start = startOfLevel(before: end)
      let opening = start > tokens.startIndex ? tokens[start - 1] : nil
      if let opening, opening.isSymbol(.leftParenthesis), let callee = callee(before: start - 1) {
        return isDefinition(at: start - 2)
          ? nil : parts(of: callee, in: start..<end, isParenthesized: true).argument
      }
      guard let opening, opening.isSymbol(.leftParenthesis) || opening.isSymbol(.leftBracket) else {
        return calledAtHead(in: start..<end, isNested: end < tokens.endIndex)
      }
      end = start - 1
    }
  }

  /// Just after the innermost bracket that is open, or the last end of a statement.
  private func startOfLevel(before end: Int) -> Int {
    var depth = 0
    var index = end
    while index > tokens.startIndex {
      let token = tokens[index - 1]
      switch token.kind {
      case .symbol(.rightParenthesis), .symbol(.rightBracket), .symbol(.rightBrace): depth += 1
      case .symbol(.leftParenthesis), .symbol(.leftBracket), .symbol(.leftBrace):
        if depth == 0 { return index }
        depth -= 1
      case .symbol(.semicolon) where depth == 0, .newline where depth == 0: return index
      default: break
      }
      index -= 1
    }
    return index
  }

  private func callee(before opening: Int) -> String? {
    guard opening > tokens.startIndex, !tokens[opening].followsBlank, tokens[opening - 1].isName else {
      return nil
    }
    return source[tokens[opening - 1].span]
  }

  private func isDefinition(at name: Int) -> Bool {
    name > tokens.startIndex && tokens[name - 1].isKeyword(.func)
  }

  /// The names of `a.b.c` before a dot, or none if they begin with something else.
  private func names(before dot: Int) -> [String] {
    var names: [String] = []
    var index = dot
    while index > tokens.startIndex, tokens[index - 1].isName {
      names.insert(source[tokens[index - 1].span], at: 0)
      guard index - 2 >= tokens.startIndex, tokens[index - 2].isSymbol(.dot) else { return names }
      index -= 2
    }
    return []
  }

  /// Where a statement's own first word stands, behind `x =` and `return`.
  private func head(of range: Range<Int>) -> Int {
    var head = range.lowerBound
    for index in range {
      if case .symbol(let symbol) = tokens[index].kind, symbol.assignment != nil { head = index + 1 }
    }
    if head < range.upperBound, tokens[head].isKeyword(.return) { head += 1 }
    return head
  }

  /// The call that a statement is, its parentheses left out.
  private func calledAtHead(in range: Range<Int>, isNested: Bool) -> CursorContext.Argument? {
    let head = head(of: range)
    let rest = head + 1..<max(head + 1, range.upperBound)
    guard head < range.upperBound, tokens[head].isName, beginsArguments(rest, isNested: isNested) else {
      return nil
    }
    return parts(of: source[tokens[head].span], in: rest, isParenthesized: false).argument
  }

  private func statement(in range: Range<Int>, isNested: Bool) -> CursorContext.Place {
    let head = head(of: range)
    guard head < range.upperBound else { return isNested ? .expression : .statementHead }
    let first = tokens[head]
    let rest = head + 1..<range.upperBound
    switch first.kind {
    case .symbol(.question):
      return argument(of: "help", in: rest, isParenthesized: false, isNested: isNested)
    case .name where beginsArguments(rest, isNested: isNested):
      return argument(
        of: source[first.span], in: rest, isParenthesized: false, isNested: isNested)
    case .keyword(.func), .keyword(.for), .keyword(.sweep): return rest.isEmpty ? .none : .expression
    default: return .expression
    }
  }

  /// Whether what follows a statement's first name makes it a call: nothing but a blank, or the start of an argument.
  private func beginsArguments(_ rest: Range<Int>, isNested: Bool) -> Bool {
    guard !rest.isEmpty else { return !isNested || tokens[rest.lowerBound].followsBlank }
    let next = tokens[rest.lowerBound]
    guard next.followsBlank else { return false }
    return switch next.kind {
    case .number, .text, .name, .symbol(.leftBracket), .symbol(.leftParenthesis): true
    case .keyword(let keyword): keyword.beginsExpression
    default: false
    }
  }

  private func argument(of callee: String, in range: Range<Int>, isParenthesized: Bool, isNested: Bool)
    -> CursorContext.Place
  {
    let (argument, value) = parts(of: callee, in: range, isParenthesized: isParenthesized)
    guard value >= range.upperBound else { return .expression }
    return argument.label == nil && !isNested ? .argument(argument) : .argumentValue(argument)
  }

  /// The argument that the cursor is in, and where its value begins.
  private func parts(
    of callee: String, in range: Range<Int>, isParenthesized: Bool
  ) -> (argument: CursorContext.Argument, value: Int) {
    var argument = CursorContext.Argument(
      callee: callee, usedLabels: [], positionalCount: 0, label: nil, isParenthesized: isParenthesized)
    var start = range.lowerBound
    var depth = 0
    for index in range {
      switch tokens[index].kind {
      case .symbol(.leftParenthesis), .symbol(.leftBracket), .symbol(.leftBrace): depth += 1
      case .symbol(.rightParenthesis), .symbol(.rightBracket), .symbol(.rightBrace): depth -= 1
      case .symbol(.comma) where depth == 0:
        if let label = label(at: start, before: range.upperBound) {
          argument.usedLabels.append(label)
        } else {
          argument.positionalCount += 1
        }
        start = index + 1
      default: break
      }
    }
    argument.label = label(at: start, before: range.upperBound)
    return (argument, argument.label == nil ? start : start + 2)
  }

  private func label(at index: Int, before end: Int) -> String? {
    guard index + 1 < end, tokens[index].isLabel, tokens[index + 1].isSymbol(.colon) else { return nil }
    return source[tokens[index].span]
  }
}

extension Token {
  /// Whether an expression must follow, which makes a newline behind it a space.
  fileprivate var needsExpression: Bool {
    switch kind {
    case .symbol(let symbol):
      symbol == .comma || symbol == .colon || symbol == .arrow || symbol == .power || symbol == .closedRange
        || symbol == .halfOpenRange || symbol.assignment != nil || symbol.sum != nil || symbol.product != nil
        || symbol.comparison != nil
    case .keyword(.and), .keyword(.or), .keyword(.not), .keyword(.in), .keyword(.by): true
    default: false
    }
  }
}
