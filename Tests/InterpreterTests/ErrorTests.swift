import Display
import Interpreter
import Language
import Testing

/// An error, where its caret stands, and what is suggested.
struct ErrorCase: Sendable, CustomTestStringConvertible {
  let code: String
  let brief: String
  let suggestion: String?
  let help: String?

  init(_ code: String, _ brief: String, suggestion: String? = nil, help: String? = nil) {
    (self.code, self.brief, self.suggestion, self.help) = (code, brief, suggestion, help)
  }

  var testDescription: String { code }
}

@Suite struct ErrorTests {
  static let errors: [ErrorCase] = [
    // Names.
    ErrorCase("alpha = 1; 2 * alhpa", "E40 at 1:16: unknown name alhpa", suggestion: "alpha"),
    ErrorCase("spelt = 1; x = spel(1)", "E40 at 1:16: unknown name spel", suggestion: "spell"),
    ErrorCase("zzz", "E40 at 1:1: unknown name zzz"),
    ErrorCase("func f(width) = wdith\nf(1)", "E40 at 1:17: unknown name wdith", suggestion: "width"),
    ErrorCase("x += 1", "E40 at 1:1: unknown name x"),
    ErrorCase("x[0] = 1", "E40 at 1:1: unknown name x"),
    ErrorCase("grow nobody", "E40 at 1:6: unknown name nobody"),
    // Kinds.
    ErrorCase("apply 3, 4", "E41 at 1:7: apply: function: expected a function, found the number 3"),
    ErrorCase("if 1 { }", "E41 at 1:4: the condition of if: expected a boolean, found the number 1"),
    ErrorCase(
      "while \"a\" { }", "E41 at 1:7: the condition of while: expected a boolean, found the text \"a\""),
    ErrorCase("true and 1", "E41 at 1:10: and: expected a boolean, found the number 1"),
    ErrorCase("not 3", "E41 at 1:1: not: expected a boolean, found the number 3"),
    ErrorCase("-\"a\"", "E41 at 1:1: -: expected numbers, found the text \"a\""),
    ErrorCase("1...[2]", "E41 at 1:5: a range: expected a number, found a list"),
    ErrorCase("[1, 2][0.5]", "E41 at 1:1: an index: expected a whole number, found the number 0.5"),
    ErrorCase(
      "for i in 3 { }",
      "E41 at 1:10: in: expected a range, a list, a tensor, a mask, a table or a text, found the number 3"),
    ErrorCase(
      "sweep i in nothing { i }",
      "E41 at 1:12: in: expected a range, a list, a tensor, a mask, a table or a text, found nothing"),
    ErrorCase("grow 3", "E41 at 1:6: grow: place: expected the name of a variable, found 3"),
    ErrorCase("s = \"a\"; grow s", "E41 at 1:15: grow: place: expected a number, found s, the text \"a\""),
    ErrorCase("spell 1 + 1", "E41 at 1:7: spell: word: expected a word, found 1 + 1"),
    // Domains.
    ErrorCase("pick alpha: -1", "E42 at 1:13: pick: alpha: expected alpha ≥ 0, found -1"),
    ErrorCase("pick n: 2.5", "E42 at 1:9: pick: n: expected a whole number, n ≥ 1, found 2.5"),
    ErrorCase("pick alpha: nan", "E42 at 1:13: pick: alpha: expected alpha ≥ 0, found nan"),
    ErrorCase("n = 0; grow n, 11", "E42 at 1:16: grow: amount: expected 0 ≤ amount ≤ 10, found 11"),
    // Choices and labels.
    ErrorCase(
      "pick \"gren\"", "E43 at 1:6: pick: colour: expected \"red\" or \"green\", found \"gren\"",
      suggestion: "\"green\""),
    ErrorCase(
      "pick color: \"red\"", "E44 at 1:6: pick has no argument color", suggestion: "colour",
      help: "it takes colour, alpha, n"),
    ErrorCase("func f(x) = x\nf(y: 1)", "E44 at 2:3: f has no argument y", help: "it takes x"),
    ErrorCase("draw(n: 1)", "E44 at 1:6: draw has no argument n", help: "it takes no labels"),
    // Numbers of arguments.
    ErrorCase("apply half", "E45 at 1:1: apply: the argument value is missing", help: "it is a value"),
    ErrorCase(
      "x = 1 + reseed()", "E45 at 1:9: reseed: the argument seed is missing",
      help: "it is a whole number, seed ≥ 0"),
    ErrorCase("func f(x, y) = x\nf(1)", "E45 at 2:1: f: the argument y is missing", help: "it takes x, y"),
    ErrorCase("half 1, x: 2", "E46 at 1:12: half: the argument x is given twice"),
    ErrorCase("fields(a: 1, a: 2)", "E46 at 1:17: fields: the argument a is given twice"),
    ErrorCase("func f(x) = x\nf(1, x: 2)", "E46 at 2:9: f: the argument x is given twice"),
    ErrorCase("half 1, 2", "E47 at 1:9: half: expected at most 1 argument, found more"),
    ErrorCase("f = x -> x\nf(1, 2)", "E47 at 2:6: f: expected at most 1 argument, found more"),
    ErrorCase("draw 1", "E47 at 1:6: draw: expected no arguments, found more"),
    // Calls.
    ErrorCase("x = 3; x(1)", "E48 at 1:8: x is the number 3 and cannot be called"),
    ErrorCase(
      "x = [1, 2]; x [0]", "E48 at 1:13: x is a list and cannot be called",
      help: "an element is written x[0], without a blank"),
    ErrorCase("[1, 2](0)", "E48 at 1:1: [1, 2] is a list and cannot be called"),
    // Operators.
    ErrorCase("1 + \"a\"", "E49 at 1:3: + is not defined for the number 1 and the text \"a\""),
    ErrorCase("2 * nothing", "E49 at 1:3: * is not defined for the number 2 and nothing"),
    ErrorCase(
      "[1] + [\"a\"]", "E49 at 1:5: + is not defined for a list and a list",
      help: "lists are put together by concat(a, b)"),
    ErrorCase(
      "all -1", "E49 at 1:5: - is not defined for a function and the number 1",
      help: "an argument that begins with - needs parentheses: all(-…)"),
    ErrorCase("x = \"a\"; x -= 1", "E49 at 1:10: - is not defined for the text \"a\" and the number 1"),
    // Fields and indices.
    ErrorCase(
      "fields(error: 1).eror", "E50 at 1:18: a record has no field eror", suggestion: "error",
      help: "it has error"),
    ErrorCase("fields(a: 1)[\"b\"]", "E50 at 1:1: a record has no field b", help: "it has a"),
    ErrorCase("3.5.x", "E50 at 1:5: a number has no field x"),
    ErrorCase("[1, 2][2]", "E51 at 1:1: index 2 is out of range", help: "there are 2 elements, 0 to 1"),
    ErrorCase("[1][-2]", "E51 at 1:1: index -2 is out of range", help: "there is one element, 0"),
    ErrorCase("x = []; x[0] = 1", "E51 at 1:9: index 0 is out of range", help: "there are no elements"),
    ErrorCase("fields(a: 1)[0]", "E52 at 1:1: a record cannot be indexed like this"),
    ErrorCase("nothing[0]", "E52 at 1:1: nothing cannot be indexed like this"),
    ErrorCase(
      "r = fields(a: 1); r[0] = 1", "E52 at 1:19: a record cannot be indexed like this",
      help: "a field is written [\"name\"]"),
    ErrorCase("x = 3; x[0] = 1", "E52 at 1:8: the number 3 cannot be indexed like this"),
    // Control.
    ErrorCase(
      "func f(x) = f(x)\nf(1)", "E53 at 1:13: f calls itself too deeply", help: "does the recursion end?"),
    ErrorCase("script \"script \\\"1\\\"; recurse\"", "E40 at 1:13: unknown name recurse"),
    ErrorCase(
      "func f() { 1 + (if true { return 2 } else { 3 }) }",
      "E54 at 1:27: return may stand only in a statement, not inside an expression"),
    ErrorCase(
      "for i in 1...2 { x = if true { break } else { 3 } }",
      "E54 at 1:32: break may stand only in a statement, not inside an expression"),
    // Ranges and sweeps.
    ErrorCase("1...2 by 0", "E55 at 1:1: the step of a range is 0"),
    ErrorCase("1...inf", "E55 at 1:1: a range needs finite bounds and fewer than 1e12 steps"),
    ErrorCase("1...1e300", "E55 at 1:1: a range needs finite bounds and fewer than 1e12 steps"),
    ErrorCase(
      "sweep i in 1...2 { [i] }", "E56 at 1:1: the body of a sweep gave a list",
      help: "its last statement must give a number, a record, a solution or a table"),
    ErrorCase("sweep i in 1...2, i in 1...2 { i }", "E56 at 1:19: the sweep has the variable i already"),
    ErrorCase(
      "sweep α in 1...2, alpha in 1...2 { α }", "E56 at 1:19: the sweep has the variable alpha already"),
    ErrorCase("sweep i in 1...1e6, j in 1...1e6 { i }", "E56 at 1:1: a sweep has at most 1000000 points"),
    ErrorCase(
      "sweep i in 1...2 { reseed i; 1 }",
      "E57 at 1:20: reseed changes the session and cannot run inside a sweep",
      help: "the points of a sweep run side by side and see the session as it was"),
    // What other modules say.
    ErrorCase("[1, 2] + [1, 2, 3]", "E59 at 1:8: shapes [2] and [3] do not broadcast"),
    ErrorCase("[[1, 2], [3]] * 1", "E59 at 1:15: rows differ in length: row 0 has 2 elements, row 1 has 1"),
    ErrorCase("[1, 2] @ [1, 2, 3]", "E59 at 1:8: shapes [2] and [3] have no matrix product"),
    ErrorCase("x = [1] * 1; x[1] = 2", "E51 at 1:14: index 1 is out of range"),
    ErrorCase(
      "half [[1], [2, 3]]", "E59 at 1:6: half: x: rows differ in length: row 0 has 1 elements, row 1 has 2"),
    // Places that cannot be changed.
    ErrorCase(
      "x = 1; g = grow; func f() { g(x) }\nf()",
      "E62 at 1:31: x belongs to the code around this body, which can read it but not change it"),
    ErrorCase(
      "func f() { y = 1; h = grow; func g() { h(y) }\ng() }\nf()",
      "E62 at 1:42: y belongs to the code around this body, which can read it but not change it"),
  ]

