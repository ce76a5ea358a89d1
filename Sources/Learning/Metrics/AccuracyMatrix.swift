/// The accuracies of a network that learned tasks one after another: R[i][j] on task j after training on task i, both from 0; or all
/// at once, in one row.
///
/// Libraries disagree about what follows from them; the formulas are those of Lopez-Paz and Ranzato, NIPS 2017, and for forgetting
/// Chaudhry et al., ECCV 2018, with T tasks counted from 1.
package struct AccuracyMatrix: Sendable, Hashable {
  package let accuracies: [[Double]]
  /// b_j, the accuracy on task j before any training.
  package let untrained: [Double]

  package var taskCount: Int { untrained.count }
  /// Whether all tasks were learned at once, so that nothing was transferred or forgotten.
  package var isJoint: Bool { accuracies.count < taskCount }

  /// Throws `LearningError.invalid` where the accuracies are not a square matrix, or a single row, and a number for each task.
  package init(accuracies: [[Double]], untrained: [Double]) throws(LearningError) {
    let count = untrained.count
    try require(count >= 1, "accuracies are of at least 1 task")
    try require(
      [1, count].contains(accuracies.count), "expected 1 or \(count) trainings, found \(accuracies.count)")
    for (task, row) in accuracies.enumerated() {
      try require(
        row.count == count, "expected \(count) accuracies after training \(task + 1), found \(row.count)")
    }
    (self.accuracies, self.untrained) = (accuracies, untrained)
  }

  /// ACC = mean_j R[T][j].
  package var averageAccuracy: Double { mean(0..<taskCount) { last[$0] } ?? .nan }

  /// BWT = mean_{j<T} (R[T][j] − R[j][j]); `nil` for a single task and for joint ones, as are those below.
  package var backwardTransfer: Double? { transfer(0..<taskCount - 1) { last[$0] - accuracies[$0][$0] } }

  /// FWT = mean_{j≥2} (R[j−1][j] − b_j).
  package var forwardTransfer: Double? { transfer(1..<taskCount) { accuracies[$0 - 1][$0] - untrained[$0] } }

  /// mean_{j<T} (max_{i<T} R[i][j] − R[T][j]).
  package var forgetting: Double? {
    transfer(0..<taskCount - 1) { task in
      let earlier = accuracies.dropLast().reduce(-Double.infinity) { max($0, $1[task]) }
      return earlier - last[task]
    }
  }

  /// The accuracies after the last training.
  private var last: [Double] { accuracies[accuracies.count - 1] }

  private func transfer(_ tasks: Range<Int>, _ value: (Int) -> Double) -> Double? {
    isJoint ? nil : mean(tasks, value)
  }

  private func mean(_ tasks: Range<Int>, _ value: (Int) -> Double) -> Double? {
    tasks.isEmpty ? nil : tasks.reduce(0) { $0 + value($1) } / Double(tasks.count)
  }
}
