/// Labelled data to be told apart, with a part to learn and a part to be tested on.
package struct ClassificationTask: Sendable {
  /// Where data come from, in words.
  package struct Origin: Sendable, Hashable {
    package let source: String
    /// `nil` where it is not known.
    package let licence: String?
  }

  package let name: String
  package let origin: Origin
  package let train, test: LabelledExamples
  /// Labels are 0 ..< `classCount`.
  package let classCount: Int
  /// The extents of one input: rows and columns of an image, or the number of inputs.
  package let inputShape: [Int]

  init(
    name: String, origin: Origin, train: LabelledExamples, test: LabelledExamples, classCount: Int,
    inputShape: [Int], identity: TaskIdentity
  ) {
    (self.name, self.origin) = (name, origin)
    (self.train, self.test) = (train.belonging(to: identity), test.belonging(to: identity))
    (self.classCount, self.inputShape) = (classCount, inputShape)
  }

  package var identity: TaskIdentity { train.identity }

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
