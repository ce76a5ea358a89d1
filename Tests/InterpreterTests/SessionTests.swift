import Execution
import Interpreter
import Language
import Testing

/// What must be as it was after a cell that did not complete.
private struct Snapshot: Equatable {
  let variables: [String]
  let seed: UInt64
  let count: Int
  let results: [String]
  let last: String?
  let cells: [String]

  init(_ trial: Trial) {
    let state = trial.session.state
    variables = state.globals.assigned.map { "\($0.name) = \($0.value.literal)" }
    seed = state.seed
    count = state.statementCount
    results = (1...9).map { state.result(of: $0)?.literal ?? "-" }
    last = state.last?.literal
    cells = state.cells.filter { $0.failure == nil }.map(\.text)
  }
}

@Suite struct SessionTests {
  private static let start = "x = [1, 2, 3]\ny = 5\nreseed 3\nr = draw()"

  @Test(
    "A cell that fails leaves every variable, the seed, the count and the results as they were",
    arguments: [
      "x[0] = 9; missing", "y = 7; z = 8; y + nothing", "reseed 8; draw; 1 + nothing",
      "for i in 1...3 { x[i] = 0 }",
      "func f() = 1\nx = f\nf(1)", "grow y; grow y, 99", "x[0] = x[9]",
      "x = 1; script \"y = 2; z = nothing + 1\"",
      "x[1] += \"a\"", "func f() { x[0] = 5; missing }\nf()", "y = 1; (", "1 +",
    ])
  func failedCells(cell: String) {
    var trial = Trial()
    trial.run(Self.start)
    let before = Snapshot(trial)
    #expect(trial.run(cell).hasPrefix("E"))
    #expect(Snapshot(trial) == before)
    #expect(trial.run("y + x[0]") == "6")
  }

  @Test("A cell that is interrupted leaves everything as it was, too")
  func interruptedCells() {
    var trial = Trial()
    trial.run(Self.start)
    let before = Snapshot(trial)
    let cancellation = Cancellation()
    cancellation.request()
    #expect(trial.run("x[0] = 9; y = 1", cancellation: cancellation) == "interrupted")
    #expect(Snapshot(trial) == before)
  }

  @Test("Copies are independent of what they were copied from")
  func copies() {
    var trial = Trial()
    trial.run("a = [[1], 2]; b = a; func f(v) { v[0][0] = 9; v }\nc = f(a); b[1] = 7")
    #expect(trial.run("[a, b, c]") == "[[[1], 2], [[1], 7], [[9], 2]]")
  }

  @Test("A failed statement changes no later random number")
  func failuresDrawNothing() {
    var one = Trial()
    one.run("a = draw()")
    one.run("draw() + nothing")
    one.run("draw(); draw(); missing")
    one.run("b = draw()")
    var other = Trial()
    other.run("a = draw()")
    other.run("b = draw()")
    #expect(one.run("[a, b]") == other.run("[a, b]"))
  }

  @Test("Random numbers depend on seed, statement, sweep point and draw, and on nothing else")
  func keys() {
    var trial = Trial()
    trial.run("a = [draw(), draw()]")
    trial.run("b = [draw(), draw()]")
    let (a, b) = (trial.run("a"), trial.run("b"))
    #expect(a != b)
    #expect(trial.run("a[0] == a[1]") == "false")
    // The same statement number in another session, whatever stands before: the same numbers.
    var other = Trial()
    other.run("func f(x) = x + draw()")
    #expect(other.run("[f(0), f(0)]") == b)
    // Another seed, other numbers.
    var seeded = Trial()
    seeded.run("reseed 1")
    #expect(seeded.run("[draw(), draw()]") != b)
    // A cell of many statements counts each of them, as a script does.
    var cell = Trial()
    #expect(cell.run("1; [draw(), draw()]") == b)
  }

  @Test("The points of a sweep draw numbers of their own, and so do sweeps inside sweeps")
  func sweepStreams() {
    var trial = Trial()
    trial.run("t = sweep i in 1...3, j in 1...3 { draw() }")
    trial.run("u = sweep i in 1...2 { v = sweep j in 1...2 { draw() }; v.value[0] + v.value[1] }")
    trial.run(
      "v = [(sweep i in 1...1 { draw() }).value[0], (sweep i in 1...1 { draw() }).value[0], draw(), draw()]")
    #expect(trial.run("n = 0; for a in t.value { for b in t.value { if a == b { n += 1 } } }; n") == "9")
    #expect(trial.run("u.value[0] == u.value[1]") == "false")
    #expect(trial.run("n = 0; for a in v { for b in v { if a == b { n += 1 } } }; n") == "4")
  }

