import RandomStreams

/// Labelled data to be told apart, with a part to learn and a part to be tested on.
package struct ClassificationTask: Sendable {
  /// Where data come from, in words.
  package struct Origin: Sendable, Hashable {
    package let source: String
    /// `nil` where it is not known.
    package let licence: String?
  }

  /// What tells one task from another: the data and all that was done to them.
  package struct Identity: Sendable, Hashable {
    private var steps: [String]

    init(_ origin: String) { steps = [origin] }

    func followed(by step: String) -> Identity {
      var identity = self
      identity.steps.append(step)
      return identity
    }
  }

  package let name: String
  package let origin: Origin
  package let train, test: LabelledExamples
  /// Labels are 0 ..< `classCount`.
  package let classCount: Int
  /// The extents of one input: rows and columns of an image, or the number of inputs.
  package let inputShape: [Int]
  package let identity: Identity

  /// The numbers that one example has.
  package var inputCount: Int { train.inputCount }

  /// Another task made of this one's data.
  func changed(
    name: String, step: String, train: LabelledExamples, test: LabelledExamples, classCount: Int? = nil
  ) -> ClassificationTask {
    ClassificationTask(
      name: name, origin: origin, train: train, test: test, classCount: classCount ?? self.classCount,
      inputShape: inputShape, identity: identity.followed(by: step))
  }
}

/// How much of the data is learnt from and how much kept for testing.
package struct SplitOptions: Sendable, Hashable {
  /// The part of each class kept for testing, where the data bring no test part; between 0 and 1.
  package var testFraction: Double
  /// Which examples those are; has nothing to do with the seed of a session, so that a data set is the same in all.
  package var seed: UInt64
  /// How many training examples are used, the first ones; `nil` for all.
  package var trainingLimit: Int?

  package init(testFraction: Double = 0.2, seed: UInt64 = 0, trainingLimit: Int? = nil) {
    self.testFraction = testFraction
    self.seed = seed
    self.trainingLimit = trainingLimit
  }
}

extension ClassificationTask {
  /// Data with a test part of their own, both in the order in which they come.
  init(
    name: String, origin: Origin, train: LabelledExamples, test: LabelledExamples, classCount: Int,
    inputShape: [Int],
    limit: Int?
  ) {
    let limit = min(limit ?? train.count, train.count)
    self.init(
      name: name, origin: origin, train: limit < train.count ? train.selecting(Array(0..<limit)) : train,
      test: test,
      classCount: classCount, inputShape: inputShape,
      identity: Identity(origin.source).followed(by: "\(limit) of \(train.count), \(test.count)"))
  }

  /// Data of which round(`testFraction` · n) of the n examples of each class become the test part.
  ///
  /// Both parts are in random order, so that their beginnings are fair samples even of data sorted by class. Throws
  /// `LearningError.invalid` where a part would be empty.
  init(
    name: String, origin: Origin, examples: LabelledExamples, classCount: Int, inputShape: [Int],
    options: SplitOptions
  ) throws {
    // No statement of a session has this number: its random numbers are not these.
    let stream = StreamKey(seed: options.seed, statement: .max).stream(draw: 0)
    var places = Array(repeating: [Int](), count: classCount)
    for (place, label) in examples.labels.enumerated() { places[label].append(place) }
    var (trainPlaces, testPlaces): ([Int], [Int]) = ([], [])
    for label in 0..<classCount {
      var classStream = stream.split(label)
      classStream.shuffle(&places[label])
      let tested = Int((options.testFraction * Double(places[label].count)).rounded())
      testPlaces += places[label].prefix(tested)
      trainPlaces += places[label].dropFirst(tested)
    }
    guard !trainPlaces.isEmpty, !testPlaces.isEmpty else {
      throw LearningError.invalid(
        "\(name) has \(examples.count) examples of \(classCount) classes: a test part of \(options.testFraction) of each "
          + "class leaves \(trainPlaces.count) to learn and \(testPlaces.count) to test")
    }
    var orderStream = stream.split(classCount)
    orderStream.shuffle(&trainPlaces)
    orderStream.shuffle(&testPlaces)
    let limit = min(options.trainingLimit ?? trainPlaces.count, trainPlaces.count)
    self.init(
      name: name, origin: origin, train: examples.selecting(Array(trainPlaces.prefix(limit))),
      test: examples.selecting(testPlaces), classCount: classCount, inputShape: inputShape,
      identity: Identity(origin.source).followed(
        by: "\(limit) of \(trainPlaces.count), \(testPlaces.count), seed \(options.seed)"))
  }
}
