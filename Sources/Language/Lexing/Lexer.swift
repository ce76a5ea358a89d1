/// Cuts a script into tokens, in one pass over its bytes.
package struct Lexer {
  /// The tokens up to the first error, the last of them `.end`, and what else a reader of the script needs.
  package struct Output: Sendable {
    package var tokens: [Token]
    /// From `#` to the end of the line, the line's end not included.
    package let comments: [Span]
    package let failure: Diagnostic?
    /// Where the text begins that is still open at the end, just after its quote or its last interpolation.
    package let openText: Int?
    /// The brackets still open at the end, outermost first.
    package let openBrackets: [Bracket]
  }

  package struct Bracket: Sendable {
    package let symbol: Symbol
    package let span: Span
  }

  let source: SourceText
  let limit: Int
  var offset = 0
  var tokens: [Token] = []
  var comments: [Span] = []
  var brackets: [Bracket] = []
  var openText: Int?
  var interpolations = 0
  var followsBlank = true

  private init(_ source: SourceText, upTo limit: Int) {
    self.source = source
    self.limit = limit
  }

  /// The tokens of a script, or of its first `limit` bytes, up to the first error; never throws.
  ///
  /// A tolerant reading goes on behind errors, for completion.
  package static func tokens(of source: SourceText, upTo limit: Int? = nil, tolerant: Bool = false) -> Output
  {
    let bytes = source.utf8.count
    var lexer = Lexer(source, upTo: min(max(limit ?? bytes, 0), bytes))
    var failure: Diagnostic?
    // Some editors begin a file with a byte order mark.
    if source.utf8.starts(with: [0xEF, 0xBB, 0xBF]) { lexer.offset = min(3, lexer.limit) }
    while true {
      let start = lexer.offset
      do throws(Diagnostic) {
        guard try lexer.token() else { break }
      } catch {
        failure = failure ?? error
        guard tolerant, lexer.openText == nil else { break }
        lexer.offset = max(start + 1, lexer.offset, error.span?.end ?? 0)
      }
    }
    // The end of a script is where its last word ends, whatever blank lines and comments follow.
    let lastWord = lexer.tokens.last { if case .newline = $0.kind { false } else { true } }
    let end = lastWord?.span.end ?? 0
    lexer.tokens.append(Token(kind: .end, span: Span(end, end), followsBlank: true))
    return Output(
      tokens: lexer.tokens, comments: lexer.comments, failure: failure, openText: lexer.openText,
      openBrackets: lexer.brackets)
  }

  /// The byte at some distance, or 0, which no token contains, past the end.
  func byte(_ distance: Int = 0) -> UInt8 {
    offset + distance < limit ? source.utf8[offset + distance] : 0
  }

  mutating func append(_ kind: Token.Kind, from start: Int) {
    tokens.append(Token(kind: kind, span: Span(start, offset), followsBlank: followsBlank))
    followsBlank = false
  }

  /// Reads one token, or the blanks between two; false at the end.
  mutating func token() throws(Diagnostic) -> Bool {
    guard offset < limit else { return false }
    let start = offset
    switch byte() {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
      offset += 1
      followsBlank = true
    case UInt8(ascii: "\n"):
      offset += 1
      newline(from: start)
    case UInt8(ascii: "#"):
      while offset < limit, byte() != UInt8(ascii: "\n") { offset += 1 }
      comments.append(Span(start, offset))
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      try number()
    case UInt8(ascii: "\""):
      try text()
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
      word()
    case 0x80...:
      let scalar = scalar()
      if scalar.properties.isXIDStart {
        word()
      } else if scalar.properties.isWhitespace {
        offset += scalar.utf8.count
        followsBlank = true
      } else {
        throw .unexpectedCharacter(try character(), in: source)
      }
    default:
      try symbol()
    }
    return true
  }

  private mutating func newline(from start: Int) {
    followsBlank = true
    if let innermost = brackets.last, innermost.symbol != .leftBrace { return }
    append(.newline, from: start)
    followsBlank = true
  }

  private mutating func word() {
    let start = offset
    while offset < limit {
      switch byte() {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        offset += 1
        continue
      case 0x80...:
        let scalar = scalar()
        guard Lexer.continuesName(scalar) else { break }
        offset += scalar.utf8.count
        continue
      default: break
      }
      break
    }
    guard let keyword = Keyword(rawValue: source[Span(start, offset)]) else {
      return append(.name, from: start)
    }
    if keyword == .else {
      while case .newline? = tokens.last?.kind { tokens.removeLast() }
    }
    append(.keyword(keyword), from: start)
  }

  private mutating func symbol() throws(Diagnostic) {
    let start = offset
    if let length = Diagnostic.foreignSpelling(at: source.utf8[offset..<limit]) {
      throw .unexpectedCharacter(Span(start, start + length), in: source)
    }
    for length in [3, 2, 1] where start + length <= limit {
      guard let symbol = Lexer.symbols[source.utf8[start..<start + length]] else { continue }
      offset += length
      append(.symbol(symbol), from: start)
      if symbol.closing != nil {
        brackets.append(Bracket(symbol: symbol, span: Span(start, offset)))
      } else if let innermost = brackets.last, innermost.symbol.closing == symbol {
        brackets.removeLast()
      }
      return
    }
    throw .unexpectedCharacter(try character(), in: source)
  }

  /// Whether a text is a name as the language writes one: the names of columns come from files, and may be
  /// anything.
  package static func isName(_ text: String) -> Bool {
    let output = tokens(of: SourceText(text, name: ""))
    guard output.failure == nil, output.tokens.count == 2, let only = output.tokens.first else {
      return false
    }
    return only.isName && only.span == Span(0, text.utf8.count)
  }

  /// Letters, digits and marks; also ₀…₉, since r₀ and ε₁ are names in every paper, and not `·`, which is a product.
  static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
    (scalar.properties.isXIDContinue && scalar != "·") || ("\u{2080}"..."\u{2089}").contains(scalar)
  }

  private static let symbols: [ArraySlice<UInt8>: Symbol] = Dictionary(
    uniqueKeysWithValues: Symbol.allCases.map { (Array($0.rawValue.utf8)[...], $0) })

  /// The place of the character that begins here.
  private func character() throws(Diagnostic) -> Span {
    Span(offset, min(limit, offset + scalar().utf8.count))
  }

  /// The Unicode scalar that begins at the offset.
  func scalar() -> Unicode.Scalar {
    var decoder = UTF8()
    var bytes = source.utf8[offset..<limit].makeIterator()
    if case .scalarValue(let scalar) = decoder.decode(&bytes) { return scalar }
    return "\u{FFFD}"
  }
}
