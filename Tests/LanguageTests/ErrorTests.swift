import Display
import Language
import Testing

@Suite struct ErrorTests {
  @Test(
    "Each error has its code, place and at most one suggestion",
    arguments: [
      ("1 +* 2", "E11", "*", nil), ("x = )", "E11", ")", nil), ("a == not b", "E11", "not", nil),
      ("1 + if a { 2 }", "E11", "if", nil), ("x[]", "E11", "]", nil), ("\"\\()\"", "E11", ")", nil),
      ("f(1 2)", "E12", "2", nil), ("(1, 2)", "E12", ",", nil), ("\"\\(a b)\"", "E12", "b", nil),
      ("for x of y { }", "E12", "of", nil), ("if a 1", "E12", "1", nil), ("func f = 1", "E12", "=", nil),
      ("1 }", "E12", "}", nil), ("x.for", "E13", "for", nil), ("func for() = 1", "E13", "for", nil),
      ("sweep in x { }", "E13", "in", nil), ("1 2", "E14", "2", nil), ("y = 3 + x [1]", "E14", "[", nil),
      ("if a { 1 } elif b { 2 }", "E14", "elif", "else if"), ("1...2...3", "E14", "...", nil),
      ("a < b < c", "E15", "<", nil), ("a == b != c", "E15", "!=", nil),
      ("f(x) = 3", "E16", "f(x)", nil), ("(x) = 3", "E16", "(x)", nil),
      ("1 = x", "E16", "1", nil), ("x + y += 1", "E16", "x + y", nil),
      ("for = 3", "E17", "for", nil), ("true = 3", "E17", "true", nil), ("by += 3", "E17", "by", nil),
      ("if x = 1 { }", "E18", "=", "=="), ("y = x = 1", "E18", "=", "=="),
      ("y =\nx = 1", "E11", "\n", nil), ("(x = 1)", "E18", "=", "=="),
      ("solve(alpha = 2)", "E19", "=", ":"), ("solve alpha = 2", "E19", "=", ":"),
      ("func f(x = 2) = x", "E19", "=", ":"),
      ("def f(x)", "E20", "def", "func"), ("let x = 1", "E20", "let", nil),
      ("x = True", "E20", "True", "true"),
      ("x = None", "E20", "None", "nothing"), ("func f(x, x) = x", "E21", "x", nil),
      ("break", "E22", "break", nil), ("return 1", "E22", "return", nil),
      ("for x in y { func f() { continue } }", "E22", "continue", nil),
      ("for x in y { sweep z in y { break } }", "E22", "break", nil),
    ] as [(String, String, String, String?)])
  func errors(text: String, code: String, place: String, suggestion: String?) throws {
    let found = try #require(diagnostic(text))
    #expect(found.code == code)
    #expect(found.source?[try #require(found.span)] == place)
    #expect(found.suggestion == suggestion)
    #expect(found.isIncomplete == false)
  }

  @Test(
    "Text that more lines would complete is incomplete",
    arguments: [
      "f(", "f(1", "f(1,", "[1, 2", "x[1", "(1 + 2", "1 +", "1 + # one", "a and", "not", "x ->", "x =",
      "x +=",
      "f 1,", "f a:", "1...", "1...2 by", "func f(x)", "func f(x) =", "func f(x", "func f(x) {", "if a {",
      "if a",
      "if a {\n 1\n", "for x in", "for x in y", "while x", "sweep a in b", "sweep a in b,", "if a { 1 } else",
      "f(sweep a in b {", "f(\n\n", "{", "while", "2^", "-",
    ])
  func incomplete(text: String) throws {
    let found = try #require(diagnostic(text))
    // A block alone is no statement, however it goes on.
    #expect(found.isIncomplete == (text != "{"))
  }

  @Test(
    "Text that no further line can mend is not incomplete",
    arguments: [
      "x.", "for", "for x", "func", "func f", "sweep", "sweep a", "\"abc", "f(1]", "1 2", "{ for x",
    ])
  func complete(text: String) throws {
    #expect(try #require(diagnostic(text)).isIncomplete == false)
  }

  @Test("The first error is reported, the lexer's or the parser's")
  func first() {
    #expect(diagnostic("1 2\n\"abc")?.code == "E14")
    #expect(diagnostic("1 +\n\"abc")?.code == "E02")
    #expect(diagnostic("f(\"abc\n)")?.code == "E02")
    #expect(diagnostic("x = 1 && 2\n1 2")?.code == "E01")
  }

