import Execution
import Synchronization

/// How far a computation has come, kept for whoever waits: threads report as often as they like, a screen
/// asks when it likes.
final class ProgressMeter: Sendable {
  private struct State {
    /// The first report of the stage that runs now, and the last, in seconds since the beginning.
    var first: (time: Double, done: Int)?
    var last: (time: Double, progress: Progress)?
  }
  private let clock = ContinuousClock()
  private let beginning: ContinuousClock.Instant
  private let state = Mutex(State())

  init() { beginning = clock.now }

  /// Seconds since the computation began.
  var elapsed: Double { (clock.now - beginning) / .seconds(1) }

  func update(_ progress: Progress) {
    let now = elapsed
    state.withLock { state in
      // Reports of parallel pieces overtake each other; only one that begins again is another stage.
      let isSameStage =
        state.last.map {
          $0.progress.label == progress.label && $0.progress.total == progress.total
            && (progress.done > 1 || $0.progress.done <= 1)
        } ?? false
      if !isSameStage { state.first = (now, progress.done) }
      state.last = (now, progress)
    }
  }

  /// Where it is: "train 312/1000"; `nil` where nothing was reported.
  var place: String? {
    state.withLock { $0.last.map { "\($0.progress.label) \($0.progress.done)/\($0.progress.total)" } }
  }

  /// What is known now.
  var reading: ProgressReading {
    let now = elapsed
    return state.withLock { state in
      guard let first = state.first, let last = state.last else { return ProgressReading(elapsed: now) }
      let done = last.progress.done
      // Before the second report, the time since the beginning has to do.
      let steps = done > first.done ? done - first.done : done
      let seconds = done > first.done ? last.time - first.time : last.time
      let rate = steps > 0 && seconds > 0 ? Double(steps) / seconds : nil
      let left = rate.map { max(0, Double(max(0, last.progress.total - done)) / $0 - (now - last.time)) }
      return ProgressReading(elapsed: now, progress: last.progress, rate: rate, left: left)
    }
  }
}
