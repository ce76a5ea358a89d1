import CommandLibrary
import Execution
import Interpreter
import Language
import Synchronization
import Testing

/// What a journal has on record tells every change of what its cells make and show.
@Suite struct RecordTests {
  private static let long =
    "x = tensor([" + (1...1200).map { "\(Double($0 * $0 % 1009) / 8)" }.joined(separator: ", ") + "])"

  private static let subjects: [Mutations] = [
    Mutations(
      "x = [3, 1, 4, 1.5, 9.25, 2.6]", .digits, .order, others: ["x = tensor([3, 1, 4, 1.5, 9.25, 2.6])"]),
    Mutations(
      "x = tensor([0.5, 1.25, -3, 7.5, 2e3, 11.75, 13.5, 0, 17.25, 19.5, 23.125, 29])", .digits, .order,
      others: ["x = [0.5, 1.25, -3, 7.5, 2e3, 11.75, 13.5, 0, 17.25, 19.5, 23.125, 29]"]),
    Mutations(
      "x = tensor([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])", .digits, .order,
      others: [
        "x = reshape(tensor([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]), 3, 4)",
        "x = 1...12", "x = tensor([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, nan])",
      ]),
    Mutations(
      "x = reshape(1...6, 2, 3)",
      others: [
        "x = reshape(1...6, 3, 2)", "x = reshape(1...6, 6)", "x = reshape(1...6, 1, 6)",
        "x = transpose(reshape(1...6, 3, 2))", "x = transpose(reshape(1...6, 2, 3))",
        "x = reshape([4, 5, 6, 1, 2, 3], 2, 3)",
      ]),
    Mutations(
      "x = reshape(1...16, 4, 4)",
      others: [
        "x = transpose(reshape(1...16, 4, 4))", "x = reshape(1...16, 2, 8)", "x = -reshape(1...16, 4, 4)",
      ]),
    Mutations(
      "x = random(5, 5)",
      others: ["x = transpose(random(5, 5))", "x = reshape(random(5, 5), 25)", "x = random(5, 5) + 1e-6"]),
    Mutations(Self.long, .sample(count: 60)),
    Mutations(
      "x = [nan, 1, inf, 2, -inf, 3, 4, 5, 6, 7, 8]", .digits, .order,
      others: ["x = [nan, 1, inf, 2, inf, 3, 4, 5, 6, 7, 8]"]),
    Mutations("x = [1e300, 2e300, -3e300, 4e-300, 5e300, 6e300, 7e300, 8e300, 9e300]", .order),
    Mutations("x = [1e-300, 2e-300, -3e-300, 4e-300, 5e-300, 6e-300, 7e-300, 8e-300, 9e-300]", .order),
    Mutations(
      "x = [[1, 2], [3, [4, \"word\"]], record(a: 1, b: [true, false])]", .digits, .letters,
      others: [
        "x = [[1, 2], [3, [\"word\", 4]], record(a: 1, b: [true, false])]",
        "x = [[1], [2, 3, [4, \"word\"]], record(a: 1, b: [true, false])]",
        "x = [[1, 2, 3], [[4, \"word\"]], record(a: 1, b: [true, false])]",
        "x = [[1, 2], [3, [4, \"word\"]], record(a: 1, b: [false, true])]",
        "x = [[1, 2], [3, [4, \"word\"]], record(a: 1, c: [true, false])]",
        "x = [[1, 2], [3, [4, \"word\"]], record(b: [true, false], a: 1)]",
        "x = [[1, 2], record(a: 1, b: [true, false]), [3, [4, \"word\"]]]",
      ]),
    Mutations(
      "x = record(alpha: 0.5, beta: 20, name: \"first\", list: [1, 2.5, 3])", .digits, .letters, .order,
      others: [
        "x = record(alpha: 0.5, gamma: 20, name: \"first\", list: [1, 2.5, 3])",
        "x = record(beta: 20, alpha: 0.5, name: \"first\", list: [1, 2.5, 3])",
        "x = record(beta: 0.5, alpha: 20, name: \"first\", list: [1, 2.5, 3])",
        "x = record(alpha: 0.5, beta: 20, name: \"first\", list: tensor([1, 2.5, 3]))",
        "x = record(alpha: 0.5, beta: 20, name: \"first\")",
      ]),
    Mutations(
      "x = table(n: [100, 200, 300], error: [0.25, 0.125, 0.0625], label: [\"ab\", \"cd\", \"ef\"])", .digits,
      .letters,
      .order,
      others: [
        "x = table(error: [0.25, 0.125, 0.0625], n: [100, 200, 300], label: [\"ab\", \"cd\", \"ef\"])",
        "x = table(m: [100, 200, 300], error: [0.25, 0.125, 0.0625], label: [\"ab\", \"cd\", \"ef\"])",
        "x = table(n: [200, 100, 300], error: [0.125, 0.25, 0.0625], label: [\"cd\", \"ab\", \"ef\"])",
        "x = table(error: [100, 200, 300], n: [0.25, 0.125, 0.0625], label: [\"ab\", \"cd\", \"ef\"])",
        "x = sort(table(n: [100, 200, 300], error: [0.25, 0.125, 0.0625], label: [\"ab\", \"cd\", \"ef\"]), by: \"error\")",
        "x = table(n: [100, 200], error: [0.25, 0.125], label: [\"ab\", \"cd\"])",
      ]),
    Mutations(
      "print \"the error is\", 0.125, \"after step\", 30", .digits, .letters,
      others: [
        "print 0.125, \"the error is\", \"after step\", 30", "print \"the error is\", 0.125, \"after step\"",
        "print \"the error is\", 30, \"after step\", 0.125", "\"the error is 0.125 after step 30\"",
        "print \"the error is\", 0.125; print \"after step\", 30", "x = 1",
      ]),
    Mutations(
      "print \"α = \\(alpha), ε = \\(alpha / 4)\"", after: ["alpha = 0.5;"], .digits,
      others: ["print \"α = \\(alpha / 4), ε = \\(alpha)\"", "print \"α = \\(alpha), ε = \\(-alpha / 4)\""]),
    Mutations("for i in [2, 3, 5, 7] { print i }", .digits, .order, others: ["for i in [2, 3, 5, 7] { i }"]),
    Mutations(
      "for i in 1...40 { print \"line \\(i)\" }",
      others: [
        "for i in 1...41 { print \"line \\(i)\" }", "for i in 40...1 by -1 { print \"line \\(i)\" }",
        "for i in 1...40 { print \"line \\(if i == 33 { 34 } else { i })\" }",
        "for i in 1...40 { print \"lane \\(i)\" }",
      ]),
    Mutations(
      "print [1, 2, 3]\nprint table(a: [4, 5])", .digits, .order,
      others: ["print table(a: [4, 5])\nprint [1, 2, 3]", "print [1, 2, 3]\nprint table(b: [4, 5])"]),
    Mutations(
      "plot [1, 2, 4, 8], [0.5, 0.25, 0.125, 0.0625], title: \"Error\", xlabel: \"load\", label: \"theory\"",
      .digits,
      .order,
      others: [
        "plot [0.5, 0.25, 0.125, 0.0625], [1, 2, 4, 8], title: \"Error\", xlabel: \"load\", label: \"theory\"",
        "plot [1, 2, 4, 8], [0.5, 0.25, 0.125, 0.0625], title: \"Eror\", xlabel: \"load\", label: \"theory\"",
        "plot [1, 2, 4, 8], [0.5, 0.25, 0.125, 0.0625], title: \"Error\", xlabel: \"alpha\", label: \"theory\"",
        "plot [1, 2, 4, 8], [0.5, 0.25, 0.125, 0.0625], title: \"Error\", xlabel: \"load\", label: \"run\"",
        "plot [1, 2, 4, 8], [0.5, 0.25, 0.125, 0.0625], title: \"Error\", xlabel: \"load\", label: \"theory\", log: \"y\"",
        "plot [1, 2, 4, 8], [0.5, 0.25, 0.125, 0.0625], title: \"Error\", xlabel: \"load\", label: \"theory\", style: \"points\"",
        "plot [1, 2, 4, 8], [0.5, 0.25, 0.125, 0.0625], title: \"Error\", xlabel: \"load\", label: \"theory\", ylimits: 0...1",
      ]),
    Mutations(
      "heatmap [[0.9, 0.7], [0.6, 0.8]], label: \"accuracy\", xlabel: \"task\"", .digits,
      others: [
        "heatmap [[0.6, 0.8], [0.9, 0.7]], label: \"accuracy\", xlabel: \"task\"",
        "heatmap [[0.9, 0.6], [0.7, 0.8]], label: \"accuracy\", xlabel: \"task\"",
        "heatmap [[0.9, 0.7], [0.6, 0.8]], label: \"error\", xlabel: \"task\"",
      ]),
    Mutations(
      "x = \"some text 12\"", .digits, .letters, others: ["x = \"some  text 12\"", "x = \"some text 12\";"]),
    Mutations("x = [\"one\", \"two\", \"three\"]", .letters, .order),
    Mutations("x = true", others: ["x = false", "x = 1", "x = \"true\"", "x = nothing", "y = true"]),
    Mutations(
      "x = 2...10 by 2", .digits, others: ["x = 2..<10 by 2", "x = tensor(2...10 by 2)", "x = 2...11 by 2"]),
    Mutations(
      "f = x -> 2 * x + 1", .digits, others: ["f = x -> 2 * x - 1", "f = y -> 2 * y + 1", "f = sin"]),
    Mutations(
      "func g(x, k: 3) = k * x", .digits,
      others: ["func g(x, m: 3) = m * x", "func g(x, k: 3) = k + x", "func h(x, k: 3) = k * x"]),
    Mutations("f = x -> k * x", after: ["k = 2;"], others: ["f = x -> 2 * x", "k = 2; f = x -> k + x"]),
    Mutations("x = 1\nx = 2", .digits, others: ["x = 3; x = 2", "x = 2"]),
    Mutations("x = 12345.678", .digits, others: ["x = 12345.678;", "x = -12345.678", "z = 12345.678"]),
    Mutations("10000000001", .digits, others: ["10000000001 + 1", "10000000001;"]),
    Mutations("undo", after: ["x = 1", "y = 2"], others: ["undo 2", "z = 1"]),
    Mutations("x = solve alpha: 0.5, beta: 20", .digits, others: ["x = solve alpha: 0.5, beta: 20;"]),
    Mutations("x = random 12", after: ["seed 5"], .digits),
    Mutations("A = teacher n: 51, alpha: 2", .digits, others: ["A = teacher n: 51, alpha: 2;"]),
    Mutations(
      "train net, on: A, epochs: 3", after: ["A = teacher n: 51, alpha: 2", "net = perceptron n: 51"],
      .digits,
      others: ["train net, on: A, epochs: 3, rate: 0.3", "n = net; train n, on: A, epochs: 3"]),
    Mutations(
      "split(D, into: 5)[1]", after: ["D = digits()"], .digits, others: ["D", "permuted(D, count: 2)[1]"]),
    Mutations(
      "net = network layers: [64, 12, 10]", .digits, others: ["net = binarynet layers: [64, 12, 10]"]),
  ]

