import Execution
import Foundation
import Interpreter
import Language
import Synchronization
import Testing

/// Ctrl-C must be answered within 100 ms. The tests allow 250, for a machine that others use, too.
@Suite(.serialized) struct InterruptionTests {
  private static let allowed = Duration.milliseconds(250)

  /// How long a cell takes to stop after it is asked to, 80 ms after its start; `nil` where it ended by
  /// itself.
  private func timeToStop(_ text: String, threads: Int = 1, after milliseconds: UInt32 = 80) -> Duration? {
    let cancellation = Cancellation()
    let asked = Mutex<ContinuousClock.Instant?>(nil)
    let timer = Execution.Thread {
      usleep(milliseconds * 1000)
      asked.withLock { $0 = .now }
      cancellation.request()
    }
    var trial = Trial()
    trial.threads = threads
    let result = trial.run(text, cancellation: cancellation)
    let end = ContinuousClock.now
    timer?.join()
    guard result == "interrupted", let asked = asked.withLock({ $0 }) else { return nil }
    return end - asked
  }

  @Test(
    "Loops, functions and sweeps stop at once",
    arguments: [
      "while true { }", "for i in 1...1e11 { }", "for i in 1...1e11 { x = i }",
      "func f(n) { for i in 1...3 { f(n + 1) } }\nfunc g() { while true { half(3) } }\ng()",
      "func f(n) = if n == 0 { 0 } else { f(n - 1) + f(n - 1) }\nf(60)",
      "sweep i in 1...1e6 { while true { } }",
      "sweep i in 1...1e6 { s = 0; for j in 1...1e5 { s += j }; s }",
      "x = [1]; for i in 1...60 { x = [x, x] }; fields(a: x) == fields(a: x)",
      "for i in 1...1e9 { x = [i, i, i] }",
    ])
  func control(code: String) throws {
    for threads in [1, 2] {
      let delay = try #require(timeToStop(code, threads: threads))
      #expect(delay < Self.allowed)
    }
  }

  @Test(
    "Operations on large tensors stop, too",
    arguments: [
      "x = 1...2e7; for i in 1...1e6 { y = x * 2.5 + x / 3 }",
      "x = (1...3e7) * 1.5; for i in 1...1e6 { y = half(x) }",
      "x = [[1, 2], [3, 4]] * 1; for i in 1...12 { x = [x, x] }; y = x * 1.0; for i in 1...1e6 { z = y + [1, 2] }",
    ])
  func tensors(code: String) throws {
    let delay = try #require(timeToStop(code, after: 400))
    #expect(delay < Self.allowed)
  }
}
