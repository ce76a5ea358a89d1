import CommandLibrary
import Foundation
import Interpreter
import Language
import Testing

/// Tests/Transcripts/errors: scripts with one error each, NAME.rpl, and how it is shown, NAME.txt.
///
/// `REPLICA_UPDATE_TRANSCRIPTS=1 swift test` writes what is shown now; the difference is for a reader to judge.
@Suite struct ErrorCorpusTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Transcripts/errors")

  private static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".rpl") }.map { String($0.dropLast(4)) }.sorted()
  }()

  /// What shows only when the script runs.
  private static let onlyWhenRun: Set<String> = [
    "file-folder", "kind-mask-in-filter", "kind-mask-in-while", "name-after-failed-try", "name-result",
    "run-assert", "run-assert-in-function", "run-checkpoint", "run-diverges", "run-fit-logarithm",
    "run-gain-large",
    "run-group-column", "run-history-in-company", "run-integral-diverges", "run-integral-overflow",
    "run-memory", "run-potential-range", "run-previous",
    "run-recursion",
    "run-root-pole", "run-root-sign", "run-try-break", "run-undo", "shape-unpack-many",
  ]

  private func found(in text: String, _ name: String) -> [Diagnostic] {
    let (script, errors) = Parser.parseAll(SourceText(text, name: "\(name).rpl"))
    let checker = Checker(commands: commandLibrary)
    if let script { checker.check(script) }
    return errors + checker.errors
  }

  @Test(
    "Every error is found, before the script runs where that is possible, and shown as written",
    arguments: names)
  func error(name: String) throws {
    let text = try String(contentsOf: Self.folder.appending(path: "\(name).rpl"), encoding: .utf8)
    var trial = Trial()
    Trial.enterFolder()
    let found = found(in: text, name)
    #expect(found.isEmpty == Self.onlyWhenRun.contains(name))
    var shown = found.flatMap { $0.rendered().map(\.plain) }
    if found.isEmpty {
      trial.run(text, asScript: true)
      let failure = trial.failure
      shown = try #require(failure).rendered().map(\.plain)
    }
    // What is free differs from machine to machine.
    let lines = shown.map {
      $0.replacing(/, [0-9.]+ [kMGT]B are free/, with: ", … are free").replacing(/\ +$/, with: "")
    }
    let url = Self.folder.appending(path: "\(name).txt")
    if ProcessInfo.processInfo.environment["REPLICA_UPDATE_TRANSCRIPTS"] != nil {
      try (lines.joined(separator: "\n") + "\n").write(to: url, atomically: true, encoding: .utf8)
    }
    let expected = try String(contentsOf: url, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false
    )
    .dropLast().map(String.init)
    #expect(lines == expected)
  }

  @Test("There are at least eighty, of every class")
  func presence() {
    #expect(Self.names.count >= 80)
    let classes = Set(Self.names.compactMap { $0.split(separator: "-").first })
    #expect(
      classes == ["lexical", "syntax", "name", "label", "kind", "shape", "domain", "choice", "file", "run"])
  }

  @Test("What runs has no errors: every example", arguments: commandLibrary.commands)
  func examples(command: Command) {
    Trial.enterFolder()
    for example in command.examples where !isAwaited(example.code) {
      let found = found(in: example.code, command.name)
      #expect(found.isEmpty, "\(example.code): \(found.map(\.message))")
    }
  }

  @Test(
    "What runs has no errors: variables with the names of commands",
    arguments: [
      "select = select\nselect", "step = print\nstep", "func step(a: 2) = a\nstep", "sqrt = 3\nsqrt",
    ])
  func hiddenCommands(script: String) {
    let found = found(in: script, "hidden")
    #expect(found.isEmpty, "\(script): \(found.map(\.message))")
  }

  @Test(
    "A script is warned of where == meant whole values, and not where it can only mean a mask",
    arguments: [
      ("a = [1, 2]\nprint(a == [1, 3])", 1), ("a = zeros(3)\nb = a * 2\nsame = a == b", 1),
      ("a = [1]\n\"\\(a == [1])\"", 1), ("a = [1]\nr = record(same: a != [2])", 1),
      ("a = [1]\nfunc f(x) = x\nf(a == a)", 1), ("a = [1, 2]\nprint(a == 1)", 0),
      ("a = [1, 2]\nprint(all(a == [1, 2]))", 0), ("a = [1, 2] * 1\na[a == [1, 3]]", 0),
      ("a = [1, 2]\nb = a > 1 and a == [1, 2]", 0), ("a = [1, 2]\nb = (a == [1, 2]) * 2", 0),
      ("a = [1, 2]\nb = equal(a, [1, 2])", 0), ("a = [1, 2]\nb = sum(a == [1, 2])", 0),
      ("r = record(a: 1)\nprint(r == r)", 0), ("func f(x) = x\nprint(f(1) == [1])", 0),
    ])
  func warnings(script: String, count: Int) throws {
    let checker = Checker(commands: commandLibrary)
    checker.check(try Parser.parse(SourceText(script, name: "old")))
    #expect(checker.errors.isEmpty)
    #expect(checker.warnings.map(\.code) == Array(repeating: "W1", count: count))
  }

  @Test(
    "What runs has no errors: code that is not reached, or is allowed to fail",
    arguments: [
      "x = [1]\nif x.count > 3 { x[3] }", "x = [1]\nif x.count == 1 { 0 } else { x[3] }",
      "x = [1]\nx.count > 3 and x[3] > 0", "x = [1]\nx.count < 3 or x[3] > 0",
      "t = table(a: [1])\ny = if t.count > 5 { t[5].a } else { 0 }", "try { [1][3] }",
      "try { 1 + \"a\" } else { 2 }",
      "y = try { unheardOf } else m { m }", "x = [1, 2]\nfor i in 0...1 { x[i] = 0 }\nx[x > 5]",
      "f = (x, y) -> x + y\nf(y: 1, x: 2)", "a, b = [1, 2]\na, b = [b, a]",
      "x = zeros(3)\nx[1...] = [1, 2]\nx[x > 1]", "r = record(a: 1)\nr.b = 2\nr.b",
      "t = table(a: [1, 2])\nt.b = t.a * 2\nt.b[t.a > 1] = 0\nt.b",
    ])
  func unreached(script: String) {
    var trial = Trial()
    trial.run(script, asScript: true)
    #expect(trial.failure == nil)
    let found = found(in: script, "unreached")
    #expect(found.isEmpty, "\(script): \(found.map(\.message))")
  }

  @Test("What runs has no errors: a tensor without axes is a number")
  func numbers() {
    let found = found(in: "n = 8\nA = teacher n: reshape(n), alpha: 2", "number")
    #expect(found.isEmpty, "\(found.map(\.message))")
  }

  @Test("What runs has no errors: every script")
  func scripts() throws {
    let root = Self.folder.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "scripts")
    let files = try #require(FileManager.default.enumerator(atPath: root.path)).compactMap { $0 as? String }
    let scripts = files.filter { $0.hasSuffix(".rpl") }
    #expect(scripts.count >= 4)
    for file in scripts {
      let text = try String(contentsOf: root.appending(path: file), encoding: .utf8)
      let found = found(in: text, file)
      #expect(found.isEmpty, "\(file): \(found.map(\.message))")
    }
  }

  /// What `check` says a script takes, and whether it may take longer.
  private func time(of text: String) -> (seconds: Double, isAtLeast: Bool) {
    let checker = Checker(commands: commandLibrary)
    if let script = Parser.parseAll(SourceText(text, name: "script")).0 { checker.check(script) }
    #expect(checker.errors.isEmpty, "\(checker.errors.map(\.message))")
    return (checker.seconds, checker.isAtLeast)
  }

  @Test(
    "A call takes what its function's body takes, as often as it runs",
    arguments: [
      ("func f() { train(net, on: A) }\nf(); f()", 2.0),
      ("func f(k) { train(net, on: A, epochs: k) }\nf(3)", 3),
      ("func f(k, m: 2) { for i in 1...k { train(net, on: A, epochs: m) } }\nf(5); f(m: 1, k: 1)", 11),
      ("func f() { train(net, on: A) }\nfunc g() { f(); f() }\nfor i in 1...10 { g() }", 20),
      ("func f() { train(net, on: A) }\nsweep i in 1...4 { f(); i }", 4),
      ("func f() { new = perceptron n: 100; train new, on: A, epochs: 7; new }\nf()", 7),
      ("func f() { train(net, on: A) }", 0), ("for t in [A, A] { train net, on: t }", 2),
      ("if 1 < 2 { train(net, on: A, epochs: 3) } else { train(net, on: A) }", 3),
      ("quick = true; k = if quick { 2 } else { 9 }\ntrain net, on: A, epochs: k", 2),
      ("quick = false; k = 1; if quick { k = 5 } else { k = 4 }\ntrain net, on: A, epochs: k", 4),
      ("for k in [1, 2, 4] { train(net, on: A, epochs: k) }", 7),
      ("for s in [record(k: 2), record(k: 3)] { train(net, on: A, epochs: s.k) }", 5),
      ("k = round(3.3); train(net, on: A, epochs: k)", 3),
    ])
  func calls(text: String, trainings: Double) {
    let before = "A = teacher n: 100, alpha: 1\nnet = perceptron n: 100\n"
    let one = time(of: before + "train net, on: A").seconds
    let found = time(of: before + text)
    #expect(one > 0)
    // Sums of the same few numbers in other orders.
    #expect(abs(found.seconds - trainings * one) < 1e-9 * one * max(1, trainings), "\(found.seconds / one)")
    #expect(!found.isAtLeast)
  }

  @Test(
    "Where something runs nobody knows how often, or is of unknown size, it takes at least as long",
    arguments: [
      "func f(k) { train(net, on: A); if k > 0 { f(k - 1) } }\nf(3)",
      "while random() > 0.1 { train(net, on: A) }",
      "func f(n) { train(net, on: A, epochs: n) }\nf(round(10 * random()))",
      "f = t -> train(net, on: t)\nf(A)",
      "func f() = g()\nfunc g() { f(); train(net, on: A) }\ng()",
    ])
  func unknownTimes(text: String) {
    #expect(time(of: "A = teacher n: 100, alpha: 1\nnet = perceptron n: 100\n" + text).isAtLeast)
  }

  @Test("Many small steps take longer than one large one, and held q_d longer still")
  func smallSteps() {
    let before = "A = teacher n: 100, alpha: 1\nnet = perceptron n: 100\ntrain net, on: A, epochs: 100"
    let (one, ten) = (time(of: before), time(of: before + ", batch: 10"))
    let held = time(of: before + ", batch: 10, hold: e -> 0.5")
    #expect(one.seconds < ten.seconds && ten.seconds < held.seconds)
    #expect(time(of: before + ", batch: round(100 * random())").isAtLeast)
  }

  @Test(
    "Of many points a few tell about how long all take",
    arguments: [
      ("sweep k in 1...100, l in [1, 3] { train(net, on: A, epochs: k * l); k }", 20_200),
      ("sweep k in 1...96, l in [1, 3] { train(net, on: A, epochs: l); k }", 384),
      ("sweep l in [1, 3], k in 1...96 { train(net, on: A, epochs: l); k }", 384),
      ("for k in 0..<1000 { train(net, on: A, epochs: k) }", 499_500),
    ])
  func manyPoints(text: String, trainings: Double) {
    let before = "A = teacher n: 100, alpha: 1\nnet = perceptron n: 100\n"
    let ratio = time(of: before + text).seconds / time(of: before + "train net, on: A").seconds
    // Eight points; no sum of them is off by more.
    #expect(abs(ratio / trainings - 1) < 0.1, "\(ratio)")
  }

  @Test("A file that a branch reads may be missing", arguments: ["true", "false", "random() > 0.5"])
  func missingFile(condition: String) {
    _ = time(of: "quick = \(condition)\nx = if quick { [1] } else { load(\"no such file.csv\") }")
  }

  @Test("Calls that call others many times over are counted in no time, up to a limit")
  func manyCalls() {
    let functions = (1...40).map { "func f\($0)() { f\($0 - 1)(); f\($0 - 1)() }" }
    let script = (["func f0() { solve(alpha: 1, beta: 1) }"] + functions + ["f40()"]).joined(separator: "\n")
    let duration = ContinuousClock().measure { #expect(time(of: script).isAtLeast) }
    #expect(duration < .seconds(2))
  }

  @Test("Loops in each other are looked at in no time")
  func nestedLoops() {
    let loops = (1...30).map { "for i\($0) in 1...10 {\n" }.joined()
    let script = loops + "solve(alpha: 1, beta: 1)" + String(repeating: "\n}", count: 30)
    let duration = ContinuousClock().measure { #expect(time(of: script).seconds > 1e26) }
    #expect(duration < .seconds(1))
  }
}