  /// The journal of a session of those cells.
  private static func journal(of cells: [String]) -> String {
    let recorder = MemoryJournal()
    var trial = Trial()
    trial.session.recorder = recorder
    for cell in cells { trial.run(cell) }
    return recorder.text
  }

  private static func comparison(of text: String, threads: Int = 1) throws -> Comparison {
    let journal = try Journal(text, name: "journal")
    let result = Mutex<Comparison?>(nil)
    withoutActuallyEscaping({ @Sendable in
      var session = Session(commands: commandLibrary)
      let comparison = try? session.replay(
        journal, tolerance: Journal.defaultTolerance, in: Work(threads: threads)
      ) { _ in }
      result.withLock { $0 = comparison }
    }) { run in
      Execution.Thread(run)?.join()
    }
    return try #require(result.withLock { $0 })
  }

  /// The journal as it were if another build had written it, so that numbers are compared within the tolerance.
  private static func elsewhere(_ text: String) -> String { text.replacing("on build ", with: "on build 0") }

  @Test("A thousand edits that change a value, its shape, order or names, or what is shown, are all found")
  func mutations() throws {
    Trial.enterFolder()
    var count = 0
    for subject in Self.subjects.flatMap({ [$0, $0.silenced].compactMap(\.self) }) {
      let text = Self.journal(of: subject.prelude + [subject.cell])
      #expect(try Self.comparison(of: text).differences.isEmpty, "\(subject.cell)")
      for mutant in subject.mutants {
        let mutated = text.replacing(subject.cell + "\n#>", with: mutant + "\n#>")
        let here = try Self.comparison(of: mutated)
        // What does not run any more is another matter.
        guard here.runs else { continue }
        count += 1
        #expect(!here.differences.isEmpty, "missed: \(mutant.prefix(200))")
        let elsewhere = try Self.comparison(of: Self.elsewhere(mutated))
        #expect(!elsewhere.differences.isEmpty, "missed within the tolerance: \(mutant.prefix(200))")
      }
    }
    #expect(count >= 1000, "\(count)")
  }

