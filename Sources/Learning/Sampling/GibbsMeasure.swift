/// The Gibbs measure P(m) ∝ exp{−β [L(m) + γ KL]} of a binary perceptron's means, uniform on [−1, 1]ⁿ where β is 0.
///
/// L is the loss of training on a task. KL is the divergence from a reference network, or from the flat prior. This is the measure
/// whose typical members mean-field theory describes for n → ∞.
package struct GibbsMeasure: Sendable {
  package let task: TeacherTask
  /// The inverse temperature of learning.
  package let beta: Double
  /// The weight of the divergence.
  package let gamma: Double
  /// The means' fields atanh m of the reference; `nil` for the flat prior.
  let reference: [Double]?

  /// Throws `LearningError` for numbers that are negative or not finite, and for a reference of another size.
  package init(
    of task: TeacherTask, beta: Double, gamma: Double = 0, reference: BinaryPerceptron? = nil
  ) throws(LearningError) {
    try require(beta >= 0 && beta.isFinite, "beta is at least 0, found \(beta)")
    try require(gamma >= 0 && gamma.isFinite, "gamma is at least 0, found \(gamma)")
    if let reference, reference.n != task.n {
      throw .anchorSize(network: task.n, anchor: reference.n)
    }
    (self.task, self.beta, self.gamma) = (task, beta, gamma)
    self.reference = reference.map { network in network.fields.map { network.gain * $0 } }
  }
}
