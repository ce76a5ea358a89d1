import Foundation
import Interpreter
import Language
import Synchronization
import Testing

/// A command that counts how often it runs.
private func counting(_ count: Runs) -> CommandTable {
  let compute = Command(
    "compute", group: .tensors, summary: "Computes",
    parameters: [
      Parameter("x", summary: "any"),
      Parameter("times", .number, summary: "any", default: .value(.number(1))),
    ],
    result: "a list", effects: [.random], isReusable: true, examples: []
  ) { arguments, context in
    count.note()
    var stream = context.stream()
    var value = arguments.value("x") ?? .nothing
    if case .function(let function) = value { value = try context.call(function, [.number(2)]) }
    return .list([value, .number(stream.uniform())])
  }
  let extend = Command(
    "extend", group: .tensors, summary: "Changes a variable",
    parameters: [Parameter("place", .list, summary: "the variable", evaluation: .place)],
    result: "a number", effects: [.variable], isReusable: true, examples: []
  ) { arguments, context in
    count.note()
    let place = try arguments.place("place")
    guard case .list(let values) = try context.read(place) else { return .nothing }
    context.assign(.list(values + [.number(7)]), to: place)
    return .number(Double(values.count))
  }
  let measure = Command(
    "measure", group: .tensors, summary: "Takes a number for a time",
    parameters: [Parameter("x", .number, summary: "any")],
    result: "a number", examples: []
  ) { arguments, context in .number(context.reading(try arguments.number("x"))) }
  let look = Command(
    "look", group: .session, summary: "Reads a file", result: "a number", effects: [.files], examples: []
  ) { _, _ in .number(1) }
  let stumble = Command(
    "stumble", group: .tensors, summary: "Fails when it was asked to", result: "a number", examples: []
  ) { _, _ in
    if count.takeStumble() { throw Diagnostic.sweep("stumbled") }
    return .number(1)
  }
  return CommandTable(testVocabulary.commands + [compute, extend, measure, look, stumble])
}

private final class Runs: Sendable {
  private let number = Mutex(0)
  private let stumbles = Mutex(false)

  func stumbleNext() { stumbles.withLock { $0 = true } }

  func takeStumble() -> Bool {
    stumbles.withLock { stumbles in
      defer { stumbles = false }
      return stumbles
    }
  }

  func note() { number.withLock { $0 += 1 } }

  /// How often since it was last asked.
  func take() -> Int {
    number.withLock { number in
      defer { number = 0 }
      return number
    }
  }
}

@Suite struct ReuseTests {
  private let runs = Runs()
  private let folder = FileManager.default.temporaryDirectory.appending(path: "replica-\(UUID().uuidString)")
    .path

  private func trial(limit: Int = 1 << 20, build: String = "a build", isFresh: Bool = false) -> Trial {
    var trial = Trial(counting(runs))
    trial.session.results = ResultStore(
      folder: folder, build: build, limit: limit, leastSeconds: 0, isFresh: isFresh, objects: [])
    return trial
  }

  /// Runs cells in a session of its own; gives the last value, how often a command ran, and how many results were reused.
  private func run(_ cells: [String], _ trial: Trial? = nil) -> (value: String, runs: Int, reused: Int) {
    var trial = trial ?? self.trial()
    var value = ""
    for cell in cells { value = trial.run(cell) }
    let reused = trial.noted.map { note in
      note.hasPrefix("reused, ") ? 1 : Int(note.split(separator: " ").dropFirst().first ?? "") ?? 0
    }
    return (value, runs.take(), reused.reduce(0, +))
  }

  @Test("The same call in a session that starts anew is not computed again, to the last bit, and it is said")
  func reuse() {
    let cells = ["x = [1, 2.5, \"text\", nothing, true, 1...4]", "y = compute x", "z = draw()", "[y, z]"]
    let first = run(cells)
    let second = run(cells)
    #expect((first.runs, first.reused) == (1, 0))
    #expect((second.runs, second.reused) == (0, 1))
    #expect(first.value == second.value)
  }

  @Test(
    "Whatever the result depends on takes part in the key",
    arguments: [
      ["compute 1", "compute 2"], ["compute 1", "compute 1, times: 2"], ["compute 1", "reseed 3; compute 1"],
      ["compute 1", "draw(); compute 1"], ["k = 1; compute(x -> x + k)", "k = 2; compute(x -> x + k)"],
      ["func g(x) = x\ncompute(x -> g(x))", "func g(x) = 2 * x\ncompute(x -> g(x))"],
      ["k = 1; func h(x) = x + k\ncompute(x -> h(x))", "k = 2; func h(x) = x + k\ncompute(x -> h(x))"],
      ["compute(x -> x + 1)", "compute(x -> x + 2)"],
      [
        "r = fields(seconds: 3)\ncompute(x -> r.seconds)", "r = fields(seconds: 60)\ncompute(x -> r.seconds)",
      ],
      [
        "func f(a: 1, b: 2, c) = a + 10 * b + c\ncompute(x -> f(a: 7, c: x))",
        "func f(a, b: 1, c: 2) = a + 10 * b + c\ncompute(x -> f(a: 7, c: x))",
      ],
      ["func f(k) = compute(x -> x + k)\nf(1)", "func f(k) = compute(x -> x + k)\nf(2)"],
    ])
  func dependencies(cells: [String]) {
    #expect(run([cells[0]]).runs == 1)
    #expect(run([cells[1]]).runs == 1)
    #expect(run([cells[0]]).runs == 0)
    #expect(run([cells[1]]).runs == 0)
  }

