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
  /// The threads that share the work on many examples; the bits do not depend on their number.
  private let team: Team?

  init(fields: [Double], gain: Double, team: Team? = nil) {
    self.team = team
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
    let (loss, pull) = replaceProjectionsByRatios(width)
    try batch.multiplyTransposed(perExample, into: &gradient, team: team, in: work)
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

  /// −Σ ln H(u_μ) and −Σ M(u_μ) u_μ for the projections m·ξ_μ = −u_μ · `width`, which become M(u_μ).
  ///
  /// Blocks of one size are summed, whoever does them, and then added up in order.
  private mutating func replaceProjectionsByRatios(_ width: Double) -> (loss: Double, pull: Double) {
    let (size, team) = (256, team)
    let blocks = (perExample.count + size - 1) / size
    return perExample.withUnsafeMutableBufferPointer { perExample in
      withUnsafeTemporaryAllocation(of: (loss: Double, pull: Double).self, capacity: blocks) { sums in
        nonisolated(unsafe) let (perExample, sums) = (perExample, sums)
        @Sendable func replace(_ block: Int, _ member: Int) {
          let range = block * size..<min((block + 1) * size, perExample.count)
          sums[block] = replaceByRatios(UnsafeMutableBufferPointer(rebasing: perExample[range]), width)
        }
        if let team { team.run(blocks, replace) } else { for block in 0..<blocks { replace(block, 0) } }
        return sums.reduce((0, 0)) { ($0.loss + $1.loss, $0.pull + $1.pull) }
      }
    }
  }

  /// Leaves m·ξ_μ in `perExample` and gives √S.
  private mutating func project(
    _ examples: SignMatrix, at fields: [Double], in work: Work
  ) throws -> Double {
    moments.update(to: fields)
    if perExample.count != examples.rows { perExample = Array(repeating: 0, count: examples.rows) }
    try examples.multiply(moments.means, into: &perExample, team: team, in: work)
    return (laneSum(moments.variances) + Self.leastVariance).squareRoot()
  }
}

private func replaceByRatios(
  _ perExample: UnsafeMutableBufferPointer<Double>, _ width: Double
) -> (loss: Double, pull: Double) {
  var (loss, pull) = (Vector(), Vector())
  for start in stride(from: 0, to: perExample.count, by: 8) {
    let lanes = min(8, perExample.count - start)
    var u = Vector()
    for lane in 0..<lanes { u[lane] = -perExample[start + lane] / width }
    var (logTail, ratio) = logNormalTailAndMillsRatio(u)
    for lane in lanes..<8 { (logTail[lane], ratio[lane]) = (0, 0) }
    loss -= logTail
    pull -= ratio * u
    for lane in 0..<lanes { perExample[start + lane] = ratio[lane] }
  }
  return (loss.sum(), pull.sum())
}
