import Testing

@testable import Interpreter

@Suite("Lists and tensors that grow and change in place")
struct InPlaceTests {
  private func evaluate(_ code: String) -> String {
    var trial = Trial()
    return trial.run(code)
  }

  @Test(
    "Appending, and writing elements, takes no time in proportion to how many there are",
    arguments: ["[]", "zeros 0"])
  func inPlace(value: String) {
    // Copies of up to 3 MB, 4·10⁵ of them, would take minutes.
    let loops = "for i in 0..<200000 { append x, i }; for i in 0..<200000 { x[i] = 2 * x[i] }; x[199999]"
    let time = ContinuousClock().measure {
      #expect(evaluate("x = \(value); \(loops)") == "399998")
      #expect(evaluate("func f() { x = \(value); \(loops) }\nf()") == "399998")
    }
    #expect(time < .seconds(20))
  }

  @Test("A copy made before keeps its length and its elements", arguments: ["[1, 2]", "tensor [1, 2]"])
  func copies(value: String) {
    #expect(evaluate("x = \(value); a = x; append x, 3; x[0] = 9; [a, x]") == "[[1, 2], [9, 2, 3]]")
    #expect(
      evaluate("x = \(value); func f() { append x, 3; x[0] = 9; x }; [f(), x]") == "[[9, 2, 3], [1, 2]]")
    var trial = Trial()
    trial.run("x = \(value)")
    trial.run("append x, 3")
    trial.run("x[0] = 9")
    trial.run("undo")
    #expect(trial.session.state.globals["x"]?.literal == "[1, 2, 3]")
    trial.run("undo")
    #expect(trial.session.state.globals["x"]?.literal == "[1, 2]")
  }

  @Test(
    "append sees what its argument has appended, gives the longer list, and is a function of that name where one is defined",
    arguments: [
      ("x = []; append x, append(x, 1).count; x", "[1, 1]"), ("x = [1]; y = append(x, 2); y", "[1, 2]"),
      ("x = [1]; append x, x; x", "[1, [1]]"), ("x = 1...2; append x, 3; x", "[1, 2, 3]"),
      ("func append(a, b) = 7\nx = [1]\nfor i in 1...2 { append x, 2 }\nx", "[1]"),
      ("func f() { func append(a, b) = 7\nx = [1]\nappend x, 2\nx }\nf()", "[1]"),
      ("x = [1]; for i in 1...3 { append x, i; if i == 2 { append = 3 } }; x", "[1, 1, 2, 3]"),
      ("x = 3; append x, 1", "E59"), ("append x, 1", "E40"), ("x = tensor [1]; append x, \"a\"", "E41"),
    ])
  func append(code: String, result: String) { #expect(evaluate(code) == result) }
}