  @Test(
    "What reads files, whatever it is called by, is computed every time",
    arguments: [
      "compute(x -> look())", "g = look\ncompute(x -> g())", "look = 5\ncompute(x -> look())",
      "func h() = look()\ncompute(x -> h())", "compute(x -> _)",
    ])
  func openKeys(cell: String) {
    let cells = ["1", cell]
    #expect(run(cells).runs == 1)
    #expect(run(cells).runs == 1)
  }

  @Test("Two calls in a statement draw their own numbers, reused or not")
  func draws() {
    let cells = ["[compute(1), compute(1), draw()]"]
    let first = run(cells)
    #expect(first.runs == 2)
    let again = run(cells)
    #expect((again.runs, again.reused) == (0, 2))
    #expect(again.value == first.value)
  }

  @Test("A command that changes a variable changes it when its result is reused")
  func places() {
    let cells = ["v = [1]", "extend v", "extend v", "v"]
    #expect(run(cells) == ("[1, 7, 7]", 2, 0))
    #expect(run(cells) == ("[1, 7, 7]", 0, 2))
  }

  @Test("A sweep is reused, unless a variable that its body reads has changed")
  func sweeps() {
    let sweep = "sweep i in 1...3 { fields(a: i * k, b: draw()) }"
    let first = run(["k = 2", sweep])
    #expect(run(["k = 2", sweep]) == (first.value, 0, 1))
    #expect(run(["k = 3", sweep]).reused == 0)
    #expect(run(["k = 2", "sweep i in 1...3 { fields(a: i * k, b: _) }"]).reused == 0)
  }

  @Test("A sweep that was interrupted goes on with the points it has, and keeps no parts once it is whole")
  func interruptedSweep() throws {
    let cells = [
      "sweep i in 1...40 { fields(a: compute(i)[1], b: if i == 40 { stumble() } else { draw() }) }", "_.a",
    ]
    let whole = run(cells)
    #expect((whole.runs, whole.reused) == (40, 0))
    _ = trial().session.results?.removeAll()
    runs.stumbleNext()
    let failed = run([cells[0]])
    #expect(failed.value.contains("stumbled"))
    let again = run(cells)
    // Points that ran at the same time as the last one may be missing.
    #expect(again.reused > 0 && again.runs == 40 - again.reused)
    #expect(again.value == whole.value)
    #expect(run(cells) == (whole.value, 0, 1))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 1)
  }

  @Test("A store that is fresh, or another build's, gives nothing; a damaged file counts as none")
  func misses() throws {
    _ = run(["compute 1"])
    #expect(run(["compute 1"], trial(isFresh: true)).runs == 1)
    #expect(run(["compute 1"], trial(build: "another")).runs == 1)
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      let path = URL(filePath: folder + "/" + name)
      var data = try Data(contentsOf: path)
      data[data.count / 2] ^= 1
      try data.write(to: path)
    }
    #expect(run(["compute 1"]).runs == 1)
    #expect(run(["compute 1"]).runs == 0)
  }

  @Test("A result under another's name, of a call or of a point of a sweep, counts as none")
  func exchangedFiles() throws {
    func exchange(in folder: String) throws {
      let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter {
        $0.hasSuffix(".kept")
      }
      let paths = names.prefix(2).map { URL(filePath: folder + "/" + $0) }
      let files = try paths.map { try Data(contentsOf: $0) }
      #expect(files.count == 2 && files[0] != files[1])
      for (path, file) in zip(paths, files.reversed()) { try file.write(to: path) }
    }
    let values = [run(["compute 1"]).value, run(["compute 2"]).value]
    try exchange(in: folder)
    #expect(run(["compute 1"]) == (values[0], 1, 0))
    #expect(run(["compute 2"]) == (values[1], 1, 0))
    _ = trial().session.results?.removeAll()
    let sweep = [
      "sweep i in 1...40 { fields(a: compute(i)[1], b: if i == 40 { stumble() } else { i }) }", "_.a",
    ]
    let whole = run(sweep).value
    _ = trial().session.results?.removeAll()
    runs.stumbleNext()
    _ = run([sweep[0]])
    let parts = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".parts") }
    try exchange(in: folder + "/" + (try #require(parts.first)))
    let again = run(sweep)
    #expect(again.value == whole)
    #expect(again.runs == 40 - again.reused && again.runs >= 3)
  }

  @Test("What follows from a time that was measured is not kept")
  func times() {
    let cells = ["sweep i in 1...3 { fields(a: measure(compute(i)[1])) }", "measure(compute(1)[1])"]
    _ = run(cells)
    #expect(run([cells[0]]).reused == 0)
  }

  @Test("The store stays within its limit, and forgets when asked to")
  func limit() {
    for k in 1...40 { _ = run(["compute \(k)"], trial(limit: 1000)) }
    let store = trial().session.results
    let forgotten = store?.removeAll()
    #expect((forgotten?.byteCount ?? 0) <= 1000)
    #expect((1..<40).contains(forgotten?.count ?? 0))
    #expect(store?.removeAll().count == 0)
  }

  @Test("The property lists that earlier versions kept are not read, and forgotten with the rest")
  func formerFiles() throws {
    _ = run(["compute 1"])
    let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).first)
    let former = name.replacing(".kept", with: ".plist")
    try FileManager.default.moveItem(atPath: folder + "/" + name, toPath: folder + "/" + former)
    #expect(run(["compute 1"]).runs == 1)
    #expect(trial().session.results?.removeAll().count == 2)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
  }
}