  @Test("An error is a fact with a caret and at most one suggestion", arguments: errors)
  func error(example: ErrorCase) throws {
    var trial = Trial()
    #expect(trial.run(example.code) == example.brief)
    let diagnostic = try #require(trial.failure)
    if example.suggestion != nil { #expect(diagnostic.suggestion == example.suggestion) }
    if example.help != nil { #expect(diagnostic.help == example.help) }
    // The excerpt is there, with its carets.
    #expect(diagnostic.rendered().contains { $0.plain.contains("^") })
    #expect(diagnostic.message.first?.isUppercase != true || diagnostic.message.hasPrefix("H"))
  }

  @Test("An error in a function names the calls that led there, the innermost first")
  func trace() throws {
    var trial = Trial()
    trial.run("func f(x) = x + \"a\"\nfunc g(x) = f(x)\ng(1)")
    let diagnostic = try #require(trial.failure)
    #expect(diagnostic.trace.map(\.name) == ["f", "g"])
    #expect(diagnostic.brief == "E49 at 1:15: + is not defined for the number 1 and the text \"a\"")
    #expect(diagnostic.trace[0].source.place(of: diagnostic.trace[0].span.start) == "cell:2:13")
  }

  @Test("An error in a sweep names the point")
  func sweepTrace() throws {
    var trial = Trial()
    trial.run("sweep x in [1, 2], y in [0, 1] { [5, 6][x * y] }")
    #expect(trial.failure?.trace.map(\.name) == ["the sweep at x = 2, y = 1"])
  }

  @Test("An error in a script that a statement runs stands in the script")
  func scripts() {
    #expect(
      evaluate("script \"x = 1\\ny = x + nothing\"")
        == "E49 at 2:7: + is not defined for the number 1 and nothing")
    #expect(evaluate("script \"x = (\"").hasPrefix("E11 at 1:6"))
  }

  @Test("A warning is called one, and its carets have its colour")
  func warning() {
    let lines = Diagnostic.comparesElements("==").at(Span(2, 4), in: SourceText("a == b", name: "input"))
      .rendered()
    #expect(
      lines.map(\.plain) == [
        "warning[W1]: == of lists and tensors compares element by element and gives a mask; "
          + "before this version it gave one boolean",
        "  --> input:1:3", "   |", " 1 | a == b", "   |   ^^",
        "   = equal(a, b) compares whole values; all(…) makes one boolean of a mask",
      ])
    #expect(lines[0].pieces.first?.role == .warning && lines[4].pieces.last?.role == .warning)
  }

  @Test("Every code from E40 on has one of these errors")
  func codes() {
    let shown = Set(Self.errors.map { String($0.brief.prefix(3)) })
    // E58 is for commands' own words, E60 for files, E61 for results, E63 to E65 for limits, which have tests
    // of their own.
    let elsewhere: Set = ["E58", "E60", "E61", "E63", "E64", "E65"]
    for number in 40...62 where !elsewhere.contains("E\(number)") {
      #expect(shown.contains("E\(number)"), "E\(number)")
    }
  }
}
