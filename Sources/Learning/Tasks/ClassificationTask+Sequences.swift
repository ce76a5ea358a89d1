import Execution
import RandomStreams

extension ClassificationTask {
  /// `count` tasks whose inputs are each in a random order of their own, the same for all examples of a task.
  ///
  /// Without `permutingFirst` the first task is this one; the others are the same either way. Throws `MemoryShortage`.
  package func permuted(
    count: Int, permutingFirst: Bool, stream: RandomStream, in work: Work
  ) throws -> [ClassificationTask] {
    try Memory.require(bytes: max(count, 0), each: 2 * inputCount * MemoryLayout<Int>.stride)
    return try (0..<max(count, 0)).map { index in
      try work.checkpoint()
      guard index > 0 || permutingFirst else { return self }
      var taskStream = stream.split(index)
      let step = "permutation \(taskStream.identity)"
      var order = Array(0..<inputCount)
      taskStream.shuffle(&order)
      return changed(
        name: "\(name), permutation \(index + 1)", step: step, train: train.permutingInputs(order),
        test: test.permutingInputs(order))
    }
  }

  /// A task for each group of classes.
  ///
  /// Labels stay what they are, and with them the number of classes, unless `relabelling` numbers them 0, 1, … within each
  /// group: what van de Ven and Tolias (arXiv:1904.07734) call class-incremental and domain-incremental learning. Throws
  /// `LearningError.invalid` for a class that there is not, that a group has twice, or of which a part has no example.
  package func split(classes groups: [[Int]], relabelling: Bool, in work: Work) throws -> [ClassificationTask]
  {
    try groups.map { group in
      try work.checkpoint()
      try check(group)
      let places = Dictionary(uniqueKeysWithValues: group.enumerated().map { ($1, $0) })
      func part(_ examples: LabelledExamples) -> LabelledExamples {
        let picked = examples.selecting(examples.labels.indices.filter { places[examples.labels[$0]] != nil })
        return relabelling ? picked.relabelled(places) : picked
      }
      return changed(
        name: "\(name), \(Self.words(group))",
        step: "classes \(group), \(relabelling ? "relabelled" : "as they were")",
        train: part(train), test: part(test), classCount: relabelling ? group.count : nil)
    }
  }

  /// A task for each of `count` equal groups of consecutive classes, as `split(classes:)`.
  package func split(into count: Int, relabelling: Bool, in work: Work) throws -> [ClassificationTask] {
    guard count >= 1, classCount % count == 0 else {
      throw LearningError.invalid("\(classCount) classes cannot be split into \(count) equal groups")
    }
    let size = classCount / count
    return try split(
      classes: (0..<count).map { Array($0 * size..<($0 + 1) * size) }, relabelling: relabelling, in: work)
  }

  private func check(_ group: [Int]) throws {
    guard !group.isEmpty else { throw LearningError.invalid("a group of classes is empty") }
    guard Set(group).count == group.count else {
      throw LearningError.invalid("\(Self.words(group)): a class stands twice in its group")
    }
    let counts = (train.classCounts(of: classCount), test.classCounts(of: classCount))
    for label in group {
      guard (0..<classCount).contains(label) else {
        throw LearningError.invalid("\(name) has the classes 0 to \(classCount - 1), found \(label)")
      }
      guard counts.0[label] > 0, counts.1[label] > 0 else {
        throw LearningError.invalid(
          "class \(label) of \(name) has \(counts.0[label]) training and \(counts.1[label]) test examples")
      }
    }
  }

  private static func words(_ group: [Int]) -> String {
    guard group.count > 6 else { return "classes " + group.map(String.init).joined(separator: " ") }
    return "classes " + group.prefix(5).map(String.init).joined(separator: " ") + " … (\(group.count))"
  }
}
