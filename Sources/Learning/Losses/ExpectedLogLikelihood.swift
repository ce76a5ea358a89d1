import Execution
import SpecialFunctions

/// The loss L = −Σ_μ ln H(−κ_μ) with κ_μ = m·ξ_μ/√S and S = Σσ_i², summed over a batch of examples ξ = y x.
///
/// H(−κ) is the probability of the right label over weights drawn from the network's distribution, w·ξ being Gaussian with mean
/// m·ξ and variance S. With the inverse Mills ratio M(u) = −H′(u)/H(u) at u_μ = −κ_μ,
///
///     ∂L/∂θ_i = −gain σ_i² Σ_μ M(u_μ) [ ξ_μi/√S + m_i (m·ξ_μ)/S^{3/2} ].
///
/// Li, Huang, Zou and Huang, Phys. Rev. E 108, 014309 (2023).
struct ExpectedLogLikelihood {
  /// Added to S, so that κ stays finite when every weight is certain; without effect while S > 1e-14.
  static let leastVariance = 1e-30

  /// A loss beyond this says that every weight is certain and some label is wrong: training has diverged.
  static let greatestValue = 1e24

  /// The means and variances of the weights at the last evaluation.
  private(set) var moments: WeightMoments
  /// ∂L/∂θ at the last call of `evaluate`.
  var gradient: [Double]
  /// A number per example: m·ξ_μ, later M(u_μ).
  private var perExample: [Double] = []

  init(fields: [Double], gain: Double) {
    moments = WeightMoments(of: fields, gain: gain)
    gradient = Array(repeating: 0, count: fields.count)
  }

  /// L, on the examples that are the rows of a matrix.
  mutating func value(at fields: [Double], on examples: SignMatrix, in work: Work) throws -> Double {
    let width = try project(examples, at: fields, in: work)
    var loss = 0.0
    for (index, projection) in perExample.enumerated() {
      if index % 1024 == 0 { try work.checkpoint() }
      loss -= logNormalTail(-projection / width)
    }
    return loss
  }

  /// L, leaving its gradient in `gradient`.
  mutating func evaluate(at fields: [Double], on batch: Batch, in work: Work) throws -> Double {
    let width = try project(batch.examples, at: fields, in: work)
    var loss = 0.0
    var pull = 0.0
    for index in perExample.indices {
      if index % 1024 == 0 { try work.checkpoint() }
      let u = -perExample[index] / width
      let ratio = inverseMillsRatio(u)
      loss -= logNormalTail(u)
      pull -= ratio * u
      perExample[index] = ratio
    }
    try batch.transposed.multiply(perExample, into: &gradient, in: work)
    // Σ_μ M(u_μ) (m·ξ_μ)/S^{3/2} = pull/S.
    let (scale, shrink) = (moments.gain / width, pull / width)
    gradient.withUnsafeMutableBufferPointer { gradient in
      moments.means.withUnsafeBufferPointer { means in
        moments.variances.withUnsafeBufferPointer { variances in
          for i in 0..<gradient.count {
            gradient[i] = -scale * variances[i] * (gradient[i] + means[i] * shrink)
          }
        }
      }
    }
    return loss
  }

  /// Leaves m·ξ_μ in `perExample` and gives √S.
  private mutating func project(
    _ examples: SignMatrix, at fields: [Double], in work: Work
  ) throws -> Double {
    moments.update(to: fields)
    if perExample.count != examples.rows { perExample = Array(repeating: 0, count: examples.rows) }
    try examples.multiply(moments.means, into: &perExample, in: work)
    return (laneSum(moments.variances) + Self.leastVariance).squareRoot()
  }
}
