import Testing

@testable import Interpreter

@Suite("Going through the states of a session")
struct HistoryTests {
  @Test("undo takes back variables, numbering, results, the seed and random numbers; redo does them again")
  func undo() {
    var trial = Trial()
    trial.run("seed 5")
    trial.run("x = random()")
    let first = trial.run("x")
    trial.run("y = random()")
    trial.run("undo 3")
    #expect(trial.run("x") == "E40")
    // The same statement number and seed: the same number.
    trial.run("z = random()")
    #expect(trial.run("z") == first)
    #expect(trial.run("redo") == "E67")
  }

  @Test("What was undone is done again without running")
  func redo() {
    var trial = Trial()
    for k in 1...5 { trial.run("x = \(k)") }
    trial.run("undo 4")
    #expect(trial.run("redo 2") == "nothing" && trial.session.state.globals["x"]?.number == 3)
    #expect(trial.session.state.statementCount == 3)
    #expect(trial.run("redo 3") == "E67" && trial.session.state.globals["x"]?.number == 3)
  }

  @Test("A cell that fails changes nothing and is not there to be undone")
  func failures() {
    var trial = Trial()
    trial.run("x = 1")
    #expect(trial.run("x = 2; y = unknown") == "E40")
    trial.run("undo")
    #expect(trial.run("x") == "E40")
  }

  @Test("A checkpoint survives undoing past it, and goto can be undone")
  func checkpoints() {
    var trial = Trial()
    trial.run("x = 1")
    trial.run("x = 2")
    trial.run("checkpoint \"two\"")
    trial.run("x = 3")
    trial.run("undo 3")
    #expect(trial.run("x") == "E40")
    trial.run("goto \"two\"")
    #expect(trial.session.state.globals["x"]?.number == 2)
    trial.run("undo")
    #expect(trial.run("x") == "E40")
    #expect(trial.run("goto \"tow\"") == "E68" && trial.failure?.suggestion == "two")
  }

  @Test(
    "It stands alone: not beside other statements, in functions, loops, sweeps or scripts that a cell runs")
  func alone() {
    var trial = Trial()
    trial.run("x = 1")
    for cell in ["y = 1; undo", "undo; y = 1", "for k in 1...2 { undo }", "f = (() -> undo)"] {
      #expect(trial.run(cell) != "nothing")
    }
    trial.run("func back() { undo }")
    #expect(trial.run("back()") == "E66")
    // Not as an argument either, where its value would be missing.
    for cell in ["abs(undo())", "print(checkpoint(\"a\"))", "f = x -> history()\nf(1)"] {
      #expect(trial.run(cell) == "E66", "\(cell)")
    }
    #expect(trial.run("sweep k in 1...2 { undo; 1 }") == "E57")
    #expect(trial.session.state.globals["x"]?.number == 1)
  }

  @Test("The limit bounds what old states hold, and dropping them is said")
  func limit() {
    var trial = Trial()
    trial.run("history limit: 3000000")
    for k in 1...5 {
      trial.run("x = zeros(100000) + \(k)")
      let isSaid = trial.shown.contains { $0.contains("given up") }
      // 800 kB a state: the first has no old tensor to hold, then 0.8, 1.6, 2.4 MB, and the next drops one.
      #expect(isSaid == (k == 5))
    }
    #expect(trial.run("undo 3") == "nothing" && trial.run("x[0]") == "2")
  }

  @Test("A script saved after undoing is that of the cells that count")
  func saving() {
    var trial = Trial()
    trial.run("x = 1")
    trial.run("x = 2")
    trial.run("undo")
    trial.run("x = 3")
    let text = SavedScript.text(of: trial.session.state)
    #expect(
      text.contains("x = 1") && text.contains("x = 3") && !text.contains("x = 2") && !text.contains("undo"))
  }
}
