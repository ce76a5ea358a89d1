import Display
import Execution
import Foundation
import Synchronization

/// A computation on a thread of its own, with a stack for deep recursion, while this one waits for its end,
/// shows how far it is, and passes on Ctrl-C.
struct Computation {
  /// What to do at a second Ctrl-C, when the first has found no safe point.
  struct Abandonment<Result: Sendable> {
    /// What is given in place of a result.
    let result: Result
    /// Whether it may still be given up; it may just have ended. From then on it changes no file.
    let decide: () -> Bool
  }
  let console: Console

  /// A quick computation shows nothing; a longer one repaints its line so often.
  private static let firstPaint = 0.5
  private static let paintMilliseconds: Int32 = 100

  /// With less memory than this the computation is looked at so often: that it cannot use it up in between.
  private static let scarceBytes = 2 << 30
  private static let scarceMilliseconds: Int32 = 5

  private let meter = ProgressMeter()
  private let abandoned = Cancellation()

  init(console: Console) { self.console = console }

  /// What the body gives. Asked to stop, its work throws `Interruption` at the next safe point. `unstarted` is the result where the system
  /// has no thread to give.
  ///
  /// At a second Ctrl-C before the safe point the thread is left to itself, as `abandonment` says; without one, the program ends.
  func run<Result: Sendable>(
    unstarted: Result, abandonment: Abandonment<Result>? = nil,
    _ body: @escaping @Sendable (Work) -> Result
  ) -> Result {
    let cancellation = Cancellation()
    let work = Work(
      threads: Work.availableThreads(environment: console.environment), cancellation: cancellation,
      sink: { [meter] in meter.update($0) })
    let outcome = Outcome<Result>()
    console.beginBuffering()
    defer { console.endBuffering() }
    let thread = Execution.Thread {
      let result = body(work)
      outcome.result.withLock { $0 = result }
      SelfPipe.postFinished()
    }
    guard let thread else { return unstarted }
    let isFinished = waitForEnd(cancellation, giveUp: abandonment?.decide) {
      outcome.result.withLock { $0 != nil }
    }
    if isFinished {
      thread.join()
      if work.isOutOfMemory { Memory.giveBack() }
    } else {
      abandoned.request()
      thread.detach()
      return abandonment?.result ?? unstarted
    }
    return outcome.result.withLock { $0 } ?? unstarted
  }

  /// Whether someone has stopped to wait for the computation: it has nothing to show any more.
  var isAbandoned: Bool { abandoned.isRequested }

  /// Whether the computation ended, and was not given up.
  private func waitForEnd(
    _ cancellation: Cancellation, giveUp: (() -> Bool)?, isFinished: () -> Bool
  ) -> Bool {
    // Quick computations are over before anyone looks.
    var heldBefore: Int?
    var isScarce = false
    var nextPaint = ContinuousClock.now
    while true {
      switch SelfPipe.wait(milliseconds: isScarce ? Self.scarceMilliseconds : Self.paintMilliseconds) {
      // The end may be that of a computation given up before.
      case .finished: if isFinished() { return true }
      case .signal(SIGINT):
        if cancellation.isRequested {
          guard let giveUp else { leave(ExitStatus.interrupted.rawValue) }
          if !endsSoon(isFinished), cancellation.abandon(), giveUp() { return false }
        }
        cancellation.request()
      case .signal(SIGTSTP): suspend()
      case .signal(SIGWINCH): break
      case .signal(let number): leave(128 + number)
      case nil:
        let held = heldBefore ?? Memory.resident
        heldBefore = held
        isScarce = Memory.available < Self.scarceBytes
        if isScarce, Memory.isUsedUp(since: held) { cancellation.request(.memory) }
        if isScarce, ContinuousClock.now < nextPaint { continue }
      }
      nextPaint = .now + .milliseconds(Self.paintMilliseconds)
      console.update(progress: line(isStopping: cancellation.isRequested, giveUp != nil))
    }
  }

  private func line(isStopping: Bool, _ canAbandon: Bool) -> StyledText? {
    guard meter.elapsed > Self.firstPaint else { return nil }
    guard isStopping else { return meter.reading.line }
    return StyledText("stopping", .warning)
      + StyledText(" at the next safe point · Ctrl-C again \(canAbandon ? "gives it up" : "leaves")", .muted)
  }

  /// Waits as long as nobody minds for the next safe point.
  private func endsSoon(_ isFinished: () -> Bool) -> Bool {
    let deadline = ContinuousClock.now + .milliseconds(100)
    while !isFinished(), ContinuousClock.now < deadline { usleep(2000) }
    return isFinished()
  }

  private func suspend() {
    console.endBuffering()
    kill(getpid(), SIGSTOP)
    console.beginBuffering()
  }

  private func leave(_ status: Int32) -> Never {
    console.endBuffering()
    _exit(status)
  }

  /// Seconds since it began.
  var elapsed: Double { meter.elapsed }

  /// "interrupted after 2.3 s · train 312/1000".
  var interruption: StyledText {
    StyledText(isAbandoned ? "abandoned" : "interrupted", .warning)
      + StyledText(
        " after \(ProgressReading.duration(meter.elapsed))" + (meter.place.map { " · \($0)" } ?? "")
          + (isAbandoned ? " · it has not come to a safe point yet, and ends there" : ""), .muted)
  }
}

/// Where a computation leaves its result.
private final class Outcome<Result: Sendable>: Sendable {
  let result = Mutex<Result?>(nil)
}
