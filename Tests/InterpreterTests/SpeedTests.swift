import Execution
import Foundation
import Interpreter
import Language
import Testing

@Suite struct Speed {
  @Test("speed")
  func speed() {
    print("Value size", MemoryLayout<Value>.size, MemoryLayout<Value?>.stride)
    let cells = [
      ("top for", "s = 0\nfor i in 1...10000000 { s += i * 0.5 }"),
      ("func for", "func f() { s = 0\nfor i in 1...10000000 { s += i * 0.5 }\ns }\nf()"),
      ("func while", "func g() { s = 0; i = 0\nwhile i < 10000000 { i += 1; s += i * 0.5 }\n s}\ng()"),
      ("top while", "s = 0; i = 0\nwhile i < 10000000 { i += 1; s += i * 0.5 }"),
      ("fib27", "func fib(n) { if n < 2 { n } else { fib(n - 1) + fib(n - 2) } }\nfib(27)"),
      ("index 1e6", "func h() { x = (1...1000) * 0.5; s = 0\nfor k in 1...1000 { for i in 0..<1000 { s += x[i] } }\n s }\nh()"),
      ("assign 1e6", "func p() { x = (1...1000) * 0.5\nfor k in 1...1000 { for i in 0..<1000 { x[i] = i } } }\np()"),
      ("list 1e6", "func p() { x = [\(String(repeating: "0, ", count: 1000))]\nfor k in 1...1000 { for i in 0..<1000 { x[i] = i } } }\np()"),
    ]
    for (name, text) in cells where ProcessInfo.processInfo.environment["CASE"] ?? name == name {
      let thread = Execution.Thread {
        var session = Session(commands: CommandTable([]))
        let time = (0..<5).map { _ in
          var before = timespec(), after = timespec()
          clock_gettime(CLOCK_THREAD_CPUTIME_ID, &before)
          let outcome = session.run(SourceText(text, name: "x"), in: Work()) { _ in }
          clock_gettime(CLOCK_THREAD_CPUTIME_ID, &after)
          if case .failed(let d) = outcome { print(d.rendered().map(\.plain).joined(separator: "\n")) }
          return Double(after.tv_sec - before.tv_sec) + Double(after.tv_nsec - before.tv_nsec) * 1e-9
        }.min() ?? 0
        print(name, time, "seconds")
      }
      thread?.join()
    }
  }
}
