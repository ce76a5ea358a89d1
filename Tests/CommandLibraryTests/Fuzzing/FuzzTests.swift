import CommandLibrary
import Execution
import Foundation
import Interpreter
import Language
import Testing

/// Nothing a user can type may end the program, keep it from stopping, or take the machine's memory; and what was typed can be saved and
/// run again. Inputs run in sessions that go on through many of them.
@Suite(.serialized) struct FuzzTests {
  /// Whether these tests run alone, for longer, and in a folder of their own: there they may write files.
  static let isLong = ProcessInfo.processInfo.environment["REPLICA_FUZZ_SEEDS"] != nil

  /// Fashion-MNIST takes its time.
  private static let harmless = commandLibrary.commands.filter {
    !(["quit", "fashion"] + (isLong ? [] : ["save", "run"])).contains($0.name)
  }

  private static let values = [
    "x", "y", "f", "g", "α", "xs", "t", "net", "_", "_1", "nothing", "true", "false", "pi", "inf", "nan",
    "0", "1", "2", "3", "-1",
    "0.5", "1e3", "1e12", "1e300", "100", "\"a\"", "\"\"", "\"\\(x)\"", "\"normal\"", "\"x\"", "[]",
    "[1, 2, 3]", "[[1, 2], [3, 4]]",
    "[\"a\", 1]", "1...5", "0..<1e11", "1...2 by 0.25", "x -> x", "x -> x + y", "(x -> f(x))",
    "record(a: 1, b: [2])",
    "table(x: [1, 2], y: [3, 4])", "zeros(3)", "random(4)", "zeros(0, 3)", "sweep i in 1...3 { i^2 }",
    "digits()", "permuted(digits(), count: 2)", "\"inputs.npy\"", "\"parity.csv\"",
    "[true, false]", "([1, nothing, 3] > 1)", "(zeros(2, 3) == 0)", "((x, y) -> x + y)",
    "(x -> { if x > 0 { return x }; -x })", "(try { xs[9] } else { 0 })", "[0, -1]", "[1, 2, 3][1...]",
    "zeros(2, 3)[..., 0]", "[[1, 2], record(a: 1, b: 2)]",
  ]
  private static let words = harmless.map(\.name) + harmless.map(\.name) + values
  private static let glue = [
    " ", "(", ")", "[", "]", ", ", " + ", " - ", " * ", " / ", " ^ ", " % ", " @ ", " == ", " < ", " and ",
    " or ", "not ", ".", ": ", " = ",
    " += ", "; ", "\n", " ... ", " ..< ", " by ", " -> ", " { ", " } ", " if ", " else ", "func f(x) = ",
    "func g(a, b: 2) { ", "for i in ",
    "while ", "sweep i in ", "return ", "break", "x = ", "xs[0] = ", "x[0][1] += ", "kind: ", "axis: ",
    "bins: ", "label: ", ".count", ".x",
    "[...]", "[1...]", "[..<-1]", "[... by -1]", "[..., 0]", "[-1, ...", "[xs > 1]", " != ", " >= ", "not (",
    "x, y = ", "xs[0], r.x = ", ".x = ", ".y += ", "xs[1...] = ", "for i, x in ", "(x, y) -> ", "x -> { ",
    "try { ", " } else e { ", "assert ", "where(", "any(", "all(", "equal(",
  ]

  /// `REPLICA_FUZZ_SEEDS=100 swift test --filter FuzzTests` tries longer, from the seed REPLICA_FUZZ_FIRST on; scripts/fuzz does.
  static let seeds: Range<UInt64> = {
    func number(_ name: String, default other: UInt64) -> UInt64 {
      ProcessInfo.processInfo.environment[name].flatMap(UInt64.init) ?? other
    }
    let first = number("REPLICA_FUZZ_FIRST", default: 1)
    return first..<first + number("REPLICA_FUZZ_SEEDS", default: 3)
  }()

  init() { Trial.enterFolder() }

