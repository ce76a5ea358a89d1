import Language
import Testing

@Suite struct ParserTests {
  @Test(
    "The example of the language parses as it reads",
    arguments: [
      ("seed 7", "(call seed 7)"),
      ("first  = solve alpha: 2, beta: 20   # first", "(= first (call solve alpha:2 beta:20))"),
      ("second.errors", "(. second errors)"),
      ("B   = teacher like: A, overlap: 0.5", "(= B (call teacher like:A overlap:0.5))"),
      ("train net, on: B, anchor: \"previous\"", "(call train net on:B anchor:\"previous\")"),
      (
        "curve = sweep α in 0.1...2.0 by 0.1 { solve(alpha: α, beta: 20) }",
        "(= curve (sweep (α (... 0.1 2 by 0.1)) {(call solve alpha:α beta:20)}))"
      ),
      (
        "plot curve, x: \"alpha\", y: [\"error\", \"qd\"]",
        "(call plot curve x:\"alpha\" y:(list \"error\" \"qd\"))"
      ),
    ])
  func example(text: String, tree: String) throws {
    #expect(try dump(text) == tree)
  }
}
