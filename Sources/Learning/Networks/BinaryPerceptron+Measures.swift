import Foundation

extension BinaryPerceptron {
  /// How a network relates to a teacher W: q_d = Σm²/n, r = W·m/n, p = W·sgn(m)/n, ε = arccos(p)/π, variance Σσ²/n.
  ///
  /// ε is the probability that the deployed weights err on a random pattern, for n → ∞ exactly: no test set is needed.
  package struct OrderParameters: Sendable {
    package let qd, r, p, error, variance: Double
  }

  /// Throws `LearningError.sizesDiffer` for a task of another size.
  package func orderParameters(with task: TeacherTask) throws -> OrderParameters {
    try checkSize(of: task)
    let moments = WeightMoments(of: fields, gain: gain)
    let scale = 1 / Double(n)
    let p = Double(task.teacher.dot(signs)) * scale
    return OrderParameters(
      qd: moments.means.reduce(0) { $0 + $1 * $1 } * scale, r: task.teacher.dot(moments.means) * scale, p: p,
      error: acos(p) / .pi, variance: moments.variances.reduce(0, +) * scale)
  }

  /// The fraction of the task's patterns that sgn(θ) classifies as the teacher does; a tie counts one half.
  ///
  /// Throws `LearningError` for a task of another size or without patterns.
  package func accuracy(on task: TeacherTask) throws -> Double {
    try checkSize(of: task)
    guard task.patternCount > 0 else { throw LearningError.noPatterns }
    var correct = 0.0
    for (index, product) in task.patterns.products(with: signs).enumerated() {
      correct += product == 0 ? 0.5 : (product > 0) == (task.labels[index] > 0) ? 1 : 0
    }
    return correct / Double(task.patternCount)
  }

  func checkSize(of task: TeacherTask) throws {
    guard task.n == n else { throw LearningError.sizesDiffer(network: n, task: task.n) }
  }
}
