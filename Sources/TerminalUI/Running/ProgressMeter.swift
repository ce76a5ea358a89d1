import Display
import Execution
import Synchronization

/// How far a computation has come, kept for whoever waits: threads report as often as they like, a screen asks when it likes.
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

/// One reading of a `ProgressMeter`.
struct ProgressReading: Sendable {
  var elapsed: Double
  var progress: Progress?
  /// Steps a second.
  var rate: Double?
  /// Seconds to go.
  var left: Double?

  init(elapsed: Double, progress: Progress? = nil, rate: Double? = nil, left: Double? = nil) {
    self.elapsed = elapsed
    self.progress = progress
    self.rate = rate
    self.left = left
  }

  /// `train  312/1000 · 845/s · 0.8 s left · loss 0.0123`; the time alone where nothing is reported.
  var line: StyledText {
    guard let progress else {
      return StyledText("running", .name) + StyledText("  \(Self.duration(elapsed)) · Ctrl-C stops", .muted)
    }
    var facts = ["\(progress.done)/\(progress.total)"]
    if let rate { facts.append(Self.pace(rate)) }
    if let left { facts.append("\(Self.duration(left)) left") }
    let separator = StyledText(" · ", .muted)
    var line = StyledText(progress.label, .name) + "  " + facts.map { StyledText($0) }.joined(separator: separator)
    if let live = progress.live {
      line += separator + StyledText(live.name + " ", .muted) + StyledText(NumberFormat.text(live.value, digits: 4), .number)
    }
    return line
  }

  /// "845/s"; "2.1 s each" below one a second.
  static func pace(_ rate: Double) -> String {
    rate >= 1 ? NumberFormat(digits: 3, compactExponent: true).text(rate) + "/s" : "\(duration(1 / rate)) each"
  }

  /// "0.8 s", "42 s", "3 min 12 s", "2 h 5 min", "3 d 4 h".
  static func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds < 1e9 else { return "very long" }
    if seconds < 9.95 { return NumberFormat.fixed(seconds, decimals: 1) + " s" }
    let whole = Int(seconds.rounded())
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    if whole < 86_400 { return "\(whole / 3600) h \(whole % 3600 / 60) min" }
    return "\(whole / 86_400) d \(whole % 86_400 / 3600) h"
  }
}