  @Test(
    "No script whose parts come from others traps, hangs, or is another when it is saved", arguments: seeds)
  func scripts(seed: UInt64) {
    let before = Memory.resident
    var chance = SplitMix(state: seed)
    var total = FuzzReport()
    for _ in 0..<(Self.isLong ? 100 : 30) {
      let cells = Self.graftedScript(&chance)
      let offsets = cells.map { Int.random(in: 0...$0.grafted.utf8.count, using: &chance) }
      total += FuzzSession.report { session in
        for (cell, offset) in zip(cells, offsets) {
          session.ask(about: cell.grafted, at: offset)
          // What follows needs what the cell makes.
          if !session.run(cell.grafted), cell.grafted != cell.original { session.run(cell.original) }
        }
        session.replay()
      }
    }
    expectNothing(in: total, "scripts \(seed)")
    Memory.giveBack()
    // Other tests may run at the same time where this is not the only one.
    if Self.isLong { #expect(Memory.resident - before < 400 << 20, "sessions leave memory behind") }
  }

  private static let grafter: Grafter = {
    let parts = ScriptCorpus.scripts.flatMap { SyntaxParts(of: $0).parts }
    return Grafter(parts: parts, values: values, commands: harmless)
  }()

  /// Some statements of a script with those that they need, in cells, as they are and changed. Scripts come up as often as they are long.
  private static func graftedScript(_ chance: inout SplitMix) -> [(original: String, grafted: String)] {
    let place = ScriptCorpus.place(of: Int.random(in: 0..<ScriptCorpus.statementCount, using: &chance))
    let script = ScriptCorpus.scripts[place.script]
    let end = min(script.statements.count, place.statement + Int.random(in: 1...8, using: &chance))
    var rest = script.slice(of: place.statement..<end)[...]
    var names: [String] = []
    var cells: [(original: String, grafted: String)] = []
    while !rest.isEmpty {
      let statements = rest.prefix(Int.random(in: 1...3, using: &chance))
      rest = rest.dropFirst(statements.count)
      let text = statements.map { script.source[$0.span] }.joined(separator: "\n")
      let original = grafter.hastened(text, &chance)
      let grafted = grafter.hastened(grafter.grafted(text, names: names, &chance), &chance)
      names += statements.flatMap(\.givenNames)
      if !isHarmful(grafted + original) { cells.append((original, grafted)) }
    }
    return cells
  }

  private static func isHarmful(_ text: String) -> Bool {
    text.contains(/\b(quit|fashion)\b/) || !isLong && FuzzSession.usesFiles(text)
  }

  @Test("The corpus is there, and most grafts are grammatical")
  func grammar() {
    #expect(ScriptCorpus.scripts.count > 300)
    #expect(ScriptCorpus.forms.count > 40)
    for form in ScriptCorpus.forms {
      #expect(throws: Never.self, "\(form)") { _ = try Parser.parse(SourceText(form, name: "form")) }
    }
    var chance = SplitMix(state: 1)
    let inputs = (0..<100).flatMap { _ in Self.graftedScript(&chance).map(\.grafted) }
    let parsed = inputs.count { (try? Parser.parse(SourceText($0, name: "graft"))) != nil }
    #expect(Double(parsed) > 0.9 * Double(inputs.count), "\(parsed) of \(inputs.count)")
  }

  @Test("No sequence of words of the language and its commands traps or hangs", arguments: seeds)
  func words(seed: UInt64) {
    var chance = SplitMix(state: seed)
    let inputs = (0..<2_500).map { _ in
      (0..<Int.random(in: 1...14, using: &chance)).map { index in
        let words = index % 2 == 0 ? Self.words : Self.glue
        return words.randomElement(using: &chance) ?? ""
      }.joined(separator: Bool.random(using: &chance) ? "" : " ")
    }
    expectNothing(from: inputs, "words \(seed)")
  }

  @Test("No call of a command with values of any kind traps or hangs", arguments: seeds)
  func calls(seed: UInt64) {
    var chance = SplitMix(state: 99 + seed)
    let inputs = (0..<1_500).map { _ in
      let command = Self.harmless.randomElement(using: &chance)
      let labels = command?.parameters.map(\.name) ?? []
      let arguments = (0..<Int.random(in: 0...3, using: &chance)).map { _ in
        let value = Self.values.randomElement(using: &chance) ?? "1"
        guard Bool.random(using: &chance), let label = labels.randomElement(using: &chance) else {
          return value
        }
        return "\(label): \(value)"
      }
      return
        "x = 3; y = 2; xs = [1, [2, 3]]; \(command?.name ?? "print")(\(arguments.joined(separator: ", ")))"
    }
    expectNothing(from: inputs, "calls \(seed)")
  }

  @Test("No sequence of bytes traps or hangs", arguments: seeds)
  func bytes(seed: UInt64) {
    var chance = SplitMix(state: 5 + seed)
    let inputs = (0..<1_000).map { _ in
      let bytes = (0..<Int.random(in: 0...30, using: &chance)).map { _ in
        UInt8.random(in: 0...255, using: &chance)
      }
      return String(decoding: bytes, as: UTF8.self)
    }
    expectNothing(from: inputs, "bytes \(seed)")
  }

  @Test("No mutilation of a real session traps or hangs", arguments: seeds)
  func mutilations(seed: UInt64) {
    let script = """
      xs = [1, [2, 3], "a"]; t = table(x: [1, 2, 3], y: [1, 4, 9]); A = [[1, 2], [3, 4]] * 1.5
      func f(x, n: 2) { if x > 0 { return x^n } else if x == 0 { nothing } else { for i in 1...3 { x += i; if x > 2 { break } }; x } }
      curve = sweep α in 0.1...2.0 by 0.1, n in [1, 2] { record(e: exp(-α) * n, s: mean(random(5))) }
      for k in 0..<3 { xs[1][k % 2] += f(k, n: 3); append xs, "ε\\(k) = \\(curve.e[k])" }
      plot curve, x: "alpha", y: ["e", "s"], log: "y"; histogram(random(100), bins: 5).count[-1]; A[0, -1] *= 2; (A @ A)[1]
      g = x -> y -> x + y; [g(1)(2), sum([3, 4]), argmax(-A), sort([3, 1, 2])[0..<2], reshape(1...6, 2, -1)[1, 2]]
      A[..., 0] += 1; A[A > 2] = 0; t.z = t.x > 1; t.y[t.z and not t.x == 3] = 5
      a, b = [A[-1, ... by -1], t[1...].y]
      h = (x, y) -> { if any(x > y) { return x[x > y] }; try { x[9] } else e { assert e.count > 0, "e"; y } }; h(a, 1)
      """
    let bytes = Array(script.utf8)
    var chance = SplitMix(state: 7 + seed)
    let inputs = (0..<700).map { _ in
      var mutilated = bytes
      for _ in 0..<Int.random(in: 1...3, using: &chance) {
        let index = Int.random(in: 0..<mutilated.count, using: &chance)
        switch Int.random(in: 0..<4, using: &chance) {
        case 0: mutilated.remove(at: index)
        case 1: mutilated.insert(bytes.randomElement(using: &chance) ?? 0, at: index)
        case 2:
          mutilated.insert(
            contentsOf: Array((Self.words.randomElement(using: &chance) ?? "").utf8), at: index)
        default: mutilated.removeSubrange(index..<min(mutilated.count, index + 9))
        }
        if mutilated.isEmpty { mutilated = bytes }
      }
      return String(decoding: mutilated, as: UTF8.self)
    }
    expectNothing(from: inputs, "mutilations \(seed)")
  }

  private func expectNothing(from inputs: [String], _ name: String) {
    let report = FuzzSession.report { session in
      for input in inputs { session.run(input) }
    }
    expectNothing(in: report, name)
  }

  private func expectNothing(in report: FuzzReport, _ name: String) {
    #expect(report.findings.isEmpty)
    if Self.isLong { print("fuzz \(name): \(report)") }
  }
}
