import Foundation
import Synchronization

/// Threads that stay together through many short parallel phases, microseconds apart.
///
/// A training step has phases shorter than it takes to start a thread, so its threads are started once. The one that calls `run`
/// takes part, and never waits for another that the system has not scheduled: whoever comes takes the next item.
package final class Team: Sendable {
  private struct Phase: Sendable {
    let count: Int
    let body: @Sendable (_ item: Int, _ member: Int) -> Void
  }

  /// How many threads take part, with the caller.
  package let size: Int
  private let phase = Mutex<Phase?>(nil)
  /// Items of the phase that nobody has taken yet.
  private let waiting = Atomic<Int>(0)
  private let finished = Atomic<Int>(0)
  private let isDismissed = Atomic<Bool>(false)
  private let sleepers = Atomic<Int>(0)
  private let alarm = DispatchSemaphore(value: 0)

  fileprivate init(size: Int) { self.size = size }

  /// `body(item, member)` for every item of 0 ..< `count`, on all threads; `member` of 0 ..< `size` says on which.
  ///
  /// Which member takes which item depends on timing: a result must not.
  package func run(_ count: Int, _ body: @escaping @Sendable (_ item: Int, _ member: Int) -> Void) {
    guard size > 1, count > 1 else {
      for item in 0..<count { body(item, 0) }
      return
    }
    phase.withLock { $0 = Phase(count: count, body: body) }
    finished.store(0, ordering: .relaxed)
    waiting.store(count, ordering: .sequentiallyConsistent)
    wakeSleepers()
    while takeItem(as: 0) {}
    while finished.load(ordering: .acquiring) < count { sched_yield() }
  }

  /// Does one item, if there is one left.
  private func takeItem(as member: Int) -> Bool {
    var left = waiting.load(ordering: .relaxed)
    while left > 0 {
      let attempt = waiting.weakCompareExchange(
        expected: left, desired: left - 1, ordering: .acquiringAndReleasing)
      // An item taken keeps its phase alive: `run` waits until it is finished.
      if attempt.exchanged, let phase = phase.withLock({ $0 }) {
        phase.body(phase.count - left, member)
        finished.wrappingAdd(1, ordering: .releasing)
        return true
      }
      left = attempt.original
    }
    return false
  }

  /// What the threads other than the caller's do until they are dismissed.
  fileprivate func serve(as member: Int) {
    var idle = 0
    while !isDismissed.load(ordering: .acquiring) {
      if takeItem(as: member) {
        idle = 0
      } else if idle < 200 {
        idle += 1
        sched_yield()
      } else {
        idle = 0
        sleepers.wrappingAdd(1, ordering: .sequentiallyConsistent)
        // Whoever posts items after this look sees a sleeper and rings; a ring too many only wakes for nothing.
        let hasWork = waiting.load(ordering: .sequentiallyConsistent) > 0
        if !hasWork && !isDismissed.load(ordering: .sequentiallyConsistent) { alarm.wait() }
      }
    }
  }

  private func wakeSleepers() {
    guard sleepers.load(ordering: .sequentiallyConsistent) > 0 else { return }
    for _ in 0..<sleepers.exchange(0, ordering: .sequentiallyConsistent) { alarm.signal() }
  }

  fileprivate func dismiss() {
    isDismissed.store(true, ordering: .sequentiallyConsistent)
    for _ in 1..<size { alarm.signal() }
  }
}

extension Work {
  /// `body` with a team of as many threads as this work may use, which is dismissed afterwards.
  package func withTeam<Result>(_ body: (Team) throws -> Result) rethrows -> Result {
    let team = Team(size: threads)
    let helpers = (1..<max(1, threads)).compactMap { member in Thread { team.serve(as: member) } }
    defer {
      team.dismiss()
      for helper in helpers { helper.join() }
    }
    return try body(team)
  }
}
