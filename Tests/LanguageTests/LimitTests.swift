import Foundation
import Language
import Testing

@Suite struct LimitTests {
  private static func nested(_ open: String, _ core: String, _ close: String, _ count: Int) -> String {
    String(repeating: open, count: count) + core + String(repeating: close, count: count)
  }

  private static let shapes: [(open: String, core: String, close: String)] = [
    ("(", "1", ")"), ("[", "1", "]"), ("f(", "1", ")"), ("x[", "1", "]"), ("-", "1", ""), ("- ", "1", ""),
    ("not ", "a", ""), ("2^", "1", ""), ("x -> ", "1", ""), ("if a { ", "1", " }"), ("if (", "1", ") { }"),
    ("if a { } else ", "if b { }", ""), ("while a {", "1", "}"), ("func f() {", "1", "}"),
    ("sweep a in b {", "1", "}"), ("\"\\(", "1", ")\""), ("f(a: [(-", "1", ")])"),
  ]

  @Test("Thirty levels are fine", arguments: 0..<shapes.count)
  func shallow(index: Int) {
    let shape = LimitTests.shapes[index]
    #expect(diagnostic(LimitTests.nested(shape.open, shape.core, shape.close, 30)) == nil)
  }

  @Test("What is nested too deeply is refused, never followed", arguments: 0..<shapes.count)
  func deep(index: Int) {
    let shape = LimitTests.shapes[index]
    for count in [300, 20_000] {
      #expect(diagnostic(LimitTests.nested(shape.open, shape.core, shape.close, count))?.code == "E10")
      // Never closed, it is as deep.
      #expect(["E10", "E02"].contains(diagnostic(LimitTests.nested(shape.open, "1", "", count))?.code))
    }
  }

  @Test(
    "A chain makes a high tree: one of 1500 links parses, one of 10 000 is refused",
    arguments: ["+ 1 ", "* 2 ", "@ b ", "or a ", "and a ", ".b", "(1)", "[0]", "()"])
  func chains(link: String) {
    let separated = ".([".contains(link.prefix(1)) ? "" : " "
    #expect(diagnostic("a" + separated + String(repeating: link, count: 1500)) == nil)
    #expect(diagnostic("a" + separated + String(repeating: link, count: 10_000))?.code == "E10")
  }

  @Test("Chains in chains count together, so that no tree is higher than the limit")
  func chainsInChains() {
    var text = "a"
    for _ in 0..<20 { text = "(\(text)\(String(repeating: " + 1", count: 200)))" }
    #expect(diagnostic(text)?.code == "E10")
  }

  @Test("The deepest script that is accepted fits a quarter of the main thread's 8 MB of stack")
  func stack() async {
    for shape in LimitTests.shapes {
      let deepest = (30...300).last {
        diagnostic(LimitTests.nested(shape.open, shape.core, shape.close, $0)) == nil
      }
      let text = LimitTests.nested(shape.open, shape.core, shape.close, deepest ?? 30)
      await withCheckedContinuation { continuation in
        let thread = Thread {
          #expect(diagnostic(text) == nil)
          continuation.resume()
        }
        thread.stackSize = 2 << 20
        thread.start()
      }
    }
  }

  @Test("Long is not deep: 100 000 tokens parse in well under a second")
  func long() {
    let list = "[" + String(repeating: "1, ", count: 50_000) + "]"
    let script = String(repeating: "x = f(a: 1, b: [2, 3])\n", count: 7_000)
    let clock = ContinuousClock()
    let time = clock.measure {
      #expect(diagnostic(list) == nil)
      #expect(diagnostic(script) == nil)
    }
    // About 0.05 s on an idle core; the rest is for a busy machine.
    #expect(time < .seconds(1))
  }

  @Test("Twice the text takes about twice the time, whatever its shape")
  func linear() {
    let pieces = [
      "f(", "(", "[1,", "x -> ", "a.", "\"\\(", "if a ", "{\n", "\n", "\n# %% a\n", "help for ", "x [",
      "\"\\q\n",
    ]
    let clock = ContinuousClock()
    for piece in pieces {
      let time = clock.measure { _ = diagnostic(String(repeating: piece, count: 100_000)) }
      #expect(time < .seconds(1), "\(piece.debugDescription)")
    }
  }
}
