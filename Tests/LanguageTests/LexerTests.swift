import Language
import Testing

@Suite struct LexerTests {
  private func kinds(_ text: String) -> [String] {
    let source = SourceText(text, name: "input")
    return Lexer.tokens(of: source).tokens.dropLast().map { token in
      switch token.kind {
      case .number(let value): "\(value)"
      case .newline: "newline"
      default: source[token.span]
      }
    }
  }

  @Test("A name is one word of the language, and nothing else is")
  func singleNames() {
    for name in ["x", "α", "r₀", "_1", "éa", "e\u{301}"] { #expect(Lexer.isName(name), "\(name)") }
    for other in [
      "", "1x", "a b", " a", "a ", "a#", "for", "x); quit", "x.y", "\"x\"", "a\n", "\u{301}", "\u{FEFF}a",
    ] {
      #expect(!Lexer.isName(other), "\(other)")
    }
  }

  @Test(
    "A dot belongs to a number only when a digit follows",
    arguments: [
      ("1...5", ["1.0", "...", "5.0"]), ("1..<5", ["1.0", "..<", "5.0"]), ("1.5...2", ["1.5", "...", "2.0"]),
      ("1e-3", ["0.001"]), ("2E+2", ["200.0"]), ("1.25e2", ["125.0"]), ("1.e", ["1.0", ".", "e"]),
      ("007", ["7.0"]),
    ])
  func numbers(text: String, expected: [String]) {
    #expect(kinds(text) == expected)
  }

  @Test("Names take letters of any script, digits, subscripts and `_`")
  func names() {
    #expect(
      kinds("α β_w ε₁ _ _12 naïve имя 変数 forx") == [
        "α", "β_w", "ε₁", "_", "_12", "naïve", "имя", "変数", "forx",
      ])
  }

  @Test("The longest operator wins")
  func operators() {
    #expect(kinds("a->b-=c==d<=e..<f") == ["a", "->", "b", "-=", "c", "==", "d", "<=", "e", "..<", "f"])
  }

  @Test("Comments end with their line, and a byte order mark is no character")
  func comments() {
    #expect(kinds("\u{FEFF}1 # two \" ( \n3") == ["1.0", "newline", "3.0"])
  }

  @Test("Escapes stand for one character each")
  func escapes() throws {
    #expect(try dump(#""a\n\t\"\\z""#) == "\"a\n\t\"\\z\"")
  }

  @Test(
    "What is no token is named, with what is written instead",
    arguments: [
      ("a && b", "E01", "and"), ("a || b", "E01", "or"), ("!a", "E01", "not"), ("a ** b", "E01", "^"),
      ("a − b", "E01", "-"), ("“a”", "E01", "\""), ("'a'", "E01", "\""), ("a ≤ b", "E01", "<="),
      ("a := 1", "E01", "="), ("1..2", "E01", "..."), ("a²", "E01", "^2"), ("a $ b", "E01", nil),
      ("a \u{7} b", "E01", nil), ("a \u{FFFD} b", "E01", nil), ("\u{0}", "E01", nil), ("\\alpha", "E01", nil),
      ("\"abc", "E02", nil), ("\"abc\ndef\"", "E02", nil), ("\"a\\(b\"", "E02", nil), ("\"a\\(b", "E02", nil),
      ("\"a\\", "E02", nil), ("\"a\\q\"", "E03", nil), ("2x", "E04", "2*x"), ("1_000", "E04", nil),
      ("1e", "E04", "1*e"), ("0x1F", "E04", nil), ("1e999", "E05", nil), (".5", "E23", "0.5"),
      ("5.", "E23", "5.0"),
      ("x = 5. + 1", "E23", "5.0"), ("a·b", "E01", "*"), ("\"abc\r\n", "E02", nil), ("a\u{200B}", "E01", nil),
    ] as [(String, String, String?)])
  func errors(text: String, code: String, suggestion: String?) {
    let found = diagnostic(text)
    #expect(found?.code == code)
    #expect(found?.suggestion == suggestion)
    #expect(found?.isIncomplete == false)
  }
}
