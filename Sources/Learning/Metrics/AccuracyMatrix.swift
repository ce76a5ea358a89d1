/// The accuracies of a network that learned tasks one after another: R[i][j] on task j after training on task i, both from 0.
///
/// Libraries disagree about what follows from them; the formulas are those of Lopez-Paz and Ranzato, NIPS 2017, and for forgetting
/// Chaudhry et al., ECCV 2018, with T tasks counted from 1.
package struct AccuracyMatrix: Sendable, Hashable {
  package let accuracies: [[Double]]
  /// b_j, the accuracy on task j before any training.
  package let untrained: [Double]

  package var taskCount: Int { accuracies.count }

  /// Throws `LearningError.invalid` where the accuracies are not a square matrix and a number for each task.
  package init(accuracies: [[Double]], untrained: [Double]) throws(LearningError) {
    let count = accuracies.count
    try require(count >= 1, "accuracies are of at least 1 task")
    for (task, row) in accuracies.enumerated() {
      try require(
        row.count == count, "expected \(count) accuracies after task \(task + 1), found \(row.count)")
    }
    try require(untrained.count == count, "expected \(count) untrained accuracies, found \(untrained.count)")
    (self.accuracies, self.untrained) = (accuracies, untrained)
  }

  /// ACC = mean_j R[T][j].
  package var averageAccuracy: Double { mean(0..<taskCount) { accuracies[taskCount - 1][$0] } ?? .nan }

  /// BWT = mean_{j<T} (R[T][j] − R[j][j]); `nil` for a single task.
  package var backwardTransfer: Double? {
    mean(0..<taskCount - 1) { accuracies[taskCount - 1][$0] - accuracies[$0][$0] }
  }

  /// FWT = mean_{j≥2} (R[j−1][j] − b_j); `nil` for a single task.
  package var forwardTransfer: Double? { mean(1..<taskCount) { accuracies[$0 - 1][$0] - untrained[$0] } }

  /// mean_{j<T} (max_{i<T} R[i][j] − R[T][j]); `nil` for a single task.
  package var forgetting: Double? {
    mean(0..<taskCount - 1) { task in
      let earlier = accuracies.dropLast().reduce(-Double.infinity) { max($0, $1[task]) }
      return earlier - accuracies[taskCount - 1][task]
    }
  }

  private func mean(_ tasks: Range<Int>, _ value: (Int) -> Double) -> Double? {
    tasks.isEmpty ? nil : tasks.reduce(0) { $0 + value($1) } / Double(tasks.count)
  }
}
