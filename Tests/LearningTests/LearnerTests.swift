import Execution
import RandomStreams
import Testing

@testable import Learning

@Suite struct LearnerTests {
  /// Two tasks of 8 × 8 digits.
  private func tasks() throws -> [ClassificationTask] {
    try ClassificationTask.digits(SplitOptions()).permuted(
      count: 2, permutingFirst: true, stream: stream(), in: Work())
  }

  private func variational(
    _ anchor: FieldAnchor, epochs: Int = 3, gains: [Double]? = nil
  ) throws -> VariationalLearner {
    let options = VariationalOptions(epochs: epochs, gains: gains, anchor: anchor)
    return VariationalLearner(
      network: try variationalNetwork([64, 40, 10]), options: options, reading: .meanField)
  }

  private func binary(_ protection: Protection = .none, epochs: Int = 3) throws -> BinaryLearner {
    let options = BinaryOptions(epochs: epochs, protection: protection)
    return BinaryLearner(network: try binaryNetwork([64, 60, 10]), options: options)
  }

  private func course<L: Learner>(
    _ learner: L, _ tasks: [ClassificationTask], jointly: Bool = false, interval: Int = 1, threads: Int = 1
  ) throws -> (learner: L, course: TaskCourse) {
    try learner.trained(
      on: tasks, jointly: jointly, interval: interval, stream: stream(7), in: Work(threads: threads))
  }

  @Test("each training begins with what the one before left, and rows are the accuracies after it")
  func sequence() throws {
    let tasks = try tasks()
    let (learner, course) = try course(binary(), tasks)
    // The same by hand, with the streams of the two trainings.
    let options = BinaryOptions(epochs: 3)
    var network = try binaryNetwork([64, 60, 10])
    for (index, task) in tasks.enumerated() {
      network = try network.trained(
        on: task.train, options: options, stream: stream(7).split(1).split(index), in: Work()
      ).network
      let accuracies = try tasks.map { try network.accuracy(on: $0.test) }
      #expect(course.accuracies.accuracies[index] == accuracies)
    }
    #expect(learner.network.weights == network.weights)
    #expect(course.history.columns.map(\.name) == ["epoch", "accuracy1", "accuracy2"])
    #expect(course.history.columns[0].values == [0, 1, 2, 3, 4, 5, 6])
    #expect(course.seconds.count == 2 && course.seconds.allSatisfy { $0 > 0 })
  }

  @Test("tests between trainings are as often as asked, and change no training")
  func interval() throws {
    let tasks = try tasks()
    let often = try course(variational(.step), tasks)
    let seldom = try course(variational(.step), tasks, interval: 2, threads: 2)
    #expect(seldom.course.history.columns[0].values == [0, 2, 3, 5, 6])
    #expect(seldom.course.accuracies == often.course.accuracies)
    #expect(seldom.learner.network.fields == often.learner.network.fields)
  }

  @Test("gains are those of all epochs of all trainings, and the first training has no previous task")
  func gains() throws {
    let (learner, course) = try course(
      variational(.previous, epochs: 2, gains: [1, 2, 3, 4]), tasks())
    #expect(learner.network.gain == 4)
    // Two layers after each training, every weight counted once.
    #expect(course.uncertainties.map(\.count) == [2, 2])
    #expect(course.uncertainties[1].map { $0.counts.reduce(0, +) } == [64 * 40, 40 * 10])
  }

  @Test("learned at once, no task is forgotten, and one normalization serves all")
  func joint() throws {
    let tasks = try tasks()
    let (learner, joint) = try course(binary(epochs: 10), tasks, jointly: true)
    let apart = try course(binary(epochs: 10), tasks).course
    #expect(joint.accuracies.isJoint && joint.accuracies.accuracies.count == 1)
    #expect(joint.accuracies.averageAccuracy > apart.accuracies.averageAccuracy)
    #expect(try learner.network.accuracy(on: tasks[0].test) == joint.accuracies.accuracies[0][0])
    #expect(joint.accuracies.forgetting == nil && joint.accuracies.backwardTransfer == nil)
  }

  @Test("joined examples are those of all parts, each with its own order of inputs")
  func joining() throws {
    let tasks = try tasks()
    let joined = try LabelledExamples(joining: tasks.map(\.train))
    #expect(rows(joined) == tasks.flatMap { rows($0.train) })
    let picked = joined.selecting([joined.count - 1, 0])
    #expect(rows(picked) == [rows(tasks[1].train).last, rows(tasks[0].train).first])
    let order = Array((0..<64).reversed())
    #expect(rows(picked.permutingInputs(order)) == rows(picked).map { Array($0.reversed()) })
  }

  @Test("variances fall into bins of equal width, both ends included")
  func variances() {
    let counts = VarianceHistogram(of: [0, 0.01, 0.06, 0.5, 0.999, 1]).counts
    #expect(counts[0] == 2 && counts[1] == 1 && counts[10] == 1 && counts[19] == 2)
    #expect(VarianceHistogram.centers.first == 0.025 && VarianceHistogram.centers.last == 0.975)
  }
}
