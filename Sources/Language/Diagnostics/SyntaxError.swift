/// Errors that are found before anything runs. Codes E01 to E09 are the lexer's, E10 to E39 the parser's.
package enum SyntaxError: String, ErrorKind {
  case unexpectedCharacter = "E01"
  case unclosedText = "E02"
  case unknownEscape = "E03"
  case numberJoinsName = "E04"
  case numberTooLarge = "E05"
  case nestedTooDeeply = "E10"
  case expectedExpression = "E11"
  case expected = "E12"
  case expectedName = "E13"
  case expectedEndOfStatement = "E14"
  case chainedComparison = "E15"
  case cannotAssign = "E16"
  case keywordAssigned = "E17"
  case assignmentInExpression = "E18"
  case labelWithEquals = "E19"
  case foreignWord = "E20"
  case duplicateParameter = "E21"
  case misplaced = "E22"
  case malformedNumber = "E23"

  package var explanation: Diagnostic.Explanation {
    switch self {
    case .unexpectedCharacter:
      means("A character that the language does not use, outside text in quotes.", "a && b")
    case .unclosedText: means("Text in quotes ends on the line where it begins.", "print \"abc")
    case .unknownEscape:
      means(#"A backslash in text begins \n, \t, \", \\ or an interpolation \(…)."#, #""a\q""#)
    case .numberJoinsName: means("A product is written with its operator: 2*x.", "2x")
    case .numberTooLarge: means("Numbers are double precision, below 1.8e308.", "1e999")
    case .nestedTooDeeply:
      means(
        "Expressions and blocks nest 256 levels deep, and a chain of operators has 2000 links, at most.",
        String(repeating: "(", count: 300))
    case .expectedExpression: means("A value is missing, after an operator or between brackets.", "1 +* 2")
    case .expected: means("A bracket, a separator or a word of the grammar is missing.", "f(1 2)")
    case .expectedName: means("A name is missing; words of the language cannot be names.", "sweep in x { }")
    case .expectedEndOfStatement: means("Statements end with their line, or with `;`.", "1 2")
    case .chainedComparison: means("Comparisons do not chain: write a < b and b < c.", "a < b < c")
    case .cannotAssign: means("Only a name, or a part of it as in x[0] or r.y, can be assigned.", "f(x) = 3")
    case .keywordAssigned: means("Words of the language cannot be assigned.", "for = 3")
    case .assignmentInExpression: means("`=` assigns; equality is written `==`.", "if x = 1 { }")
    case .labelWithEquals:
      means("Arguments are labelled with `:`, as in solve(alpha: 2).", "solve(alpha = 2)")
    case .foreignWord: means("A word of another language.", "let x = 1")
    case .duplicateParameter: means("Each parameter of a function has a name of its own.", "func f(x, x) = x")
    case .misplaced:
      means(
        "`break` and `continue` belong in a loop, `return` in a function; a sweep's body is in neither.",
        "break")
    case .malformedNumber: means("A number has digits on both sides of its `.`.", "x = .5")
    }
  }
}

extension Diagnostic {
  private init(
    _ kind: SyntaxError, message: String, span: Span, source: SourceText, suggestion: String? = nil,
    help: String? = nil
  ) {
    self.init(kind: kind, message: message, span: span, source: source, suggestion: suggestion, help: help)
  }

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
      .unexpectedCharacter,
      message: isVisible ? "`\(text)` has no meaning here" : "the character \(name) has no meaning here",
      span: span, source: source, suggestion: spellings[text],
      help: text == "\\" ? "a Greek letter is typed \\alpha, then Tab" : nil)
  }

  static func unclosedText(_ span: Span, in source: SourceText) -> Diagnostic {
    Diagnostic(
      .unclosedText, message: "expected `\"` before the end of the line", span: span, source: source,
      help: "a line break inside text is written \\n")
  }

  static func unknownEscape(_ span: Span, in source: SourceText) -> Diagnostic {
    Diagnostic(
      .unknownEscape, message: "`\(source[span])` is no escape", span: span, source: source,
      help: #"the escapes are \n, \t, \", \\ and \(expression)"#)
  }

  static func numberJoinsName(_ number: Span, _ word: Span, in source: SourceText) -> Diagnostic {
    let text = source[word]
    let isProduct = text.unicodeScalars.allSatisfy(\.properties.isAlphabetic)
    return Diagnostic(
      .numberJoinsName, message: "expected an operator between `\(source[number])` and `\(text)`",
      span: number.union(word), source: source, suggestion: isProduct ? "\(source[number])*\(text)" : nil)
  }

  static func numberTooLarge(_ span: Span, in source: SourceText) -> Diagnostic {
    Diagnostic(.numberTooLarge, message: "expected a number below 1.8e308", span: span, source: source)
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
      .nestedTooDeeply, message: "nested too deeply", span: span, source: source,
      help: "give the parts names, in statements of their own")
  }

  static func expectedExpression(found: Token, in source: SourceText, help: String? = nil) -> Diagnostic {
    Diagnostic(
      .expectedExpression, message: "expected an expression, found \(words(for: found, in: source))",
      span: found.span, source: source, help: help)
  }

  static func expected(_ what: String, found: Token, in source: SourceText, help: String? = nil)
    -> Diagnostic
  {
    Diagnostic(
      .expected, message: "expected \(what), found \(words(for: found, in: source))", span: found.span,
      source: source, help: help)
  }

  static func expectedName(_ what: String, found: Token, in source: SourceText) -> Diagnostic {
    var help: String?
    if case .keyword(let keyword) = found.kind { help = "`\(keyword.rawValue)` is a word of the language" }
    return Diagnostic(
      .expectedName, message: "expected \(what), found \(words(for: found, in: source))", span: found.span,
      source: source, help: help)
  }

  static func expectedEndOfStatement(found: Token, in source: SourceText, help: String? = nil) -> Diagnostic {
    Diagnostic(
      .expectedEndOfStatement,
      message: "expected the end of the statement, found \(words(for: found, in: source))", span: found.span,
      source: source, suggestion: foreignWords[source[found.span]], help: help)
  }

  static func chainedComparison(_ span: Span, in source: SourceText) -> Diagnostic {
    Diagnostic(
      .chainedComparison, message: "expected one comparison, found a second", span: span, source: source,
      help: "a < b < c is written a < b and b < c")
  }

  static func cannotAssign(_ target: Expression, in source: SourceText) -> Diagnostic {
    let text = source[target.span]
    let isDefinition = if case .call = target.kind { !text.contains("\n") } else { false }
    return Diagnostic(
      .cannotAssign, message: "only a name, its elements or its fields can be assigned", span: target.span,
      source: source, help: isDefinition ? "a function is defined by func \(text) = …" : nil)
  }

  static func keywordAssigned(_ keyword: Keyword, _ span: Span, in source: SourceText) -> Diagnostic {
    Diagnostic(
      .keywordAssigned, message: "`\(keyword.rawValue)` is a word of the language and cannot be a name",
      span: span, source: source)
  }

  static func assignmentInExpression(_ span: Span, in source: SourceText) -> Diagnostic {
    Diagnostic(
      .assignmentInExpression, message: "`=` assigns, and only a statement can", span: span, source: source,
      suggestion: "==")
  }

  static func labelWithEquals(_ span: Span, in source: SourceText) -> Diagnostic {
    Diagnostic(
      .labelWithEquals, message: "expected `:` after a label, found `=`", span: span, source: source,
      suggestion: ":")
  }

  /// A word with which other languages begin a statement, if it is one.
  static func foreignWord(_ word: Name, in source: SourceText) -> Diagnostic? {
    foreignWords[word.text].map {
      Diagnostic(
        .foreignWord, message: "`\(word.text)` has no meaning here", span: word.span, source: source,
        suggestion: $0)
    }
  }

  /// A constant of other languages, if it is one.
  static func foreignConstant(_ word: String, _ span: Span, in source: SourceText) -> Diagnostic? {
    foreignConstants[word].map {
      Diagnostic(
        .foreignWord, message: "`\(word)` has no meaning here", span: span, source: source, suggestion: $0)
    }
  }

  /// `lambda x: x^2`, as Python writes it.
  static func foreignLambda(_ word: String, _ span: Span, in source: SourceText) -> Diagnostic? {
    guard word == "lambda" else { return nil }
    return Diagnostic(
      .foreignWord, message: "`lambda` has no meaning here", span: span, source: source,
      help: "a function without a name is written x -> x^2, or (x, y) -> x + y")
  }

  static func foreignAssignment(_ word: Name, in source: SourceText) -> Diagnostic? {
    guard ["let", "var", "const", "set"].contains(word.text) else { return nil }
    return Diagnostic(
      .foreignWord, message: "`\(word.text)` has no meaning here", span: word.span, source: source,
      help: "an assignment is written x = 1")
  }

  static func duplicateParameter(_ name: Name, in source: SourceText) -> Diagnostic {
    Diagnostic(
      .duplicateParameter, message: "`\(name.text)` is a parameter already", span: name.span, source: source)
  }

  static func misplaced(_ keyword: Keyword, outside what: String, _ span: Span, in source: SourceText)
    -> Diagnostic
  {
    Diagnostic(.misplaced, message: "`\(keyword.rawValue)` outside a \(what)", span: span, source: source)
  }

  static func malformedNumber(_ span: Span, _ suggestion: String, in source: SourceText) -> Diagnostic {
    Diagnostic(
      .malformedNumber, message: "expected digits on both sides of the `.`", span: span, source: source,
      suggestion: suggestion)
  }

  /// Words that begin a statement in other languages.
  private static let foreignWords = [
    "def": "func", "function": "func", "fn": "func", "elif": "else if", "elseif": "else if",
    "catch": "else", "except": "else", "rescue": "else",
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