  @Test("An honest journal verifies on one thread and two, and as another build's; times are those on record")
  func honest() throws {
    let cells = [
      "seed 3", "t = time(sum(1...1000))",
      "print \"took \\(t.seconds) s, \\(round(1e6 * t.seconds)) μs, \\(t)\"",
      "slow = t.seconds > 1e-5", "first = solve alpha: 0.5, beta: 20", "speed = 1 / first.seconds",
      "first[\"seconds\"]",
      "s = sweep n in 1...20 { record(n: n, ms: 1000 * time(sum(1...n)).seconds, x: random(3)[0]) }",
      "sort(s, by: \"ms\")", "T = permuted(digits(), count: 2)",
      "r = learn network(layers: [64, 8, 10]), tasks: T, epochs: 1", "r", "print r.seconds",
      "c = compare(r, r)", "c",
      "c.table.seconds", "plot c, x: \"runs\", y: \"seconds\"", "memory", "help solve",
    ]
    let text = Self.journal(of: cells)
    for threads in [1, 2] {
      for text in [text, Self.elsewhere(text)] {
        let comparison = try Self.comparison(of: text, threads: threads)
        #expect(comparison.differences.isEmpty, "\(comparison.differences)")
        #expect(comparison.roundings.isEmpty)
        #expect(comparison.cellCount == cells.count)
      }
    }
    // The numbers that follow from times are compared, too.
    let other = text.replacing("round(1e6 * t.seconds)", with: "round(2e6 * t.seconds)")
    #expect(try Self.comparison(of: other).differences.count == 1)
  }

