import Execution

/// Inputs with a class each, as numbers that a network of layers learns from.
package struct LabelledInputs: Sendable {
  /// A row of `features` numbers per example.
  package let inputs: [Float]
  /// The class of each example, from 0.
  package let labels: [UInt8]
  package let features: Int
  /// One more than the largest class.
  package let classes: Int
  /// What tells this task from others.
  package let identity: UInt64

  package var count: Int { labels.count }

  /// Throws `LearningError.invalid` where the numbers are not a row per label.
  package init(inputs: [Float], labels: [UInt8], features: Int, identity: UInt64) throws(LearningError) {
    guard features >= 1, inputs.count == labels.count * features else {
      throw .invalid("\(labels.count) labels and \(features) features do not go with \(inputs.count) numbers")
    }
    (self.inputs, self.labels, self.features, self.identity) = (inputs, labels, features, identity)
    classes = labels.max().map { Int($0) + 1 } ?? 0
  }

  /// The examples of several tasks as one task, learned all at once: nothing can be forgotten.
  ///
  /// Throws `LearningError.invalid` for tasks of different sizes or none, and `MemoryShortage`.
  package init(joining tasks: [LabelledInputs], identity: UInt64) throws {
    let features = tasks.first?.features ?? 0
    for task in tasks {
      try require(
        task.features == features, "tasks of \(features) and \(task.features) features cannot be joined")
    }
    try Memory.require(bytes: tasks.reduce(0) { $0 + $1.inputs.count }, each: 4)
    try self.init(
      inputs: tasks.flatMap(\.inputs), labels: tasks.flatMap(\.labels), features: features, identity: identity
    )
  }

  /// Throws `LearningError` where a network of these widths cannot learn them.
  func check(against widths: [Int]) throws(LearningError) {
    guard count > 0 else { throw .noPatterns }
    guard features == widths[0] else { throw .sizesDiffer(network: widths[0], task: features) }
    guard classes <= widths[widths.count - 1] else {
      throw .classesDiffer(network: widths[widths.count - 1], task: classes)
    }
  }

  /// Copies the examples with these numbers to where rows of `features` numbers follow each other.
  func copy(_ examples: ArraySlice<Int>, to target: UnsafeMutablePointer<Float>) {
    inputs.withUnsafeBufferPointer { inputs in
      guard let source = inputs.baseAddress else { return }
      for (row, example) in examples.enumerated() {
        (target + row * features).update(from: source + example * features, count: features)
      }
    }
  }
}
