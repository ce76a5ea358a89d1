import Display
import Execution

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
    var line =
      StyledText(progress.label, .name) + "  " + facts.map { StyledText($0) }.joined(separator: separator)
    if let live = progress.live {
      line +=
        separator + StyledText(live.name + " ", .muted)
        + StyledText(NumberFormat.text(live.value, digits: 4), .number)
    }
    return line
  }

  /// "845/s"; "2.1 s each" below one a second.
  static func pace(_ rate: Double) -> String {
    rate >= 1
      ? NumberFormat(digits: 3, compactExponent: true).text(rate) + "/s" : "\(duration(1 / rate)) each"
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
