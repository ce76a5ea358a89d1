import Execution
import SpecialFunctions

/// A Gibbs measure in fields, m = tanh θ: its density is e^{−U} with U(θ) = β (L + γ KL) − Σ ln sech²θ_i, up to a constant.
///
/// The last term is the Jacobian of m: without it θ, not m, would be uniform at β = 0. The gradient is β ∂(L + γ KL)/∂θ + 2m, on all
/// patterns at once.
struct GibbsPotential {
  private let beta, gamma: Double
  private let examples: Batch
  private let divergence: Divergence?
  private var likelihood: ExpectedLogLikelihood
  /// L + γ KL at the last evaluation.
  private(set) var energy = 0.0

  init(_ measure: GibbsMeasure, on examples: Batch) {
    (beta, gamma) = (measure.beta, measure.gamma)
    self.examples = examples
    let zeros = Array(repeating: 0.0, count: measure.task.n)
    divergence = gamma > 0 ? Divergence(reference: measure.reference ?? zeros) : nil
    likelihood = ExpectedLogLikelihood(fields: zeros, gain: 1)
  }

  /// ∂U/∂θ at the last evaluation.
  var gradient: [Double] { likelihood.gradient }
  /// m = tanh θ at the last evaluation.
  var means: [Double] { likelihood.moments.means }

  /// U, leaving its gradient.
  mutating func evaluate(at fields: [Double], in work: Work) throws -> Double {
    energy = try likelihood.evaluate(at: fields, on: examples, in: work)
    let moments = likelihood.moments
    if let divergence {
      energy += gamma * divergence.value(at: fields, moments: moments)
      divergence.addGradient(at: fields, moments: moments, weight: gamma, to: &likelihood.gradient)
    }
    for i in fields.indices {
      likelihood.gradient[i] = beta * likelihood.gradient[i] + 2 * moments.means[i]
    }
    return beta * energy - sumOfLogarithms(moments.variances)
  }
}

/// Σ ln x of positive normal numbers.
func sumOfLogarithms(_ values: [Double]) -> Double {
  values.withUnsafeBufferPointer { values in
    var sum = Vector()
    for start in stride(from: 0, to: values.count, by: 8) {
      var lanes = Vector(repeating: 1)
      for lane in 0..<min(8, values.count - start) { lanes[lane] = values[start + lane] }
      sum += logarithm(lanes)
    }
    return sum.sum()
  }
}