  @Test("A sweep's table has the same bits on one thread and on several")
  func threads() {
    let code =
      "t = sweep i in 1...40, k in [1, 2] { s = 0; for j in 1...i { s += draw() * k }; fields(s: s, odd: i % 2 == 1) }"
    var results: Set<String> = []
    for threads in [1, 2, 3] {
      var trial = Trial()
      trial.threads = threads
      trial.run(code)
      results.insert(trial.run("[t.i, t.k, t.s, t.odd]"))
    }
    #expect(results.count == 1)
  }

  @Test(
    "A table of a sweep holds its variables, then a column per scalar field, the last variable running fastest"
  )
  func columns() {
    var trial = Trial()
    trial.run(
      "t = sweep a in 1...2, b in [10, 20] { fields(b: b, sum: a + b, seconds: 3, list: [1], name: \"n\", none: nothing) }"
    )
    #expect(trial.session.state.globals["t"]?.memberNames == ["a", "b", "sum", "name", "none", "count"])
    #expect(
      trial.run("[t.a, t.b, t.sum, t.name]")
        == "[[1, 1, 2, 2], [10, 20, 10, 20], [11, 21, 12, 22], [\"n\", \"n\", \"n\", \"n\"]]")
    #expect(trial.run("(sweep α in 1...2 { fields(alpha: 7, x: α) })").hasPrefix("table, 2 rows: α, x"))
    #expect(trial.run("(sweep i in 1...3 { i^2 }).value") == "[1, 4, 9]")
    #expect(trial.run("(sweep value in 1...3 { value^2 }).result") == "[1, 4, 9]")
    // A field that only some points have is nothing at the others.
    #expect(trial.run("(sweep i in 1...2 { if i == 1 { fields(x: 1) } else { fields(y: 2) } }).x[0]") == "1")
    #expect(trial.run("(sweep i in [] { i }).count") == "0")
    #expect(trial.run("(sweep f in [x -> x, x -> 2 * x] { f(3) }).value") == "[3, 6]")
    // Rows of tables stand behind each other, also of different lengths and with columns of their own.
    trial.run("u = sweep a in 1...3 { (sweep b in 1..<a, c in [7] { fields(a: 9, b: b, ab: a * b) }) }")
    #expect(trial.session.state.globals["u"]?.memberNames == ["a", "b", "c", "ab", "count"])
    #expect(trial.run("[u.a, u.b, u.c, u.ab]") == "[[2, 3, 3], [1, 1, 2], [7, 7, 7], [2, 3, 6]]")
  }

  @Test("What the points of a sweep show comes in their order")
  func shownInOrder() {
    var trial = Trial()
    trial.threads = 2
    trial.run("sweep i in 1...8 { say \"\\(i)\"; i }")
    #expect(trial.shown == (1...8).map(String.init))
  }

  @Test("Scripts run in a session count their statements, draw as if typed, and end at `leave`")
  func scripts() {
    var trial = Trial()
    trial.run("script \"a = draw()\\nb = draw()\\nleave\\nc = 1\"")
    #expect(trial.session.state.statementCount == 3)
    #expect(trial.run("c").hasPrefix("E40"))
    var typed = Trial()
    typed.run("a = draw()")
    typed.run("b = draw()")
    #expect(trial.run("[a, b]") == typed.run("[a, b]"))
    // In the middle of a statement a script's draws collide with none of the statement's own.
    var middle = Trial()
    middle.run("r = [draw(), twice(script(\"s = draw()\")), draw(), s]")
    #expect(middle.run("r[0] == r[2] or r[0] == r[3] or r[2] == r[3]") == "false")
    #expect(evaluate("script \"leave\"\n5") == "5")
  }

  @Test("A script that runs itself is stopped")
  func scriptRecursion() {
    #expect(evaluate("s = \"script s\"\nscript s").hasPrefix("E53"))
  }

  @Test("`leave` ends the session and keeps what was")
  func leaving() {
    var trial = Trial()
    trial.run("x = 1")
    #expect(trial.run("x = 2; leave; x = 3") == "quit")
    #expect(trial.session.state.globals["x"]?.literal == "1")
  }

  @Test("A value given on the command line takes the place of an assignment's, and no other")
  func overrides() {
    var trial = Trial()
    trial.session.overrides = ["alpha": Session.Override(value: .number(7), text: "7")]
    #expect(trial.run("alpha = 1; func f() { alpha = 2; alpha }\n[alpha, f()]") == "[7, 2]")
    #expect(trial.run("alpha += 1; alpha") == "8")
    #expect(trial.run("script \"alpha = 3\"; alpha") == "7")
    #expect(trial.run("sweep i in 1...1 { alpha = 4; alpha }; alpha") == "7")
  }

  @Test("A value is computed in the session as it stands, and leaves no trace")
  func values() throws {
    var trial = Trial()
    trial.run("x = 3")
    let before = Snapshot(trial)
    let session = trial.session
    #expect(
      onEvaluationThread { try? session.value(of: "x = 2 * x; draw; x", name: "--set x", in: Work()).literal }
        == "6")
    #expect(Snapshot(trial) == before)
  }

  @Test("A session has room for many variables, and refuses more with a message")
  func names() {
    var trial = Trial()
    let script = (0..<17_000).map { "v\($0) = \($0)" }.joined(separator: "\n")
    #expect(trial.run(script).hasPrefix("E64"))
    #expect(trial.session.state.globals.assigned.isEmpty)
  }
}

