import Execution
import Interpreter
import Language
import Testing

@Suite struct LimitTests {
  @Test(
    "Values nest to a bound, so that freeing, comparing and showing them never exhausts a stack",
    arguments: [
      "x = 0; for i in 1...1e6 { x = [x] }", "x = [0]; for i in 1...1e6 { x[0] = x }",
      "x = 0; for i in 1...1e6 { x = fields(a: x) }",
      "f = x -> x; func wrap(g) { x -> g(x) }\nfor i in 1...1e6 { f = wrap(f) }",
      "x = 0; for i in 1...1e6 { x = all(x) }",
      "func f(x, n) = if n == 0 { x } else { f([x], n - 1) }\nf(0, 2000)",
      "r = fields(a: 0); for i in 1...1e6 { r[\"a\"] = r }",
      "x = [0]; for i in 1...1e6 { x = [x, [x]] }",
    ])
  func nesting(code: String) { #expect(evaluate(code).hasPrefix("E63")) }

  @Test("Up to the bound nested values work, on any thread")
  func nestedValues() {
    var trial = Trial()
    #expect(trial.run("x = 0; for i in 1...990 { x = [x] }; y = x; fields(a: x) == fields(a: y)") == "true")
    #expect(trial.run("for i in 1...990 { x = x[0] }; x") == "0")
    let value = trial.session.state.globals["y"]
    #expect(value?.literal.count == 2 * 990 + 1)
    #expect(value?.json.text.count == 2 * 990 + 1)
  }

  @Test("A list may hold one list twice, that one another twice, and so on: what writes it out refuses")
  func doubling() {
    var trial = Trial()
    #expect(trial.run("x = [1]; for i in 1...60 { x = [x, x] }; x.count") == "2")
    #expect(trial.run("x * 2").hasPrefix("E59 at 1:3: a tensor of shape [2, 2, 2"))
    #expect(trial.run("half(x)").hasPrefix("E59 at 1:6: half: x: a tensor of shape"))
    #expect(trial.run("\"\\(x)\"") == "\"[list, list]\"")
    // A journal has it on record at once, and tells it from another.
    #expect(trial.run("y = [2]; for i in 1...60 { y = [y, y] }; y.count") == "2")
    let globals = trial.session.state.globals
    let digests = ["x", "y", "x"].compactMap { globals[$0] }.map { Digest(of: $0).bits }
    #expect(digests.count == 3 && digests[0] == digests[2] && digests[0] != digests[1])
    #expect(trial.run("t = \"a\"; for i in 1...60 { t += t }").hasPrefix("E65"))
    #expect(trial.run("t = \"a\"; for i in 1...60 { t = \"\\(t)\\(t)\" }").hasPrefix("E65"))
  }

  @Test(
    "A request for more memory than there is is refused with both numbers",
    arguments: [
      ("(1...1e11) * 1", "needs 800 GB"),
      ("sweep i in 1...1e11 { i }", "needs 1.6 TB"),
    ])
  func memory(code: String, words: String) {
    let result = evaluate(code)
    #expect(result.hasPrefix("E59") && result.contains(words) && result.contains("are free"), "\(result)")
  }

  @Test(
    "Numbers that are no indices, counts or bounds are refused",
    arguments: [
      "[1][1e300]", "[1][nan]", "[1][inf]", "[1][-1e300]", "([1] * 1)[1e18]", "([1] * 1)[-9007199254740993]",
      "\"a\"[1e300]",
      "x = [1]; x[nan] = 1", "x = [1] * 1; x[1e300] = 1", "x = [1] * 1; x[0, 0] = 1",
      "x = [1] * 1; x[0][0] = 1", "(1...3)[3]",
      "x = [1, 2] * 1; x[0] = [1, 2]", "nan...1", "1...3 by nan", "pick n: 1e300", "pick n: inf",
      "reseed 1e20", "reseed nan",
      "([[1]] * 1)[0, 0, 0]", "[1, 2][0...5]", "[1, 2][0.5...1]", "\"\"[0]",
    ])
  func numbers(code: String) { #expect(evaluate(code).hasPrefix("E"), "\(evaluate(code))") }

  @Test("Recursion is tens of thousands of calls deep, and then an error")
  func recursion() {
    let sum = "func sum(n) = if n == 0 { 0 } else { n + sum(n - 1) }\n"
    #expect(evaluate(sum + "sum(20000)") == "200010000")
    #expect(evaluate(sum + "sum(1e9)").hasPrefix("E53"))
    #expect(evaluate("func f(x) { sweep i in 1...2 { f(x + i) } }\nf(1)").hasPrefix("E53"))
    #expect(evaluate("f = x -> apply(f, x)\nf(1)").hasPrefix("E53"))
    #expect(evaluate("func f(x: f()) = x\nf()").hasPrefix("E53"))
  }

  @Test("Recursion on a thread of unknown depth ends in an error, too")
  func foreignThread() {
    var session = Session(commands: testVocabulary)
    let outcome = session.run(SourceText("func f(x) = f(x)\nf(1)", name: "cell"), in: Work()) { _ in }
    guard case .failed(let diagnostic) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(diagnostic.code == "E53")
  }

  @Test("The largest expressions the parser lets through run")
  func largeExpressions() {
    #expect(evaluate("1" + String(repeating: " + 1", count: 1900)) == "1901")
    #expect(evaluate(String(repeating: "(", count: 200) + "1" + String(repeating: ")", count: 200)) == "1")
    #expect(
      evaluate(String(repeating: "[", count: 200) + String(repeating: "]", count: 200)).hasPrefix("[[["))
    let deep = String(repeating: "half(", count: 200) + "1" + String(repeating: ")", count: 200)
    #expect(evaluate("func f(n) = if n == 0 { 0 } else { \(deep) + f(n - 1) }\nf(1000)").hasPrefix("6.2"))
  }

  @Test("A cell of many statements and a body of many names take time in proportion")
  func manyNames() {
    let clock = ContinuousClock()
    let body = (0..<20_000).map { "v\($0) = \($0)" }.joined(separator: "\n")
    let time = clock.measure { #expect(evaluate("func f() {\n\(body)\nv19999 }\nf()") == "19999") }
    #expect(time < .seconds(2))
  }
}
