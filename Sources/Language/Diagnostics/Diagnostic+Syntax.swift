// The wording of every mistake that is found before anything runs. Codes E01 to E09 are the lexer's, E10 to E39 the
// parser's; a code once given keeps its meaning.

extension Diagnostic {
  // MARK: Lexing

  static func unexpectedCharacter(_ span: Span, in source: SourceText) -> Diagnostic {
    let text = source[span]
    let scalar = text.unicodeScalars.first ?? "\u{FFFD}"
    let invisible: Set<Unicode.GeneralCategory> = [
      .control, .format, .nonspacingMark, .privateUse, .unassigned,
    ]
    let isVisible = !invisible.contains(scalar.properties.generalCategory) && scalar != "\u{FFFD}"
    let code = String(scalar.value, radix: 16, uppercase: true)
    let name = "U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code
    return Diagnostic(
      code: "E01",
      message: isVisible ? "`\(text)` has no meaning here" : "the character \(name) has no meaning here",
      span: span, source: source, suggestion: spellings[text],
      help: text == "\\" ? "a Greek letter is typed \\alpha, then Tab" : nil)
  }

  static func unclosedText(_ span: Span, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "E02", message: "expected `\"` before the end of the line", span: span, source: source,
      help: "a line break inside text is written \\n")
  }

  static func unknownEscape(_ span: Span, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "E03", message: "`\(source[span])` is no escape", span: span, source: source,
      help: #"the escapes are \n, \t, \", \\ and \(expression)"#)
  }

  static func numberJoinsName(_ number: Span, _ word: Span, in source: SourceText) -> Diagnostic {
    let text = source[word]
    let isProduct = text.unicodeScalars.allSatisfy(\.properties.isAlphabetic)
    return Diagnostic(
      code: "E04", message: "expected an operator between `\(source[number])` and `\(text)`",
      span: number.union(word), source: source, suggestion: isProduct ? "\(source[number])*\(text)" : nil)
  }

  static func numberTooLarge(_ span: Span, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "E05", message: "expected a number below 1.8e308", span: span, source: source)
  }

  /// The length of a spelling of other languages that begins the bytes.
  static func foreignSpelling(at bytes: ArraySlice<UInt8>) -> Int? {
    let two = String(decoding: bytes.prefix(2), as: UTF8.self)
    // `!=` is ours, `!` is not; `...` and `..<` are, `..` is not.
    if two == ".." {
      let third = bytes.dropFirst(2).first
      return third == UInt8(ascii: ".") || third == UInt8(ascii: "<") ? nil : 2
    }
    return two.count == 2 && spellings[two] != nil ? 2 : nil
  }

  /// What other languages, keyboards and word processors write, and what is written here.
  private static let spellings = [
    "&&": "and", "||": "or", "!": "not", "&": "and", "|": "or", "**": "^", ":=": "=", "=>": "->", "<>": "!=",
    "..": "...", "'": "\"", "’": "\"", "‘": "\"", "“": "\"", "”": "\"", "«": "\"", "»": "\"", "−": "-",
    "–": "-", "—": "-", "×": "*", "·": "*", "⋅": "*", "÷": "/", "≤": "<=", "≥": ">=", "≠": "!=", "≡": "==",
    "→": "->", "…": "...", "²": "^2", "³": "^3", "∧": "and", "∨": "or", "¬": "not", "，": ",", "（": "(",
    "）": ")", "：": ":", "；": ";", "∅": "nothing",
  ]

  // MARK: Parsing

  static func nestedTooDeeply(_ span: Span, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "E10", message: "nested too deeply", span: span, source: source,
      help: "give the parts names, in statements of their own")
  }

  static func expectedExpression(found: Token, in source: SourceText, help: String? = nil) -> Diagnostic {
    Diagnostic(
      code: "E11", message: "expected an expression, found \(words(for: found, in: source))",
      span: found.span, source: source, help: help)
  }

  static func expected(_ what: String, found: Token, in source: SourceText, help: String? = nil)
    -> Diagnostic
  {
    Diagnostic(
      code: "E12", message: "expected \(what), found \(words(for: found, in: source))", span: found.span,
      source: source, help: help)
  }

  static func expectedName(_ what: String, found: Token, in source: SourceText) -> Diagnostic {
    var help: String?
    if case .keyword(let keyword) = found.kind { help = "`\(keyword.rawValue)` is a word of the language" }
    return Diagnostic(
      code: "E13", message: "expected \(what), found \(words(for: found, in: source))", span: found.span,
      source: source, help: help)
  }

  static func expectedEndOfStatement(found: Token, in source: SourceText, help: String? = nil) -> Diagnostic {
    Diagnostic(
      code: "E14", message: "expected the end of the statement, found \(words(for: found, in: source))",
      span: found.span, source: source, suggestion: foreignWords[source[found.span]], help: help)
  }

  static func chainedComparison(_ span: Span, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "E15", message: "expected one comparison, found a second", span: span, source: source,
      help: "a < b < c is written a < b and b < c")
  }

  static func cannotAssign(_ span: Span, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "E16", message: "only a name or its elements can be assigned", span: span, source: source)
  }

  static func keywordAssigned(_ keyword: Keyword, _ span: Span, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "E17", message: "`\(keyword.rawValue)` is a word of the language and cannot be a name",
      span: span, source: source)
  }

  static func assignmentInExpression(_ span: Span, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "E18", message: "`=` assigns, and only a statement can", span: span, source: source,
      suggestion: "==")
  }

  static func labelWithEquals(_ span: Span, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "E19", message: "expected `:` after a label, found `=`", span: span, source: source,
      suggestion: ":")
  }

  /// A word with which other languages begin a statement, if it is one.
  static func foreignWord(_ word: Name, in source: SourceText) -> Diagnostic? {
    foreignWords[word.text].map {
      Diagnostic(
        code: "E20", message: "`\(word.text)` has no meaning here", span: word.span, source: source,
        suggestion: $0)
    }
  }

  /// A constant of other languages, if it is one.
  static func foreignConstant(_ word: String, _ span: Span, in source: SourceText) -> Diagnostic? {
    foreignConstants[word].map {
      Diagnostic(
        code: "E20", message: "`\(word)` has no meaning here", span: span, source: source, suggestion: $0)
    }
  }

  static func foreignAssignment(_ word: Name, in source: SourceText) -> Diagnostic? {
    guard ["let", "var", "const", "set"].contains(word.text) else { return nil }
    return Diagnostic(
      code: "E20", message: "`\(word.text)` has no meaning here", span: word.span, source: source,
      help: "an assignment is written x = 1")
  }

  static func duplicateParameter(_ name: Name, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "E21", message: "`\(name.text)` is a parameter already", span: name.span, source: source)
  }

  static func misplaced(_ keyword: Keyword, outside what: String, _ span: Span, in source: SourceText)
    -> Diagnostic
  {
    Diagnostic(
      code: "E22", message: "`\(keyword.rawValue)` outside a \(what)", span: span, source: source)
  }

  static func malformedNumber(_ span: Span, _ suggestion: String, in source: SourceText) -> Diagnostic {
    Diagnostic(
      code: "E23", message: "expected digits on both sides of the `.`", span: span, source: source,
      suggestion: suggestion)
  }

  /// Words that begin a statement in other languages.
  private static let foreignWords = [
    "def": "func", "function": "func", "fn": "func", "elif": "else if", "elseif": "else if",
  ]

  private static let foreignConstants = ["True": "true", "False": "false", "None": "nothing"]

  /// A token as a sentence names it.
  private static func words(for token: Token, in source: SourceText) -> String {
    switch token.kind {
    case .newline: "end of line"
    case .end where token.span.start == token.span.end:
      source.lineStarts.count > 1 ? "the end of the script" : "end of line"
    case .text: "text"
    default: "`\(shortened(source[token.span]))`"
    }
  }

  private static func shortened(_ text: String) -> String {
    text.count > 40 ? text.prefix(40) + "…" : text
  }
}
