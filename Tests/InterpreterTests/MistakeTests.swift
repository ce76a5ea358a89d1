import Display
import Interpreter
import Language
import Testing

/// A mistake, where its caret stands, and what is suggested.
struct Mistake: Sendable, CustomTestStringConvertible {
  let code: String
  let brief: String
  let suggestion: String?
  let help: String?

  init(_ code: String, _ brief: String, suggestion: String? = nil, help: String? = nil) {
    (self.code, self.brief, self.suggestion, self.help) = (code, brief, suggestion, help)
  }

  var testDescription: String { code }
}

@Suite struct MistakeTests {
  static let mistakes: [Mistake] = [
    // Names.
    Mistake("alpha = 1; 2 * alhpa", "E40 at 1:16: unknown name alhpa", suggestion: "alpha"),
    Mistake("spelt = 1; x = spel(1)", "E40 at 1:16: unknown name spel", suggestion: "spell"),
    Mistake("zzz", "E40 at 1:1: unknown name zzz"),
    Mistake("func f(width) = wdith\nf(1)", "E40 at 1:17: unknown name wdith", suggestion: "width"),
    Mistake("x += 1", "E40 at 1:1: unknown name x"),
    Mistake("x[0] = 1", "E40 at 1:1: unknown name x"),
    Mistake("grow nobody", "E40 at 1:6: unknown name nobody"),
    // Kinds.
    Mistake("apply 3, 4", "E41 at 1:7: apply: function: expected a function, found the number 3"),
    Mistake("if 1 { }", "E41 at 1:4: the condition of if: expected a boolean, found the number 1"),
    Mistake(
      "while \"a\" { }", "E41 at 1:7: the condition of while: expected a boolean, found the text \"a\""),
    Mistake("true and 1", "E41 at 1:10: and: expected a boolean, found the number 1"),
    Mistake("not 3", "E41 at 1:1: not: expected a boolean, found the number 3"),
    Mistake("-\"a\"", "E41 at 1:1: -: expected numbers, found the text \"a\""),
    Mistake("1...[2]", "E41 at 1:5: a range: expected a number, found a list"),
    Mistake("[1, 2][0.5]", "E41 at 1:1: an index: expected a whole number, found the number 0.5"),
    Mistake(
      "for i in 3 { }",
      "E41 at 1:10: in: expected a range, a list, a tensor, a mask, a table or a text, found the number 3"),
    Mistake(
      "sweep i in nothing { i }",
      "E41 at 1:12: in: expected a range, a list, a tensor, a mask, a table or a text, found nothing"),
    Mistake("grow 3", "E41 at 1:6: grow: place: expected the name of a variable, found 3"),
    Mistake("s = \"a\"; grow s", "E41 at 1:15: grow: place: expected a number, found s, the text \"a\""),
    Mistake("spell 1 + 1", "E41 at 1:7: spell: word: expected a word, found 1 + 1"),
    // Domains.
    Mistake("pick alpha: -1", "E42 at 1:13: pick: alpha: expected alpha ≥ 0, found -1"),
    Mistake("pick n: 2.5", "E42 at 1:9: pick: n: expected a whole number, n ≥ 1, found 2.5"),
    Mistake("pick alpha: nan", "E42 at 1:13: pick: alpha: expected alpha ≥ 0, found nan"),
    Mistake("n = 0; grow n, 11", "E42 at 1:16: grow: amount: expected 0 ≤ amount ≤ 10, found 11"),
    // Choices and labels.
    Mistake(
      "pick \"gren\"", "E43 at 1:6: pick: colour: expected \"red\" or \"green\", found \"gren\"",
      suggestion: "\"green\""),
    Mistake(
      "pick color: \"red\"", "E44 at 1:6: pick has no argument color", suggestion: "colour",
      help: "it takes colour, alpha, n"),
    Mistake("func f(x) = x\nf(y: 1)", "E44 at 2:3: f has no argument y", help: "it takes x"),
    Mistake("draw(n: 1)", "E44 at 1:6: draw has no argument n", help: "it takes no labels"),
    // Numbers of arguments.
    Mistake("apply half", "E45 at 1:1: apply: the argument value is missing", help: "it is a value"),
    Mistake(
      "x = 1 + reseed()", "E45 at 1:9: reseed: the argument seed is missing",
      help: "it is a whole number, seed ≥ 0"),
    Mistake("func f(x, y) = x\nf(1)", "E45 at 2:1: f: the argument y is missing", help: "it takes x, y"),
    Mistake("half 1, x: 2", "E46 at 1:12: half: the argument x is given twice"),
    Mistake("fields(a: 1, a: 2)", "E46 at 1:17: fields: the argument a is given twice"),
    Mistake("func f(x) = x\nf(1, x: 2)", "E46 at 2:9: f: the argument x is given twice"),
    Mistake("half 1, 2", "E47 at 1:9: half: expected at most 1 argument, found more"),
    Mistake("f = x -> x\nf(1, 2)", "E47 at 2:6: f: expected at most 1 argument, found more"),
    Mistake("draw 1", "E47 at 1:6: draw: expected no arguments, found more"),
    // Calls.
    Mistake("x = 3; x(1)", "E48 at 1:8: x is the number 3 and cannot be called"),
    Mistake(
      "x = [1, 2]; x [0]", "E48 at 1:13: x is a list and cannot be called",
      help: "an element is written x[0], without a blank"),
    Mistake("[1, 2](0)", "E48 at 1:1: [1, 2] is a list and cannot be called"),
    // Operators.
    Mistake("1 + \"a\"", "E49 at 1:3: + is not defined for the number 1 and the text \"a\""),
    Mistake("2 * nothing", "E49 at 1:3: * is not defined for the number 2 and nothing"),
    Mistake(
      "[1] + [\"a\"]", "E49 at 1:5: + is not defined for a list and a list",
      help: "lists are put together by concat(a, b)"),
    Mistake(
      "all -1", "E49 at 1:5: - is not defined for a function and the number 1",
      help: "an argument that begins with - needs parentheses: all(-…)"),
    Mistake("x = \"a\"; x -= 1", "E49 at 1:10: - is not defined for the text \"a\" and the number 1"),
    // Fields and indices.
    Mistake(
      "fields(error: 1).eror", "E50 at 1:18: a record has no field eror", suggestion: "error",
      help: "it has error"),
    Mistake("fields(a: 1)[\"b\"]", "E50 at 1:1: a record has no field b", help: "it has a"),
    Mistake("3.5.x", "E50 at 1:5: a number has no field x"),
    Mistake("[1, 2][2]", "E51 at 1:1: index 2 is out of range", help: "there are 2 elements, 0 to 1"),
    Mistake("[1][-2]", "E51 at 1:1: index -2 is out of range", help: "there is one element, 0"),
    Mistake("x = []; x[0] = 1", "E51 at 1:9: index 0 is out of range", help: "there are no elements"),
    Mistake("fields(a: 1)[0]", "E52 at 1:1: a record cannot be indexed like this"),
    Mistake("nothing[0]", "E52 at 1:1: nothing cannot be indexed like this"),
    Mistake(
      "r = fields(a: 1); r[0] = 1", "E52 at 1:19: a record cannot be indexed like this",
      help: "a field is written [\"name\"]"),
    Mistake("x = 3; x[0] = 1", "E52 at 1:8: the number 3 cannot be indexed like this"),
    // Control.
    Mistake(
      "func f(x) = f(x)\nf(1)", "E53 at 1:13: f calls itself too deeply", help: "does the recursion end?"),
    Mistake("script \"script \\\"1\\\"; recurse\"", "E40 at 1:13: unknown name recurse"),
    Mistake(
      "func f() { 1 + (if true { return 2 } else { 3 }) }",
      "E54 at 1:27: return may stand only in a statement, not inside an expression"),
    Mistake(
      "for i in 1...2 { x = if true { break } else { 3 } }",
      "E54 at 1:32: break may stand only in a statement, not inside an expression"),
    // Ranges and sweeps.
    Mistake("1...2 by 0", "E55 at 1:1: the step of a range is 0"),
    Mistake("1...inf", "E55 at 1:1: a range needs finite bounds and fewer than 1e12 steps"),
    Mistake("1...1e300", "E55 at 1:1: a range needs finite bounds and fewer than 1e12 steps"),
    Mistake(
      "sweep i in 1...2 { [i] }", "E56 at 1:1: the body of a sweep gave a list",
      help: "its last statement must give a number, a record, a solution or a table"),
    Mistake("sweep i in 1...2, i in 1...2 { i }", "E56 at 1:19: the sweep has the variable i already"),
    Mistake(
      "sweep α in 1...2, alpha in 1...2 { α }", "E56 at 1:19: the sweep has the variable alpha already"),
    Mistake("sweep i in 1...1e6, j in 1...1e6 { i }", "E56 at 1:1: a sweep has at most 1000000 points"),
    Mistake(
      "sweep i in 1...2 { reseed i; 1 }",
      "E57 at 1:20: reseed changes the session and cannot run inside a sweep",
      help: "the points of a sweep run side by side and see the session as it was"),
    // What other rooms say.
    Mistake("[1, 2] + [1, 2, 3]", "E59 at 1:8: shapes [2] and [3] do not broadcast"),
    Mistake("[[1, 2], [3]] * 1", "E59 at 1:15: rows differ in length: row 0 has 2 elements, row 1 has 1"),
    Mistake("[1, 2] @ [1, 2, 3]", "E59 at 1:8: shapes [2] and [3] have no matrix product"),
    Mistake("x = [1] * 1; x[1] = 2", "E51 at 1:14: index 1 is out of range"),
    Mistake(
      "half [[1], [2, 3]]", "E59 at 1:6: half: x: rows differ in length: row 0 has 1 elements, row 1 has 2"),
    // Places that cannot be changed.
    Mistake(
      "x = 1; g = grow; func f() { g(x) }\nf()",
      "E62 at 1:31: x belongs to the code around this body, which can read it but not change it"),
    Mistake(
      "func f() { y = 1; h = grow; func g() { h(y) }\ng() }\nf()",
      "E62 at 1:42: y belongs to the code around this body, which can read it but not change it"),
  ]

