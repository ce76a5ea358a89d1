import Execution
import Interpreter
import Language
import Synchronization
import Testing

/// Writes a journal as the terminal does, into memory.
private final class MemoryJournal: CellRecorder {
  private let written = Mutex(Journal.heading("a test"))

  var text: String { written.withLock { $0 } }

  func begin(_ text: String, number: Int) -> Int {
    written.withLock { $0 += Journal.text(of: text, number: number, time: "12:00:00") }
    return number
  }

  func end(_ record: CellRecord, of cell: Int) { written.withLock { $0 += Journal.text(of: record) } }
}

@Suite struct JournalTests {
  /// The journal of a session of those cells.
  private func journal(of cells: [String]) -> String {
    var trial = Trial()
    let recorder = MemoryJournal()
    trial.session.recorder = recorder
    for cell in cells { trial.run(cell) }
    return recorder.text
  }

  private static let cells = [
    "reseed 5", "x = draw()", "y = [draw(), 2, 3]; z = x * 2", "missing", "undo", "f = a -> a + x", "f(1)",
    "for i in 1...3 { x = x + i }", "t = sweep i in 1...3 { draw() }", "# %% [9] not a mark\n#> neither\nx",
    "r = fields(a: x, b: [1, 2], seconds: draw())", "(1,\n2", "\"# %%\"",
  ]

  /// The journal as it were if another build had written it.
  private func elsewhere(_ text: String) -> String {
    text.replacing("on build ", with: "on build 0")
  }

