import Display
import Execution

extension Evaluator {
  /// What `compute` gives, or what it gave when it ran before with the same key; `place` is a variable that it may change.
  ///
  /// Whatever took long is kept, and said when it is used. `compute` is given the store for parts of the result, which is emptied once the
  /// whole is kept.
  func reusing(
    _ label: String, place: (frame: Frame, slot: Int)? = nil, key makeKey: (inout ResultKey) -> Void,
    _ compute: (_ parts: ResultStore?) throws -> Value
  ) throws -> Value {
    guard let store = results, !isParallel else { return try compute(nil) }
    var builder = ResultKey(label, build: store.build, in: self)
    makeKey(&builder)
    guard let key = builder.hash else { return try compute(nil) }
    if let entry = store.entry(key) {
      draws += entry.draws
      if let place, let variable = entry.variable { place.frame.slots[place.slot] = variable }
      reuse.add(entry)
      return entry.result
    }
    let (firstDraw, timeCount) = (draws, times.read.count)
    let beginning = ContinuousClock.now
    let parts = store.parts(of: key)
    let value = try compute(parts)
    let seconds = (ContinuousClock.now - beginning) / .seconds(1)
    // What follows from a time it measured is something else when it runs again.
    if seconds >= store.leastSeconds, times.read.count == timeCount {
      let entry = ResultStore.Entry(
        label: label, seconds: seconds, draws: draws - firstDraw, result: value,
        variable: place.flatMap { $0.frame.slots[$0.slot] })
      store.keep(entry, key, in: work)
    }
    parts.remove(in: work)
    return value
  }

  /// Says what the statement has used again.
  func noteReuse() {
    guard reuse.count > 0 else { return }
    let what = reuse.count == 1 ? "reused" : "reused \(reuse.count) results"
    let saved = NumberFormat.text(reuse.seconds, digits: 2)
    let labels = reuse.labels.sorted().joined(separator: ", ")
    note([.line(StyledText(what, .good) + StyledText(", \(saved) s saved · \(labels)", .muted))])
    reuse = Reuse()
  }
}

/// What a statement has used again.
struct Reuse {
  var count = 0
  /// What it took when it was computed.
  var seconds = 0.0
  var labels: Set<String> = []

  mutating func add(_ entry: ResultStore.Entry) {
    count += 1
    seconds += entry.seconds
    labels.insert(entry.label)
  }
}
