import Execution
import RandomStreams

/// How much of the data is learnt from and how much kept for testing.
package struct SplitOptions: Sendable, Hashable {
  /// The part of each class kept for testing, where the data bring no test part; between 0 and 1.
  package var testFraction: Double
  /// Which examples those are. It has nothing to do with a session's seed: a data set is the same in all.
  package var seed: UInt64
  /// How many training examples are used, the first ones; `nil` for all.
  package var trainingLimit: Int?

  package init(testFraction: Double = 0.2, seed: UInt64 = 0, trainingLimit: Int? = nil) {
    self.testFraction = testFraction
    self.seed = seed
    self.trainingLimit = trainingLimit
  }
}

/// Data as they were read.
struct LabelledData {
  let name: String
  let origin: ClassificationTask.Origin
  let examples: LabelledExamples
  /// A test part that comes with the data.
  var test: LabelledExamples?
  /// `nil` for as many as the largest label asks for.
  var classCount: Int?
  let inputShape: [Int]
}

extension ClassificationTask {
  /// Data with their own test part, in the order in which they come; or with one that is set aside.
  ///
  /// Throws `LearningError.invalid` where a part would be empty, `MemoryShortage` and `Interruption`.
  init(_ data: LabelledData, options: SplitOptions, in work: Work) throws {
    let largestLabel = max(data.examples.labels.max() ?? 0, data.test?.labels.max() ?? 0)
    let classCount = data.classCount ?? largestLabel + 1
    var identity = TaskIdentity(data.origin.source)
    var train = data.examples
    let test: LabelledExamples
    if let own = data.test {
      test = own
    } else {
      (train, test) = try train.settingAside(
        options.testFraction, ofClasses: classCount, seed: options.seed, in: work)
      identity = identity.followed(by: "seed \(options.seed)")
    }
    guard train.count > 0, test.count > 0 else {
      throw LearningError.invalid(
        "\(data.name) has \(data.examples.count) examples: to set \(options.testFraction) of each of its "
          + "\(classCount) classes aside leaves \(train.count) to learn and \(test.count) to test")
    }
    if let limit = options.trainingLimit, limit < train.count { train = train.selecting(Array(0..<limit)) }
    self.init(
      name: data.name, origin: data.origin, train: train, test: test, classCount: classCount,
      inputShape: data.inputShape, identity: identity.followed(by: "\(train.count) + \(test.count)"))
  }
}

extension LabelledExamples {
  /// Sets round(`fraction` · n) of the n examples of each class aside.
  ///
  /// Both parts are in random order, so that their beginnings are fair samples even of data sorted by class.
  fileprivate func settingAside(_ fraction: Double, ofClasses classCount: Int, seed: UInt64, in work: Work)
    throws -> (rest: LabelledExamples, aside: LabelledExamples)
  {
    // The numbers of the examples, by class and in two parts; their places and labels, once more.
    try Memory.require(bytes: count, each: 40)
    // No statement of a session has this number: its random numbers are not these.
    let stream = StreamKey(seed: seed, statement: .max).stream(draw: 0)
    var places = Array(repeating: [Int](), count: classCount)
    try work.blocks(in: count) { block in
      for place in block { places[labels[place]].append(place) }
    }
    var (rest, aside): ([Int], [Int]) = ([], [])
    for label in 0..<classCount {
      var classStream = stream.split(label)
      try classStream.shuffle(&places[label], in: work)
      let count = Int((fraction * Double(places[label].count)).rounded())
      aside += places[label].prefix(count)
      rest += places[label].dropFirst(count)
    }
    var orderStream = stream.split(classCount)
    try orderStream.shuffle(&rest, in: work)
    try orderStream.shuffle(&aside, in: work)
    return (selecting(rest), selecting(aside))
  }
}

extension RandomStream {
  /// Puts numbers into a uniformly random order, with safe points.
  fileprivate mutating func shuffle(_ numbers: inout [Int], in work: Work) throws(Interruption) {
    var end = numbers.count
    while end > 0 {
      try work.checkpoint()
      let start = max(0, end - 1 << 16)
      shuffle(&numbers, choosing: start..<end)
      end = start
    }
  }
}
