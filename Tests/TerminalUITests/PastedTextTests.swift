import Testing

@testable import TerminalUI

@Suite struct PastedTextTests {
  @Test("Of a copied session the cells that completed are left, without prompts and results")
  func session() {
    let text = """
      [1] seed 7

      [2] first = solve alpha: 2, beta: 20
          solution · task 1 · α 2 · β 20 · γ 0
            errors     ε₁ 0.00132752

      [3] for i in 1...2 {
      ...   print(i)
      ... }
          1
          2

      [4] frist
          error[E40]: unknown name frist
            --> input:1:1

      [4] plot first,
          x: "alpha"

      [5] x = 12345^C
      [5] a = 2
      b = 3
          2
          3

      [7]
      """
    #expect(
      PastedText.cells(of: text) == [
        "seed 7", "first = solve alpha: 2, beta: 20", "for i in 1...2 {\n  print(i)\n}",
        "plot first,\n    x: \"alpha\"", "a = 2\nb = 3",
      ])
  }

  @Test("A margin before the prompts is none of the cells'")
  func margin() { #expect(PastedText.cells(of: "    [1] x = 1\n        1\n\n    [2] x") == ["x = 1", "x"]) }

  @Test("A script with cell marks is its cells, with their comments")
  func script() {
    let text = "# %% one\n# Doubles.\nfunc f(x) = 2 * x\n\n# %% two\nf(2)\n"
    #expect(PastedText.cells(of: text) == ["# %% one\n# Doubles.\nfunc f(x) = 2 * x", "# %% two\nf(2)"])
  }

  @Test(
    "What is one cell stays one",
    arguments: [
      "a = 2\nb = 3", "[2] * 3", "[1, 2]", "# %% only\nx = 1", "", "\n", "x = (", "# %% broken\n1 +* 2",
    ])
  func single(text: String) { #expect(PastedText.cells(of: text) == nil) }

  @Test("A prompt before a single line that could be none is taken away")
  func line() { #expect(PastedText.cells(of: "[12] q = 9") == ["q = 9"]) }
}