  @Test("An error is shown with its line, and carets under what is wrong")
  func rendering() {
    expect(
      "solve(alpha",
      """
      error[E12]: expected `)`, found end of line
        --> input:1:12
         |
       1 | solve(alpha
         |            ^
      """)
    expect(
      "x = 1\nβ = “a” # text",
      """
      error[E01]: `“` has no meaning here
        --> input:2:5
         |
       2 | β = “a” # text
         |     ^
         = did you mean "?
      """)
    expect(
      "\tf(α, 変数 変数)",
      """
      error[E12]: expected `)`, found `変数`
        --> input:1:10
         |
       1 |     f(α, 変数 変数)
         |               ^^^^
         = a label is written 変数: …, a call within an expression 変数(…)
      """)
    expect(
      "a < b < c",
      """
      error[E15]: expected one comparison, found a second
        --> input:1:7
         |
       1 | a < b < c
         |       ^
         = a < b < c is written a < b and b < c
      """)
    expect(
      "if a {\n  f(1,\n  2\n}",
      """
      error[E12]: expected `)`, found `}`
        --> input:4:1
         |
       4 | }
         | ^
         = to close the `(` at input:2:4
      """)
    expect(
      "x = 1 +  # one\n\n",
      """
      error[E11]: expected an expression, found the end of the script
        --> input:1:8
         |
       1 | x = 1 +  # one
         |        ^
      """)
    expect(
      "f(1,\n2) = 3",
      """
      error[E16]: only a name, its elements or its fields can be assigned
        --> input:1:1
         |
       1 | f(1,
         | ^^^^
      """)
  }

  private func expect(_ text: String, _ rendering: String, at location: SourceLocation = #_sourceLocation) {
    let lines = diagnostic(text)?.rendered().map(\.plain) ?? []
    #expect(lines.joined(separator: "\n") == rendering, sourceLocation: location)
  }

  @Test("A suggestion, a help and the calls that led there follow, in this order")
  func notes() {
    let source = SourceText("slove alpha: 1", name: "a.rpl")
    var diagnostic = Diagnostic(
      kind: SyntaxError.foreignWord, message: "there is no `slove`", span: Span(0, 5), source: source,
      suggestion: "solve", help: "see apropos")
    diagnostic.trace = [Diagnostic.Frame(name: "f", span: Span(6, 11), source: source)]
    #expect(
      diagnostic.rendered().map(\.plain) == [
        "error[E20]: there is no `slove`", "  --> a.rpl:1:1", "   |", " 1 | slove alpha: 1", "   | ^^^^^",
        "   = did you mean solve?", "   = see apropos", "   = in f, called at a.rpl:1:7",
      ])
    let bare = Diagnostic(kind: SyntaxError.expected, message: "stopped", help: "go on with resume")
    #expect(bare.rendered().map(\.plain) == ["error[E12]: stopped", "   = go on with resume"])
  }

  @Test("Every explained code has an example that gives the error, and codes come in order")
  func explanations() {
    let explanations = SyntaxError.explanations
    for explanation in explanations { #expect(diagnostic(explanation.example)?.code == explanation.code) }
    let codes = explanations.map(\.code)
    #expect(codes == Set(codes).sorted())
  }

  @Test("A forgotten `:` or parenthesis is pointed out")
  func forgotten() {
    let help = "a label is written alpha: …, a call within an expression alpha(…)"
    #expect(diagnostic("solve alpha 2")?.help == help)
    #expect(diagnostic("f(alpha 2)")?.help == help)
    #expect(diagnostic("solve alpha: 2 beta: 20")?.help == "arguments are separated by commas")
    #expect(diagnostic("y = 3 + x [1]")?.help == "an index or the arguments of a call follow without a blank")
    #expect(
      diagnostic("f (1, 2)")?.help == "the arguments of a call follow its name without a blank: f(1, 2)")
    #expect(diagnostic("for i in x:\n i")?.help == "a body stands in braces: { … }")
    #expect(diagnostic("x[1:3]")?.help == "a range of indices is written 1..<3")
    #expect(diagnostic("1 2")?.help == nil)
  }

  @Test("A long line is cut to about a hundred columns around the error")
  func longLine() throws {
    let text = String(repeating: "α + ", count: 200) + ") + " + String(repeating: "β + ", count: 200)
    let lines = try #require(diagnostic(text)).rendered().map(\.plain)
    let (line, carets) = (Array(lines[3]), Array(lines[4]))
    #expect(line.count <= 112)
    let caret = try #require(carets.firstIndex(of: "^"))
    #expect(line[caret] == ")")
    #expect(lines[1] == "  --> input:1:801")
  }

  @Test("A span beyond the source is shown without a trap")
  func wildSpan() {
    for span in [Span(90, 95), Span(-4, -2), Span(3, 1), Span(0, 1_000_000)] {
      let diagnostic = Diagnostic(
        kind: SyntaxError.expected, message: "m", span: span, source: SourceText("a\nbc", name: "input"))
      #expect(diagnostic.rendered().count == 5)
    }
  }
}

@Suite struct SuggestionTests {
  @Test(
    "The closest word is suggested, and none that is far",
    arguments: [
      ("slove", "solve"), ("solv", "solve"), ("Solve", "solve"), ("plt", "plot"), ("trian", "train"),
      ("perceptorn", "perceptron"), ("ab", nil), ("xyzzy", nil), ("q", nil), ("", nil), ("measur", "measure"),
      ("stabilty", "stability"),
    ] as [(String, String?)])
  func closest(word: String, expected: String?) {
    let words = ["solve", "plot", "train", "perceptron", "measure", "stability", "std", "save"]
    #expect(Suggestion.closest(to: word, among: words) == expected)
  }

  @Test("Among words as close, the longer common prefix wins, and very long words are left alone")
  func ties() {
    #expect(Suggestion.closest(to: "alphb", among: ["blphb", "alpha"]) == "alpha")
    #expect(Suggestion.closest(to: String(repeating: "a", count: 65), among: ["a"]) == nil)
  }
}