@Suite struct SavedScriptTests {
  /// Runs a saved session statement by statement, as `replica run` does, and gives its variables.
  private func replayed(_ text: String) throws -> [String] {
    let script = try Parser.parse(SourceText(text, name: "saved"))
    let state = onEvaluationThread { () -> SessionState in
      var session = Session(commands: testVocabulary)
      _ = session.run(script, in: Work()) { _ in }
      return session.state
    }
    return try #require(state).globals.assigned.map { "\($0.name) = \($0.value.literal)" }
  }

  private func variables(_ trial: Trial) -> [String] {
    trial.session.state.globals.assigned.map { "\($0.name) = \($0.value.literal)" }
  }

  @Test("A saved session runs and gives the same numbers")
  func roundTrip() throws {
    var trial = Trial()
    trial.run("a = draw(); b = draw()")
    trial.run("# only a comment")
    trial.run("missing")
    trial.run("draw(); 1 + nothing")
    trial.run("reseed 5")
    trial.run("c = draw()")
    trial.run("script \"d = draw()\\ne = draw()\"")
    trial.run("t = sweep i in 1...3 { draw() }\nf = t.value[2]")
    trial.run("g = [_, _1, draw()];")
    let saved = SavedScript.text(of: trial.session.state)
    #expect(try replayed(saved) == variables(trial))
    #expect(saved.contains("# %% [1]\na = draw(); b = draw()"))
    // What failed is a comment.
    #expect(saved.contains("# unknown name missing:\n#   missing\n"))
  }

  @Test("Of what failed no line runs, whatever ends it")
  func endsOfLines() throws {
    var trial = Trial()
    trial.run("missing\r\nx = 1\r\n\u{301}y = 2")
    #expect(trial.failure != nil)
    let saved = SavedScript.text(of: trial.session.state)
    let lines = saved.unicodeScalars.split { $0 == "\n" || $0 == "\r" }
    #expect(lines.allSatisfy { $0.first == "#" }, "\(saved)")
    #expect(try replayed(saved).isEmpty)
  }

  @Test(
    "A text as the language writes it is that text again",
    arguments: ["\"\u{301}", "\\\u{301}n", "a\tb", "\n\u{301}", "\\(x)\u{20D2}"])
  func literals(text: String) {
    let literal = Value.text(text).literal
    var trial = Trial()
    trial.run("x = \(literal)")
    guard case .text(let read)? = trial.session.state.globals["x"] else {
      Issue.record("\(literal) is no text")
      return
    }
    #expect(Array(read.utf8) == Array(text.utf8))
  }

  @Test("Saving the session is part of no saved session, yet still counts")
  func saves() throws {
    let save = Command(
      "save", group: .session, summary: "Saves", parameters: [Parameter("to", .text, summary: "the file")],
      result: "nothing", examples: []
    ) { _, _ in .nothing }
    var trial = Trial(CommandTable(testVocabulary.commands + [save]))
    trial.run("save \"a.rpl\"; a = draw()")
    trial.run("save to: \"a.rpl\"")
    trial.run("b = draw()")
    let saved = SavedScript.text(of: trial.session.state)
    #expect(!saved.contains("save"))
    #expect(try replayed(saved) == variables(trial))
  }

  @Test("A saved session says what was given on the command line")
  func overrides() throws {
    var trial = Trial()
    trial.session.overrides = [
      "alpha": .init(value: .list([.number(0.1), .text("b")]), text: "[0.1, \"b\"]")
    ]
    trial.run("alpha = 1; b = 2")
    let saved = SavedScript.text(of: trial.session.state)
    #expect(saved.contains("alpha = ([0.1, \"b\"]); b = 2"))
    #expect(try replayed(saved) == variables(trial))
  }
}
