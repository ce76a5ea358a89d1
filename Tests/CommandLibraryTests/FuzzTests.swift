import CommandLibrary
import Execution
import Foundation
import Interpreter
import Language
import Synchronization
import Testing

/// SplitMix64, so that every run tries the same inputs.
private struct Generator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Nothing a user can type may end the program. Each input runs in a session that goes on through all of
/// them.
@Suite(.serialized) struct FuzzTests {
  /// What files are made of would have the tests write where they please, and Fashion-MNIST takes its time.
  private static let harmless = commandLibrary.names.filter {
    !["save", "run", "quit", "fashion"].contains($0)
  }

  private static let words =
    harmless + harmless
    + [
      "x", "y", "f", "g", "α", "xs", "t", "net", "_", "_1", "nothing", "true", "false", "pi", "inf", "nan",
      "0", "1", "2", "3", "-1",
      "0.5", "1e3", "1e12", "1e300", "100", "\"a\"", "\"\"", "\"\\(x)\"", "\"normal\"", "\"x\"", "[]",
      "[1, 2, 3]", "[[1, 2], [3, 4]]",
      "[\"a\", 1]", "1...5", "0..<1e11", "1...2 by 0.25", "x -> x", "x -> x + y", "(x -> f(x))",
      "record(a: 1, b: [2])",
      "table(x: [1, 2], y: [3, 4])", "zeros(3)", "random(4)", "zeros(0, 3)", "sweep i in 1...3 { i^2 }",
      "digits()", "permuted(digits(), count: 2)", "\"inputs.npy\"", "\"parity.csv\"",
    ]
  private static let glue = [
    " ", "(", ")", "[", "]", ", ", " + ", " - ", " * ", " / ", " ^ ", " % ", " @ ", " == ", " < ", " and ",
    " or ", "not ", ".", ": ", " = ",
    " += ", "; ", "\n", " ... ", " ..< ", " by ", " -> ", " { ", " } ", " if ", " else ", "func f(x) = ",
    "func g(a, b: 2) { ", "for i in ",
    "while ", "sweep i in ", "return ", "break", "x = ", "xs[0] = ", "x[0][1] += ", "kind: ", "axis: ",
    "bins: ", "label: ", ".count", ".x",
  ]

  /// Code that may not run although it stands there.
  private static let detours = ["func", "->", "if", "while", "for", "sweep", "and", "or", "time", "return"]

  /// What `check` complains of in an input, all of which would run.
  private func refusal(of input: String, in session: Session) -> String? {
    guard let script = try? Parser.parse(SourceText(input, name: "fuzz")),
      !Self.detours.contains(where: input.contains)
    else { return nil }
    let checker = Checker(commands: commandLibrary, in: session.state)
    checker.check(script)
    return checker.mistakes.first?.message
  }

  /// Runs inputs one after the other, each for two seconds at the most; gives those that went on for longer, and those that ran although
  /// `check` refuses them.
  private func run(_ inputs: [String]) -> [String] {
    let found = Mutex<[String]>([])
    withoutActuallyEscaping({ @Sendable in
      var session = Session(commands: commandLibrary)
      for input in inputs {
        let cancellation = Cancellation()
        let done = Atomic<Bool>(false)
        let start = ContinuousClock.now
        let watch = Execution.Thread(stackBytes: 1 << 20) {
          while !done.load(ordering: .relaxed), ContinuousClock.now - start < .seconds(2) { usleep(2_000) }
          cancellation.request()
        }
        let work = Work(threads: 2, cancellation: cancellation)
        let refusal = refusal(of: input, in: session)
        let outcome = session.run(SourceText(input, name: "fuzz"), in: work) { event in
          switch event {
          case .completed(let statement): _ = statement.value.show()
          case .shown, .noted, .mistaken: break
          }
        }
        done.store(true, ordering: .relaxed)
        watch?.join()
        if case .failed(let diagnostic) = outcome { _ = diagnostic.rendered() }
        if case .completed = outcome, let refusal {
          found.withLock { $0.append("false alarm, \(refusal): \(input)") }
        }
        for (_, value) in session.state.globals.assigned { _ = value.summary }
        if ContinuousClock.now - start > .seconds(4) { found.withLock { $0.append(input) } }
      }
    }) { body in
      Execution.Thread(body)?.join()
    }
    return found.withLock { $0 }
  }

  /// `REPLICA_FUZZ_SEEDS=100 swift test --filter FuzzTests` tries longer, from the seed REPLICA_FUZZ_FIRST on; scripts/fuzz does.
  private static let seeds: Range<UInt64> = {
    func number(_ name: String, default other: UInt64) -> UInt64 {
      ProcessInfo.processInfo.environment[name].flatMap(UInt64.init) ?? other
    }
    let first = number("REPLICA_FUZZ_FIRST", default: 1)
    return first..<first + number("REPLICA_FUZZ_SEEDS", default: 4)
  }()

  @Test("No sequence of words of the language and its commands traps or hangs", arguments: seeds)
  func words(seed: UInt64) {
    var generator = Generator(state: seed)
    let inputs = (0..<2_500).map { _ in
      (0..<Int.random(in: 1...14, using: &generator)).map { index in
        let words = index % 2 == 0 ? Self.words : Self.glue
        return words.randomElement(using: &generator) ?? ""
      }.joined(separator: Bool.random(using: &generator) ? "" : " ")
    }
    #expect(run(inputs).isEmpty)
  }

  @Test("No call of a command with values of any kind traps or hangs", arguments: seeds)
  func calls(seed: UInt64) {
    var generator = Generator(state: 99 + seed)
    let values = Self.words.dropFirst(2 * Self.harmless.count)
    let names = Self.harmless
    let inputs = (0..<1_500).map { _ in
      let name = names.randomElement(using: &generator) ?? "print"
      let labels = commandLibrary[name]?.parameters.map(\.name) ?? []
      let arguments = (0..<Int.random(in: 0...3, using: &generator)).map { _ in
        let value = values.randomElement(using: &generator) ?? "1"
        guard Bool.random(using: &generator), let label = labels.randomElement(using: &generator) else {
          return value
        }
        return "\(label): \(value)"
      }
      return "x = 3; y = 2; xs = [1, [2, 3]]; \(name)(\(arguments.joined(separator: ", ")))"
    }
    #expect(run(inputs).isEmpty)
  }

  @Test("No sequence of bytes traps or hangs", arguments: seeds)
  func bytes(seed: UInt64) {
    var generator = Generator(state: 5 + seed)
    let inputs = (0..<1_000).map { _ in
      let bytes = (0..<Int.random(in: 0...30, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      return String(decoding: bytes, as: UTF8.self)
    }
    #expect(run(inputs).isEmpty)
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
      """
    let bytes = Array(script.utf8)
    var generator = Generator(state: 7 + seed)
    let inputs = (0..<700).map { _ in
      var mutilated = bytes
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let index = Int.random(in: 0..<mutilated.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: mutilated.remove(at: index)
        case 1: mutilated.insert(bytes.randomElement(using: &generator) ?? 0, at: index)
        case 2:
          mutilated.insert(
            contentsOf: Array((Self.words.randomElement(using: &generator) ?? "").utf8), at: index)
        default: mutilated.removeSubrange(index..<min(mutilated.count, index + 9))
        }
        if mutilated.isEmpty { mutilated = bytes }
      }
      return String(decoding: mutilated, as: UTF8.self)
    }
    #expect(run(inputs).isEmpty)
  }
}
