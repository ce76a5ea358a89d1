import Execution
import RandomStreams
import Tensors

/// What became of a network that learned several tasks.
package struct TaskCourse: Sendable {
  package let accuracies: AccuracyMatrix
  /// The accuracy on every task, `accuracy1` and so on, in the course of all trainings; epochs are counted through.
  package let history: TrainingHistory
  /// What each training took, without the tests.
  package let seconds: [Double]
  /// After each training, for each layer, how many weights have which variance; empty for weights without.
  package let uncertainties: [[VarianceHistogram]]

  package init(
    accuracies: AccuracyMatrix, history: TrainingHistory, seconds: [Double],
    uncertainties: [[VarianceHistogram]]
  ) {
    (self.accuracies, self.history) = (accuracies, history)
    (self.seconds, self.uncertainties) = (seconds, uncertainties)
  }
}

extension Learner {
  /// The learner after training on one task after the other, and how it did on all of them all the time.
  ///
  /// Accuracies are those on the tasks' test parts, after every `interval` epochs. With `jointly` there is a single training, on all
  /// tasks at once: nothing can be forgotten, and an epoch sees the examples of all. Throws as `trained`.
  package func trained(
    on tasks: [ClassificationTask], jointly: Bool, interval: Int, stream: RandomStream, in work: Work
  ) throws -> (learner: Self, course: TaskCourse) {
    let lessons = jointly ? [try LabelledExamples(joining: tasks.map(\.train))] : tasks.map(\.train)
    var learner = jointly ? joint : self
    func test(_ learner: Self, _ number: Int) throws -> [Double] {
      let stream = stream.split(0).split(number)
      return try tasks.map { try learner.accuracy(on: $0.test, stream: stream, in: work) }
    }
    let untrained = try test(learner, 0)
    var history = TrainingHistory()
    try history.record(epoch: 0, accuracies: untrained)
    var (rows, seconds, uncertainties): ([[Double]], [Double], [[VarianceHistogram]]) = ([], [], [])
    let (clock, total) = (ContinuousClock(), epochs * lessons.count)
    for (index, lesson) in lessons.enumerated() {
      let before = index * epochs
      var tests = Duration.zero
      let work = work.reporting { progress in
        Progress(label: "learn", done: before + progress.done, total: total, live: progress.live)
      }
      let start = clock.now
      learner = try learner.trained(
        on: lesson, training: index, interval: interval, stream: stream.split(1).split(index), in: work
      ) { epoch, learner in
        let start = clock.now
        try history.record(epoch: before + epoch, accuracies: try test(learner, before + epoch))
        tests += clock.now - start
      }
      seconds.append((clock.now - start - tests) / .seconds(1))
      rows.append(epochs > 0 ? history.lastAccuracies : untrained)
      uncertainties.append(learner.variances.map(VarianceHistogram.init))
    }
    let course = TaskCourse(
      accuracies: try AccuracyMatrix(accuracies: rows, untrained: untrained), history: history,
      seconds: seconds, uncertainties: uncertainties)
    return (learner, course)
  }
}

extension TrainingHistory {
  fileprivate mutating func record(epoch: Int, accuracies: [Double]) throws(LearningError) {
    try record(
      [("epoch", Double(epoch))] + accuracies.enumerated().map { ("accuracy\($0 + 1)", $1) })
  }

  fileprivate var lastAccuracies: [Double] { columns.dropFirst().compactMap(\.values.last) }
}
