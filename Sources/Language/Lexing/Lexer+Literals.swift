extension Lexer {
  /// Digits, then `.` and digits, then an exponent; `1...5` is a range because a digit must follow the `.`.
  mutating func number() throws(Diagnostic) {
    let start = offset
    digits()
    if byte() == UInt8(ascii: "."), isDigit(byte(1)) {
      offset += 1
      digits()
    }
    if byte() | 0x20 == UInt8(ascii: "e") {
      let sign = byte(1) == UInt8(ascii: "-") || byte(1) == UInt8(ascii: "+") ? 1 : 0
      if isDigit(byte(1 + sign)) {
        offset += 1 + sign
        digits()
      }
    }
    let span = Span(start, offset)
    if offset < limit, byte() == UInt8(ascii: "_") || scalar().properties.isXIDStart {
      throw .numberJoinsName(span, wordSpan(from: offset), in: source)
    }
    guard let value = Double(source[span]), value.isFinite else { throw .numberTooLarge(span, in: source) }
    append(.number(value), from: start)
  }

  private mutating func digits() {
    while isDigit(byte()) { offset += 1 }
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  /// The letters, digits and `_` from here on.
  private func wordSpan(from start: Int) -> Span {
    var probe = self
    while probe.offset < limit {
      let scalar = probe.scalar()
      guard Lexer.continuesName(scalar) else { break }
      probe.offset += scalar.utf8.count
    }
    return Span(start, probe.offset)
  }

  /// Text in quotes, on one line, with the escapes \n \t \" \\ and the interpolation \(…).
  mutating func text() throws(Diagnostic) {
    let start = offset
    let blankBefore = followsBlank
    var segments: [TextSegment] = []
    var literal: [UInt8] = []
    offset += 1
    openText = offset
    while byte() != UInt8(ascii: "\"") {
      guard offset < limit, byte() != UInt8(ascii: "\n"), byte() != UInt8(ascii: "\r") else {
        // Only at the end of what is read can a cursor still be inside the quotes.
        if offset < limit { openText = nil }
        throw .unclosedText(Span(start, offset), in: source)
      }
      guard byte() == UInt8(ascii: "\\") else {
        guard byte() >= 0x20 || byte() == UInt8(ascii: "\t") else {
          throw .unexpectedCharacter(Span(offset, offset + 1), in: source)
        }
        literal.append(byte())
        offset += 1
        continue
      }
      switch byte(1) {
      case UInt8(ascii: "n"): literal.append(UInt8(ascii: "\n"))
      case UInt8(ascii: "t"): literal.append(UInt8(ascii: "\t"))
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): literal.append(byte(1))
      case UInt8(ascii: "("):
        if !literal.isEmpty { segments.append(.literal(String(decoding: literal, as: UTF8.self))) }
        literal = []
        segments.append(.interpolation(try interpolation(in: start)))
        openText = offset
        continue
      default:
        let escape = Span(offset, min(limit, offset + 2))
        guard escape.end < limit else { throw .unclosedText(Span(start, escape.end), in: source) }
        offset += 1
        if source.utf8[offset..<limit].contains(UInt8(ascii: "\n")) { openText = nil }
        throw .unknownEscape(Span(escape.start, min(limit, offset + scalar().utf8.count)), in: source)
      }
      offset += 2
    }
    offset += 1
    openText = nil
    if !literal.isEmpty { segments.append(.literal(String(decoding: literal, as: UTF8.self))) }
    followsBlank = blankBefore
    append(.text(segments), from: start)
  }

  /// The tokens of `\(…)`, with `.end` in place of the `)`.
  ///
  /// After an error the tokens of the interpolation stay, in place of those around it: a cursor is among them.
  private mutating func interpolation(in textStart: Int) throws(Diagnostic) -> [Token] {
    guard interpolations < Parser.interpolationLimit else {
      throw .nestedTooDeeply(Span(offset, offset + 2), in: source)
    }
    openText = nil
    interpolations += 1
    let (outerTokens, outerBrackets) = (tokens, brackets)
    tokens = []
    brackets = []
    offset += 2
    followsBlank = true
    while !(brackets.isEmpty && byte() == UInt8(ascii: ")")) {
      guard byte() != UInt8(ascii: "\n"), try token() else {
        throw .unclosedText(Span(textStart, offset), in: source)
      }
    }
    var inner = tokens
    inner.append(Token(kind: .end, span: Span(offset, offset + 1), followsBlank: true))
    offset += 1
    (tokens, brackets) = (outerTokens, outerBrackets)
    interpolations -= 1
    return inner
  }
}
