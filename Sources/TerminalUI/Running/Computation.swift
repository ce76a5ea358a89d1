import Display
import Execution
import Foundation
import Synchronization

/// A computation on a thread of its own, with a stack for deep recursion, while this one waits for its end,
/// shows how far it is, and passes on Ctrl-C.
struct Computation {
  /// What to do at a second Ctrl-C, when the first has found no safe point yet.
  enum Patience {
    /// Go on waiting: there is a session to keep.
    case unlimited
    /// Leave at once.
    case once
  }
  let console: Console
  let patience: Patience

  /// A quick computation shows nothing; a longer one repaints its line so often.
  private static let firstPaint = 0.5
  private static let paintMilliseconds: Int32 = 100

  private let meter = ProgressMeter()

  init(console: Console, patience: Patience) {
    self.console = console
    self.patience = patience
  }

  /// What the body gives. Asked to stop, its work throws `Interruption` at the next safe point. `unstarted`
  /// is the result where the system has no thread to give.
  func run<Result: Sendable>(
    unstarted: Result, _ body: @escaping @Sendable (Work) -> Result
  ) -> Result {
    let cancellation = Cancellation()
    let work = Work(
      threads: Work.availableThreads(environment: console.environment), cancellation: cancellation,
      sink: { [meter] in meter.update($0) })
    let outcome = Outcome(unstarted)
    console.beginBuffering()
    defer { console.endBuffering() }
    let thread = Execution.Thread {
      let result = body(work)
      outcome.result.withLock { $0 = result }
      Wakeups.postFinished()
    }
    if let thread {
      waitForEnd(cancellation)
      thread.join()
    }
    return outcome.result.withLock { $0 }
  }

  private func waitForEnd(_ cancellation: Cancellation) {
    while true {
      switch Wakeups.wait(milliseconds: Self.paintMilliseconds) {
      case .finished: return
      case .signal(SIGINT):
        if cancellation.isRequested, patience == .once { leave(ExitStatus.interrupted.rawValue) }
        cancellation.request()
      case .signal(SIGTSTP): suspend()
      case .signal(SIGWINCH): break
      case .signal(let number): leave(128 + number)
      case nil: break
      }
      console.update(progress: meter.elapsed > Self.firstPaint ? meter.reading.line : nil)
    }
  }

  private func suspend() {
    console.endBuffering()
    kill(getpid(), SIGSTOP)
    console.beginBuffering()
  }

  private func leave(_ status: Int32) {
    console.endBuffering()
    _exit(status)
  }

  /// "interrupted after 2.3 s · train 312/1000".
  var interruption: StyledText {
    StyledText("interrupted", .warning)
      + StyledText(
        " after \(ProgressReading.duration(meter.elapsed))" + (meter.place.map { " · \($0)" } ?? ""), .muted)
  }
}

/// Where a computation leaves its result.
private final class Outcome<Result: Sendable>: Sendable {
  let result: Mutex<Result>

  init(_ result: Result) { self.result = Mutex(result) }
}