  /// A journal with another number, and therefore other bits, in its records.
  private static func altering(_ text: String, _ old: String, to new: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.hasPrefix("#>") && line.contains(old)
        ? String(line.replacing(old, with: new)).replacing(/bits=.{16}/, with: "bits=0123456789abcdef")
        : String(line)
    }.joined(separator: "\n")
  }

  private func verified(_ text: String, tolerance: Double = 1e-9) throws -> Comparison {
    let journal = try Journal(text, name: "journal")
    let result = onEvaluationThread {
      var session = Session(commands: testVocabulary)
      return Result { try session.replay(journal, tolerance: tolerance, in: Work()) { _ in } }
    }
    return try #require(result).get()
  }

  @Test("A journal reads back as the cells that were run, with what became of them")
  func roundTrip() throws {
    let journal = try Journal(journal(of: Self.cells), name: "journal")
    #expect(journal.cells.count == Self.cells.count)
    for (cell, text) in zip(journal.cells, Self.cells) where !text.contains("# %% [9]") {
      #expect(cell.text == text)
    }
    let failed = journal.cells.filter { $0.record?.outcome != .done }.map(\.text)
    #expect(failed == ["missing", "undo", "(1,\n2"])
    #expect(journal.cells[3].record?.outcome == .failed("unknown name missing"))
    #expect(journal.cells[2].record?.entries.map(\.name) == ["y", "z"])
    #expect(journal.unfinished == nil)
  }

  @Test(
    "A folder's name forges no cell, whatever it holds, and comes back",
    arguments: [
      "/tmp/a\n# %% [1] 12:00:00\nquit\n#> done in 0.1 s", "/tmp/a\r\n#> closed", "/tmp/a\\n", "/tmp/é",
    ])
  func folders(folder: String) throws {
    let heading = Journal.heading("a test\n# %% [1] 12:00:00\nquit", folder: folder)
    let journal = try Journal(heading, name: "journal")
    #expect(journal.cells.isEmpty && !journal.isClosed && journal.folder == folder)
    #expect(heading.split(separator: "\n").count == 3)
  }

  @Test("A journal run again is the same to the last bit; a time that something took is no part of it")
  func replay() throws {
    let comparison = try verified(journal(of: Self.cells))
    #expect(comparison.differences.isEmpty)
    #expect(comparison.roundings.isEmpty)
    #expect(comparison.cellCount == Self.cells.count - 3)
    #expect(comparison.valueCount == 11)
  }

  @Test("Its script has the cells that were done, on their lines, and the others as comments")
  func script() throws {
    let text = journal(of: Self.cells)
    let script = try Journal(text, name: "journal").script
    _ = try Parser.parse(SourceText(script, name: "script"))
    let lines = (text.split(separator: "\n"), script.split(separator: "\n"))
    #expect(lines.0.count == lines.1.count)
    #expect(zip(lines.0, lines.1).filter { $0 != $1 }.map(\.1) == ["# missing", "# undo", "# (1,", "# 2"])
  }

  @Test("An altered digit of a number is found, in the cell and the value where it stands")
  func alteredDigit() throws {
    let text = journal(of: ["x = 3.25", "y = [1, 2]", "s = \"text\""])
    let first = try #require(
      try verified(Self.altering(text, "value=3.25", to: "value=4.25")).differences.first)
    #expect((first.cell, first.name) == (1, "x"))
    guard case .numbers(.number(name: "value", expected: 4.25, found: 3.25)) = first.finding else {
      Issue.record("found \(first.finding)")
      return
    }
    let second = try #require(
      try verified(Self.altering(text, "numbers=1.0,2.0", to: "numbers=1.0,3.0")).differences.first)
    #expect((second.cell, second.name) == (2, "y"))
    let form = try #require(text.split(separator: "s: text “text” form=").last?.prefix(16))
    let third = try #require(
      try verified(Self.altering(text, String(form), to: "0123456789abcdef")).differences.first)
    #expect((third.cell, third.name) == (3, "s"))
  }

  @Test(
    "Values that differ in what is no finite number, or is tiny, or is text inside others, are found",
    arguments: [
      ("x = 17", "x = inf"), ("x = inf", "x = 17"), ("x = [1, 5]", "x = [1, inf]"),
      ("x = 1e-13", "x = 9e-13"),
      ("x = [\"a\", \"b\"]", "x = [\"a\", \"c\"]"),
      ("x = fields(a: \"b\", n: 1)", "x = fields(a: \"c\", n: 1)"),
      ("x = [true]", "x = [false]"), ("x = 1; y = 2", "x = 1"), ("x = 1", "x = 1; y = 2"),
    ])
  func alteredCell(old: String, new: String) throws {
    let text = journal(of: [old]).replacing(old + "\n", with: new + "\n")
    #expect(try verified(text).differences.contains { !$0.name.isEmpty })
    #expect(try verified(elsewhere(text)).differences.contains { !$0.name.isEmpty })
  }

  @Test("A journal without records, or without cells, verifies nothing")
  func nothing() throws {
    let text = journal(of: ["x = 3"])
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(try verified(text).differences.isEmpty)
    let bare = lines.filter { !$0.hasPrefix("#>") }.joined(separator: "\n")
    #expect(try verified(bare).cellCount == 0)
    let endings = lines.filter { !$0.hasPrefix("#>") || $0.hasPrefix("#> done") }.joined(separator: "\n")
    #expect(try !verified(endings).differences.isEmpty)
  }

  @Test("Carriage returns, and line breaks in names, do no harm")
  func lineBreaks() throws {
    let text = journal(of: ["x = 3\r", "r = fields(a: 1)", "r[\"b\\n#> closed\"] = 2", "y = 4"])
    #expect(try verified(text).differences.isEmpty)
    #expect(try verified(text.replacing("\n", with: "\r\n")).cellCount == 4)
    #expect(try Journal(text, name: "journal").isClosed == false)
  }

  @Test("Another seed is found in the first value that draws")
  func alteredSeed() throws {
    let text = journal(of: ["reseed 5", "x = 1", "y = draw()"])
    let comparison = try verified(text.replacing("reseed 5", with: "reseed 6"))
    #expect(comparison.differences.map(\.name) == ["y", ""])
    #expect(comparison.differences.map(\.cell) == [3, 3])
  }

  @Test("Numbers within the tolerance agree, and it is said that their bits differ")
  func rounding() throws {
    let here = journal(of: ["x = 1 / 3;"]).replacing("value=0.3333333333333333", with: "value=0.33333333333")
      .replacing("bits=", with: "bits=0").replacing(/bits=0(.{15})./) { "bits=0\($0.output.1)" }
    // Where the record was made, every bit counts.
    #expect(try verified(here).differences.count == 1)
    let text = elsewhere(here)
    let comparison = try verified(text)
    #expect(comparison.differences.isEmpty)
    #expect(comparison.roundings.map(\.name) == ["x"])
    #expect(try verified(text, tolerance: 1e-13).differences.count == 1)
  }

  @Test("Cut off after any line, a journal reads, and has every cell whose end was written")
  func cutOff() throws {
    let lines = journal(of: Self.cells).split(separator: "\n", omittingEmptySubsequences: false)
    for count in 1...lines.count {
      let text = lines[..<count].joined(separator: "\n") + "\n"
      let journal = try Journal(text, name: "journal")
      let ends = lines[..<count].count { $0.hasPrefix("#> done") || $0.hasPrefix("#> failed") }
      #expect(journal.cells.count { $0.record != nil } == ends)
      #expect(journal.cells.count - ends == (journal.unfinished == nil ? 0 : 1))
    }
  }

  @Test("A text that is no journal, or one with a line that nobody writes, is refused with the line")
  func damaged() {
    let text = journal(of: ["x = 3", "y = 4"])
    #expect(throws: Diagnostic.self) { try Journal("x = 3\n", name: "script") }
    let damaged = text.replacing("#> y: number", with: "#> y number")
    do {
      _ = try Journal(damaged, name: "journal")
      Issue.record("it was read")
    } catch {
      #expect(error.message == "journal: line 14 is not a record of a journal")
    }
  }

  @Test("The result of a cell is shown when its end is on record")
  func order() {
    var session = Session(commands: testVocabulary)
    let recorder = MemoryJournal()
    session.recorder = recorder
    let seen = Mutex<[Bool]>([])
    _ = session.run(SourceText("x = 3", name: "cell"), in: Work()) { event in
      if case .completed = event { seen.withLock { $0.append(recorder.text.contains("#> done")) } }
    }
    #expect(seen.withLock { $0 } == [true])
  }
}
