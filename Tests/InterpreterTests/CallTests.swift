import Interpreter
import Language
import Testing

@Suite struct CallTests {
  @Test(
    "Arguments find their parameters by order and by label, whatever their number",
    arguments: [
      ("f(1, 2, 3)", "123"), ("f(1, 2, c: 3)", "123"), ("f(1, b: 2, c: 3)", "123"),
      ("f(a: 1, b: 2, c: 3)", "123"),
      ("f(c: 3, b: 2, a: 1)", "123"), ("f(c: 3, a: 1, b: 2)", "123"), ("f(1, c: 3, b: 2)", "123"),
      ("f(b: 2, 1, 3)", "123"), ("f(c: 3, 1, 2)", "123"), ("f(b: 2, 1, c: 3)", "123"),
      ("f(c: 3, b: 2, 1)", "123"),
      ("f(1)", "178"), ("f(1, 2)", "128"), ("f(1, c: 3)", "173"), ("f(a: 1)", "178"), ("f(c: 3, 1)", "173"),
      ("f(b: 2, 1)", "128"),
    ])
  func arguments(call: String, result: String) {
    let callees = [
      "f": "", "g": "g = f\n", "fs[0]": "fs = [f]\n", "r.f": "r = fields(f: f)\n",
      "make()": "func make() = f\n",
    ]
    let function = "func f(a, b: 7, c: 8) = 100 * a + 10 * b + c\n"
    for (callee, definition) in callees {
      let call = callee + call.dropFirst()
      #expect(evaluate(function + definition + call) == result)
      // Through a variable of a body, and through one of the body around it.
      #expect(
        evaluate(function + "func outer() { f = f; \(definition) \(call) }\nouter()") == result, "\(call)")
      #expect(
        evaluate(
          "func outer() { \(function) func inner() = f\(call.dropFirst(callee.count))\ninner() }\nouter()")
          == result)
    }
  }

  static let errors: [(call: String, brief: String)] = [
    ("f()", "E45 at 3:1: f: the argument a is missing"),
    ("f(b: 1)", "E45 at 3:1: f: the argument a is missing"),
    ("f(1, 2, 3)", "E47 at 3:9: f: expected at most 2 arguments, found more"),
    ("f(b: 1, 2, 3)", "E47 at 3:12: f: expected at most 2 arguments, found more"),
    ("f(1, a: 2)", "E46 at 3:9: f: the argument a is given twice"),
    ("f(b: 1, b: 2)", "E46 at 3:12: f: the argument b is given twice"),
    ("f(1, c: 2)", "E44 at 3:6: f has no argument c"),
    ("f(c: 2, 1, 2, 3)", "E44 at 3:3: f has no argument c"),
    ("n(1)", "E48 at 3:1: n is the number 3 and cannot be called"),
    ("m(1)", "E40 at 3:1: unknown name m"),
    ("m(nothing + 1)", "E40 at 3:1: unknown name m"),
    ("f(1, nothing + 1)", "E49 at 3:14: + is not defined for nothing and the number 1"),
    ("f(1, 2) + f(nothing + 1)", "E49 at 3:21: + is not defined for nothing and the number 1"),
  ]

  @Test("A call that does not fit says where and why, in a body too", arguments: errors)
  func error(call: String, brief: String) {
    var trial = Trial()
    #expect(trial.run("func f(a, b: 2) = a + b\nn = 3\n" + call) == brief)
    // A wrong call is no part of the function that it fails to call.
    #expect(trial.failure?.trace.map(\.name) ?? [] == (brief.hasPrefix("E45") ? ["f"] : []))
    #expect(evaluate("func f(a, b: 2) = a + b; n = 3; func g() {\n\n\(call) }\ng()") == brief)
  }

  @Test("Arguments before the one that does not fit have been evaluated, and those behind it have not")
  func order() {
    var trial = Trial()
    trial.run("func f(a, b) = 0")
    #expect(trial.run("f(say(\"first\"), c: say(\"second\"))").hasPrefix("E44"))
    #expect(trial.run("f(say(\"third\"), say(\"fourth\"), say(\"fifth\"))").hasPrefix("E47"))
    #expect(trial.run("unknown(say(\"sixth\"))").hasPrefix("E40"))
    #expect(trial.shown == ["first", "third", "fourth"])
  }

  @Test("An error names the calls that led there, with labels, defaults and through variables")
  func trace() throws {
    var trial = Trial()
    trial.run(
      """
      func f(a, b: a + "x") = b
      func g(k, n) = k(b: n, a: 1) + k(n)
      h = x -> g(n: x, f)
      h(2)
      """)
    let diagnostic = try #require(trial.failure)
    #expect(diagnostic.brief == "E49 at 1:16: + is not defined for the number 2 and the text \"x\"")
    #expect(diagnostic.trace.map(\.name) == ["f", "g", "h"])
    #expect(
      diagnostic.trace.map { $0.source.place(of: $0.span.start) } == ["cell:2:32", "cell:3:10", "cell:4:1"])
  }

  @Test("Functions that call each other without end are refused, whatever they are called through and with")
  func recursion() {
    #expect(evaluate("func f(a, b) = g(b: a, a: b)\nfunc g(a, b) = f(a, b)\nf(1, 2)").hasPrefix("E53"))
    #expect(evaluate("func f(k, n: 0) = k(k, n: n + 1)\nf(f)").hasPrefix("E53"))
    #expect(evaluate("func f(r) = r.f(r)\nf(fields(f: f))").hasPrefix("E53"))
    #expect(
      evaluate(
        "func f(n, s: 0) = if n == 0 { s } else { g(n: n - 1, s: s + 1) }\nfunc g(s, n) = f(n, s)\nf(20000)")
        == "20000")
  }

  @Test(
    "A variable may change while an argument is evaluated or the function runs: the call goes on as it began")
  func rebinding() {
    var trial = Trial()
    trial.run("func g() { script \"func f(x) = 100 * x\"; 1 }\nfunc f(x) = x + 1")
    #expect(trial.run("f(g())") == "2")
    #expect(trial.run("f(1)") == "100")
    #expect(trial.run("func f(x, y) { script \"f = 3\"; x + y }\nf(y: 1, 2)") == "3")
    #expect(trial.run("f") == "3")
    // What the function was made with goes with it.
    trial.run("func make(k) { x -> all(script(\"h = 0\"), k[0] + x) }")
    #expect(trial.run("h = make([5])\nh(1)") == "[nothing, 6]")
    #expect(trial.run("h") == "0")
  }

  @Test(
    "A comparison of numbers decides as its value says, whatever its sides are",
    arguments: [
      ("<", "100010"), ("<=", "110011"), (">", "001000"), (">=", "011001"), ("==", "010001"),
      ("!=", "101110"),
    ])
  func comparisons(symbol: String, expected: String) {
    // One bit for each pair of sides; nan is on neither side of anything.
    let pairs = [("1", "2"), ("2", "2"), ("3", "2"), ("nan", "2"), ("-inf", "inf"), ("0", "-0.0")]
    for (sides, code) in [
      "variables": "x \(symbol) y", "a variable and a constant": "x \(symbol) CONSTANT",
      "expressions": "x + 0 \(symbol) y * 1", "logic": "true and (false or x \(symbol) y)",
    ] {
      let bits = pairs.map { x, y in
        let condition = code.replacing("CONSTANT", with: y)
        let body = "if \(condition) { s = 1 } else { s = 0 }; while \(condition) { return s }; s"
        return evaluate("func f(x, y) { \(body) }\nf(\(x), \(y))")
      }
      #expect(bits.joined() == expected, "\(sides)")
    }
  }

  @Test(
    "What is no boolean does not decide, and says so where it stands",
    arguments: [
      (
        "x = [1, 2] * 1; if x < 3 { }", "E41 at 1:20: the condition of if: expected a boolean, found a mask"
      ),
      (
        "x = [1, 2] * 1; y = 3; while x < y { }",
        "E41 at 1:30: the condition of while: expected a boolean, found a mask"
      ),
      ("x = [1, 2] * 1; x < 3 and true", "E41 at 1:23: and: expected a mask, found true"),
      ("x = \"a\"; if x < 3 { }", "E49 at 1:15: < is not defined for the text \"a\" and the number 3"),
      ("if true and 3 { }", "E41 at 1:13: and: expected a boolean, found the number 3"),
      ("if false or 3 == nothing or 4 { }", "E41 at 1:29: or: expected a boolean, found the number 4"),
      ("x = \"a\"; if x == \"a\" { 1 } else { 2 }", "1"), ("x = [1]; if x != nothing { 1 } else { 2 }", "1"),
      ("x = 1; func f() { if x < 2 { x = 5 }; x }\nf()", "5"),
    ])
  func decisions(code: String, brief: String) { #expect(evaluate(code) == brief) }
}