  @Test("A mistake is a fact with a caret and at most one suggestion", arguments: mistakes)
  func mistake(mistake: Mistake) throws {
    var trial = Trial()
    #expect(trial.run(mistake.code) == mistake.brief)
    let diagnostic = try #require(trial.failure)
    if mistake.suggestion != nil { #expect(diagnostic.suggestion == mistake.suggestion) }
    if mistake.help != nil { #expect(diagnostic.help == mistake.help) }
    // The excerpt is there, with its carets.
    #expect(diagnostic.rendered().contains { $0.plain.contains("^") })
    #expect(diagnostic.message.first?.isUppercase != true || diagnostic.message.hasPrefix("H"))
  }

  @Test("A mistake in a function names the calls that led there, the innermost first")
  func trace() throws {
    var trial = Trial()
    trial.run("func f(x) = x + \"a\"\nfunc g(x) = f(x)\ng(1)")
    let diagnostic = try #require(trial.failure)
    #expect(diagnostic.trace.map(\.name) == ["f", "g"])
    #expect(diagnostic.brief == "E49 at 1:15: + is not defined for the number 1 and the text \"a\"")
    #expect(diagnostic.trace[0].source.place(of: diagnostic.trace[0].span.start) == "cell:2:13")
  }

  @Test("A mistake in a sweep names the point")
  func sweepTrace() throws {
    var trial = Trial()
    trial.run("sweep x in [1, 2], y in [0, 1] { [5, 6][x * y] }")
    #expect(trial.failure?.trace.map(\.name) == ["the sweep at x = 2, y = 1"])
  }

  @Test("A mistake in a script that a statement runs stands in the script")
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

  @Test("Every code from E40 on has one of these mistakes")
  func codes() {
    let shown = Set(Self.mistakes.map { String($0.brief.prefix(3)) })
    // E58 is for commands' own words, E60 for files, E61 for results, E63 to E65 for limits, which have tests
    // of their own.
    let elsewhere: Set = ["E58", "E60", "E61", "E63", "E64", "E65"]
    for number in 40...62 where !elsewhere.contains("E\(number)") {
      #expect(shown.contains("E\(number)"), "E\(number)")
    }
  }
}
