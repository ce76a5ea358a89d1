import Foundation
import Interpreter
import Language
import Testing

/// Loops side by side with CPython. It takes a quiet machine and half a minute, so it runs only when asked
/// for: `REPLICA_BENCHMARKS=1 swift test -c release -Xswiftc -enable-testing --filter SpeedTests`
@Suite(.serialized, .enabled(if: ProcessInfo.processInfo.environment["REPLICA_BENCHMARKS"] != nil))
struct SpeedTests {
  struct Loop: Sendable, CustomTestStringConvertible {
    let name: String
    let ours: String
    let python: String
    /// The least ratio that is claimed.
    let goal: Double

    var testDescription: String { name }
  }

  static let loops: [Loop] = [
    Loop(
      name: "for, at top level", ours: "s = 0; for i in 1...10000000 { s += i * 0.5 }",
      python: "s = 0\nfor i in range(1, 10000001): s += i * 0.5", goal: 3),
    Loop(
      name: "for, in a function", ours: "func f() { s = 0; for i in 1...10000000 { s += i * 0.5 }; s }\nf()",
      python: "def f():\n  s = 0\n  for i in range(1, 10000001): s += i * 0.5\n  return s\nf()", goal: 3),
    Loop(
      name: "while, at top level", ours: "s = 0; i = 0; while i < 10000000 { i += 1; s += i * 0.5 }",
      python: "s = 0; i = 0\nwhile i < 10000000:\n  i += 1; s += i * 0.5", goal: 3),
    Loop(
      name: "while, in a function",
      ours: "func f() { s = 0; i = 0; while i < 10000000 { i += 1; s += i * 0.5 }; s }\nf()",
      python: "def f():\n  s = 0; i = 0\n  while i < 10000000:\n    i += 1; s += i * 0.5\n  return s\nf()",
      goal: 3),
    Loop(
      name: "elements of a tensor",
      ours:
        "func f() { x = (1...1000) * 0.5; s = 0; for k in 1...1000 { for i in 0..<1000 { s += x[i] } }; s }\nf()",
      python:
        "def f():\n  x = [0.5] * 1000; s = 0\n  for k in range(1000):\n    for i in range(1000): s += x[i]\n  return s\nf()",
      goal: 0.5),
    Loop(
      name: "a function of numbers",
      ours: "func f() { s = 0; for i in 1...1000000 { s += half(i) }; s }\nf()",
      python: "import math\ndef f():\n  s = 0\n  for i in range(1000000): s += math.sqrt(i)\n  return s\nf()",
      goal: 1),
  ]

  @Test("Scalar loops are at least three times as fast as CPython's", arguments: loops)
  func ratio(loop: Loop) throws {
    var ours = Double.infinity
    var python = Double.infinity
    // The best of several, taken in turns, so that a busy moment hits both.
    for _ in 0..<4 {
      ours = min(ours, seconds(of: loop.ours))
      python = min(python, try secondsOfPython(loop.python))
    }
    let ratio = (python / ours * 10).rounded() / 10
    print("\(loop.name): \(ours) s, CPython \(python) s, ratio \(ratio)")
    #expect(ratio >= loop.goal)
  }

  private func seconds(of code: String) -> Double {
    var trial = Trial()
    let time = ContinuousClock().measure { trial.run(code) }
    return time / .seconds(1)
  }

  private func secondsOfPython(_ code: String) throws -> Double {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    let timed =
      "import sys, time\nstart = time.perf_counter()\nexec(sys.argv[1], {})\nprint(time.perf_counter() - start)"
    process.arguments = ["python3", "-c", timed, code]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return try #require(Double(text.trimmingCharacters(in: .whitespacesAndNewlines)))
  }
}
