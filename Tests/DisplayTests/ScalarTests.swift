import Testing

@testable import Display

/// Texts in which a sign that means something to a format is no `Character` of its own.
@Suite struct ScalarTests {
  @Test(
    "Lines end where any program ends them",
    arguments: [
      ("a\nb", ["a", "b"]), ("a\r\nb\r\n", ["a", "b", ""]), ("", [""]), ("a\rb", ["a\rb"]),
      ("\r\n\u{301}", ["", "\u{301}"]), ("a\u{2028}b", ["a\u{2028}b"]),
    ])
  func lines(text: String, expected: [String]) { #expect(text.lines == expected) }

  @Test("A sign is spelled otherwise whatever accent stands over it")
  func spelling() {
    let text = "\"\u{301},\u{20D2}\r\n"
    let spelled = text.spelled { $0 == "\"" ? "Q" : $0 == "," ? "C" : $0 == "\n" ? "N" : nil }
    #expect(Array(spelled.unicodeScalars) == ["Q", "\u{301}", "C", "\u{20D2}", "\r", "N"])
  }

  @Test(
    "An escaped line has no end of a line in it, and gives back the text to the last scalar",
    arguments: [
      "x = 1", "a\\", "\\n\n\\\n", "a\r\nb", "\\\u{301}n", "\n\u{301}\\\u{20D2}\r", "", "\\r\\\\n",
      "é e\u{301}",
    ])
  func escaping(text: String) {
    let line = text.escapedLine
    #expect(!line.utf8.contains(UInt8(ascii: "\n")) && !line.utf8.contains(UInt8(ascii: "\r")))
    #expect(Array(line.unescapedLine.utf8) == Array(text.utf8))
  }

  @Test("On one line there is nothing that begins another")
  func oneLine() {
    #expect("a\r\nb\u{2028}c\u{85}d\u{B}e".onOneLine == "a  b c d e")
  }
}