  /// As version 0.1.0 wrote it.
  private static let oldJournal = """
    # Replica journal 1
    # replica 0.1.0 · begun 2026-12-01 12:13:03
    # in /home/ada

    # %% [1] 12:13:03
    seed 7
    #> done in 0.000112548 s

    # %% [2] 12:13:03
    first = solve alpha: 2, beta: 20
    #> done in 0.007948908 s
    #> first: solution q=0.9782378785763923 r=0.9889991128928578 qd=0.9783937443206705 p=0.9999913033349517 error=0.0013275222586694789 phi=-6.3834030393994405 V=0.319170151969972 replicon=0.0162063427617371 bits=67d7daa3ca558146

    # %% [3] 12:13:03
    x = [1, 2.5, 3]
    #> done in 2.5999e-05 s
    #> x: list count=3.0 sum=6.5 squares=16.25 first=1.0 last=3.0 bits=a244be962726d100

    # %% [4] 12:13:03
    y = tensor([[1, 2], [3, 4]])
    #> done in 6.9734e-05 s
    #> y: tensor count=4.0 sum=10.0 squares=30.0 first=1.0 last=4.0 bits=a65d5050bb1d64b9

    # %% [5] 12:13:03
    s = "text"
    #> done in 4.586e-06 s
    #> s: text words=cf55a3debf02823f bits=1032046298deee9a

    # %% [6] 12:13:03
    r = record(a: 1, b: "word", seconds: 3)
    #> done in 1.5443e-05 s
    #> r: record a=1.0 words=f0cbbfd10e4d5fb4 bits=feb3c47bd93f234e

    # %% [7] 12:13:03
    t = table(n: [1, 2], e: [0.5, 0.25])
    #> done in 2.4136e-05 s
    #> t: table rows=2.0 n=3.0 e=0.75 words=8bb69d50a9bac5c5 bits=a4fd2f2448dddc1c

    # %% [8] 12:13:03
    f = x -> x + 1
    #> done in 2.4607e-05 s
    #> f: function bits=7f9deb63af99c171

    # %% [9] 12:13:03
    A = teacher n: 51, alpha: 1
    #> done in 4.1091e-05 s
    #> A: task bits=a74100a30a24bd66

    # %% [10] 12:13:03
    t1 = time(1)
    #> done in 2.0941e-05 s
    #> t1: record words=efe6cf29fc2d2447 bits=7ffa0590e87378f8

    # %% [11] 12:13:03
    print "not on record"
    #> done in 1.1547e-05 s

    #> closed

    """

