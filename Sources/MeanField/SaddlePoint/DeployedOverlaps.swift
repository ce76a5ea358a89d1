import Foundation
import SpecialFunctions

/// Overlaps of the deployed weights sgn m with the teachers.
struct DeployedOverlaps {
  /// 1 − E[W_k sgn m] for every teacher so far, the current one last.
  let complements: [Double]

  init(_ equations: SaddlePointEquations, _ evaluation: SaddlePointEquations.Evaluation) {
    let (measure, resolution) = (evaluation.measure, equations.resolution)
    // Near m = 0 the measure is a Gaussian of curvature 2 + βγ − 2A: ⟨sgn m⟩ switches over the square root of that.
    let sharpness = 2 + measure.entropyWeight + 2 * max(0, -measure.curvature)
    let rule = equations.fieldRule(
      noise: evaluation.qhat, pull: evaluation.rhat, scale: sharpness.squareRoot(), isTailResolved: true)
    let oppositeSign = OppositeSign(measure, resolution: resolution)
    var complements = [Double](repeating: 0, count: rule.signed.count + 1)
    var totals = [Double](repeating: 0, count: rule.signed.count)
    for (index, v) in rule.nodes.enumerated() {
      let opposite = oppositeSign.probability(at: v, measure.moments(at: v).logPartition)
      // 1 − ⟨sgn m⟩ is small for v > 0 and near 2 for v < 0.
      let complement = v < 0 ? 2 * (1 - opposite) : 2 * opposite
      complements[rule.signed.count] += rule.probabilities[index] * complement
      for k in rule.signed.indices {
        totals[k] += rule.signed[k][index]
        complements[k] += rule.signed[k][index] * complement
      }
    }
    // E[W_k sgn m] = E[W_k W] − E[W_k W (1 − W sgn m)].
    for k in rule.signed.indices { complements[k] += 1 - totals[k] }
    self.complements = complements
  }

  /// ε_k = arccos(p_k)/π, accurate for small errors too.
  var errors: [Double] {
    complements.map { 2 / Double.pi * asin(min(1, max(0, $0 / 2)).squareRoot()) }
  }

  var p: Double { 1 - (complements.last ?? 1) }
}

/// The probability that m has the sign opposite to v's.
///
/// The integrand of the half-line meets its end at full height, so the variable is θ = −e^{u − e^{−u}}: the double exponential rule
/// (Takahasi and Mori, Publ. RIMS 9, 721, 1974) resolves every scale from 10⁻¹⁵ to 25.
private struct OppositeSign {
  private let complements: [Vector]
  private let exponents: [Vector]

  init(_ measure: SiteMeasure, resolution: Double) {
    let step = 0.1 / resolution
    let nodes = stride(from: -3.6, through: 3.3, by: step).map { u in
      let theta = exp(u - exp(-u))
      return (theta: theta, weight: theta * (1 + exp(-u)) * step)
    }
    complements = packed(nodes.map { 1 + tanh($0.theta) }, padding: 0)
    exponents = packed(
      nodes.map {
        FieldGrid.exponent(at: $0.theta, measure.curvature, measure.entropyWeight) + log($0.weight)
      }, padding: -.greatestFiniteMagnitude)
  }

  func probability(at v: Double, _ logPartition: Double) -> Double {
    let magnitude = abs(v)
    var mass = Vector()
    for index in exponents.indices {
      let exponent: Vector = exponents[index] - magnitude * complements[index]
      mass += exponential(exponent + (magnitude - logPartition))
    }
    return mass.sum()
  }
}
