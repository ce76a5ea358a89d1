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
    let current = TeacherSet(teacher: equations.prior.teacherCount - 1)
    let pairs = (0..<equations.prior.teacherCount - 1).map { current.union(TeacherSet(teacher: $0)) }
    let rule = equations.fieldRule(
      noise: evaluation.qhat, teacher: evaluation.rhat,
      carrying: { prior in pairs.map { prior.signed[$0] ?? [] } },
      scales: FieldScales(near: sharpness.squareRoot(), curvature: measure.curvature), isTailResolved: true)
    let oppositeSign = OppositeSign(measure, resolution: resolution)
    let densities = rule.carried + [rule.probabilities]
    var complements = densities.map { _ in Vector() }
    for (block, v) in rule.nodes.enumerated() {
      let opposite = oppositeSign.probability(at: v, measure.moments(at: v).logPartition)
      // 1 − ⟨sgn m⟩ is small for v > 0 and near 2 for v < 0.
      let complement = (2 * opposite).replacing(with: 2 - 2 * opposite, where: v .< 0)
      for k in densities.indices { complements[k] += densities[k][block] * complement }
    }
    // E[W_k sgn m] = E[W_k W] − E[W_k W (1 − W sgn m)].
    self.complements = densities.indices.map { k in
      let missing = k < rule.carried.count ? 1 - rule.carried[k].reduce(Vector(), +).sum() : 0
      return missing + complements[k].sum()
    }
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
  private let nodes: [(complement: Double, exponent: Double)]

  init(_ measure: SiteMeasure, resolution: Double) {
    let step = 0.1 / resolution
    nodes = stride(from: -3.6, through: 3.3, by: step).map { u in
      let theta = exp(u - exp(-u))
      let weight = theta * (1 + exp(-u)) * step
      return (
        1 + tanh(theta), FieldGrid.exponent(at: theta, measure.curvature, measure.entropyWeight) + log(weight)
      )
    }
  }

  func probability(at v: Vector, _ logPartition: Vector) -> Vector {
    let magnitude = v.replacing(with: -v, where: v .< 0)
    let offset = magnitude - logPartition
    var mass = Vector()
    for node in nodes {
      mass += exponential(
        (offset + node.exponent).addingProduct(-magnitude, Vector(repeating: node.complement)))
    }
    return mass
  }
}