  @Test("A journal of the first form verifies, and what its records cannot tell is said")
  func old() throws {
    let comparison = try Self.comparison(of: Self.oldJournal)
    #expect(comparison.differences.isEmpty, "\(comparison.differences)")
    #expect(comparison.untold.map(\.name) == ["f", "A"])
    let report = comparison.report.map { if case .line(let line) = $0 { line.plain } else { "" } }
    #expect(
      report == [
        "the same within 1e-09 · 11 cells, 9 values",
        "an older version wrote this journal: its records do not cover shape and order, nor what was shown",
        "nor the content of [8] f, [9] A",
      ])
    let edits = [
      ("qd=0.9783", "qd=0.9784"), ("x = [1, 2.5, 3]", "x = [1, 2.6, 3]"), ("s = \"text\"", "s = \"test\""),
      ("b: \"word\"", "c: \"word\""), ("y = tensor", "y = list"), ("e: [0.5", "e: [0.6"),
    ]
    for (text, other) in edits {
      #expect(Self.oldJournal.contains(text))
      let changed = try Self.comparison(of: Self.oldJournal.replacing(text, with: other))
      #expect(!changed.differences.isEmpty, "\(other)")
    }
  }

  @Test("How a computation went is another on another processor, and no difference there; on the same it is")
  func noise() throws {
    let old = "t = table(q: [0.5, 0.25], residual: [3e-12, 4e-13], iterations: [16, 25])"
    let new = "t = table(q: [0.5, 0.25], residual: [7e-15, 4e-16], iterations: [17, 25])"
    let text = Self.journal(of: [old]).replacing(old + "\n", with: new + "\n")
    #expect(try Self.comparison(of: text).differences.count == 2)
    #expect(try Self.comparison(of: Self.elsewhere(text)).differences.isEmpty)
    let large = text.replacing("7e-15", with: "7e-3")
    #expect(try !Self.comparison(of: Self.elsewhere(large)).differences.isEmpty)
  }

  @Test("A difference is said in words: shape, field, element, order, what was shown")
  func words() throws {
    func report(_ old: String, _ new: String) throws -> [String] {
      let text = Self.journal(of: [old]).replacing(old + "\n", with: new + "\n")
      return try Self.comparison(of: text).report.map {
        if case .line(let line) = $0 { line.plain } else { "" }
      }
    }
    #expect(
      try report("x = reshape(1...6, 2, 3);", "x = reshape(1...6, 3, 2);")
        == ["cell [1] x differs", "  shape 2 × 3 became 3 × 2"])
    #expect(
      try report("x = record(a: 1, b: 2);", "x = record(a: 1, c: 2);")
        == ["cell [1] x differs", "  field b became c"])
    #expect(
      try report("x = [1, 2, 3];", "x = [1, 4, 3];").prefix(3)
        == ["cell [1] x[1] differs", "  expected        2.0", "  found           4.0"])
    #expect(
      try report("x = tensor(1...20);", "x = tensor(20...1 by -1);")
        == ["cell [1] x differs", "  the order of its numbers is another, or some of them differ"])
    #expect(
      try report("print \"q is\", 0.5", "print \"r is\", 0.5")
        == [
          "cell [1] shows something else: line 1", "  expected        “q is 0.5”",
          "  found           “r is 0.5”",
        ])
  }
}

extension Comparison {
  fileprivate var runs: Bool {
    !differences.contains { if case .failure = $0.finding { true } else { false } }
  }
}

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
