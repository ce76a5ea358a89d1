import Interpreter
import Testing

@Suite struct ElementTests {
  @Test(
    "A change of an element is seen through no copy, wherever that is kept",
    arguments: ["[1, 2, 3] * 1", "[1, 2, 3]"], ["BODY", "func f() { BODY }\nf()"])
  func copies(value: String, place: String) {
    for (keep, copy) in [
      ("a = x", "a"), ("a = [x, x]", "a[1]"), ("a = fields(k: x)", "a.k"),
      ("func make(v) { y -> v }; a = make(x)", "a(0)"),
      ("func id(v) { v[0] = 7; v }; a = [id(x), x]", "a[1]"), ("b = [x]; a = [x]; b[0][0] = 7", "a[0]"),
    ] {
      let body = "x = \(value); \(keep); x[0] = 9; x[-1] += 1; all(x, \(copy))"
      #expect(evaluate(place.replacing("BODY", with: body)) == "[[9, 2, 4], [1, 2, 3]]", "\(keep)")
    }
    // A function has what stood around it when it was made.
    for (keep, copy) in [("a = y -> x", "a(0)"), ("func a(v: x) = v", "a()")] {
      let body = "x = \(value); \(keep); x[0] = 9; all(x, \(copy))"
      #expect(evaluate("func f() { \(body) }\nf()") == "[[9, 2, 3], [1, 2, 3]]", "\(keep)")
    }
  }

  @Test("A cell that fails leaves the elements as they were, and the session's earlier states keep theirs")
  func transactions() {
    var trial = Trial()
    trial.run("x = [1, 2] * 1; y = [1, 2]; x[0] = 5; y[0] = 5")
    let before = trial.session.state
    #expect(trial.run("x[0] = 9; y[0] = 9; unknown").hasPrefix("E40"))
    #expect(trial.run("all(x, y)") == "[[5, 2], [5, 2]]")
    trial.run("x[0] = 9; y[0] = 9")
    #expect(before.globals["x"]?.literal == "[5, 2]" && before.globals["y"]?.literal == "[5, 2]")
    #expect(trial.run("all(x, y)") == "[[9, 2], [9, 2]]")
  }

  @Test("The points of a sweep change elements of their own")
  func sweeps() {
    var trial = Trial()
    trial.threads = 2
    trial.run("x = [0, 0] * 1; t = sweep i in 1...200 { for k in 1...50 { x[0] = i; x[1] += x[0] }; x[1] }")
    #expect(
      trial.run("not (t.value == (1...200) * 50)") == "["
        + Array(repeating: "false", count: 200).joined(separator: ", ") + "]")
    #expect(trial.run("x") == "[0, 0]")
  }

  @Test(
    "What a value or an index assigns on the way is there before the element changes; what is read was there before its index"
  )
  func order() {
    var trial = Trial()
    for value in ["[1, 2, 3] * 1", "[1, 2, 3]"] {
      let replacement = value.replacing("1, 2, 3", with: "7, 8, 9")
      trial.run("x = \(value); func h() { script \"x = \(replacement)\"; 5 }; func g() { h(); 1 }")
      #expect(trial.run("x[g()] = 4; x") == "[7, 4, 9]")
      #expect(trial.run("x = \(value); x[0] = h(); x") == "[5, 8, 9]")
      #expect(trial.run("x = \(value); all(x[g()], x[1])") == "[2, 8]")
      #expect(trial.run("x = \(value); x[if true { x = \(replacement); 1 } else { 0 }]") == "2")
      #expect(trial.run("x = \(value); func k() { x[0] = h(); x }; all(k(), x)") == "[[5, 8, 9], [7, 8, 9]]")
    }
  }

  @Test(
    "An element that cannot be changed or read leaves the variable as it was",
    arguments: [
      ("x = [1, 2] * 1", "x[2] = 5", "E51"), ("x = [1, 2] * 1", "x[0.5] = 5", "E41"),
      ("x = [1, 2] * 1", "x[0] = \"a\"", "E"), ("x = [1, 2] * 1", "x[\"a\"] = 5", "E41"),
      ("x = [1, 2]", "x[2] = 5", "E51"), ("x = [1, 2]", "x[nan] = 5", "E41"),
      ("x = [1, 2]", "x[1e300] = 5", "E41"),
      ("x = [1, 2]", "x[-3] = 5", "E51"), ("x = [[1, 2], [3, 4]] * 1", "x[0] = [1, 2, 3]", "E"),
      ("x = [1, 2]", "y = x[2]", "E51"), ("x = [1, 2] * 1", "y = x[-3]", "E51"), ("x = 3", "y = x[0]", "E52"),
    ])
  func refusals(value: String, code: String, error: String) {
    #expect(evaluate("\(value); \(code)").hasPrefix(error))
    // A command that runs code may go on after an error: the variable has its value still.
    var trial = Trial()
    trial.run(value)
    let before = trial.run("x")
    trial.run(code)
    #expect(trial.run("x") == before)
  }

  @Test(
    "Writing an element, or reading one, takes no time in proportion to how many there are",
    arguments: ["x = (1...1e7) * 1", "x = (1...1e7) * 1; x = [x, x]; x = x[0]"])
  func inPlace(value: String) {
    // Copies of 80 MB, 10⁴ of them, would take minutes.
    let loop = "for i in 0..<5000 { x[i] = 2 * x[i]; x[i] += 1 }; x[4999]"
    let time = ContinuousClock().measure {
      #expect(evaluate("\(value)\n\(loop)") == "10001")
      #expect(evaluate("func f() { \(value); \(loop) }\nf()") == "10001")
    }
    #expect(time < .seconds(20))
  }
}
