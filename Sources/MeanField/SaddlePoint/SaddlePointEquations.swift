import Foundation

/// The saddle-point equations of one task as a map of the order parameters onto themselves.
struct SaddlePointEquations {
  let alpha: Double
  let beta: Double
  let gamma: Double
  /// The fields left by the previous task, seen from this task's teacher.
  let prior: FieldDensity
  /// A value at which q_d is held; its conjugate then is the multiplier that holds it there.
  let fixedQd: Double?
  /// How dense the nodes of all rules are; 1 aims at relative errors of 10⁻¹¹.
  let resolution: Double
  private let legendre: GaussLegendre

  init(
    alpha: Double, beta: Double, gamma: Double, prior: FieldDensity, fixedQd: Double? = nil,
    resolution: Double = 1
  ) {
    self.alpha = alpha
    self.beta = beta
    self.gamma = gamma
    self.prior = prior
    self.fixedQd = fixedQd
    self.resolution = resolution
    legendre = GaussLegendre.rule(Int((26 * resolution).rounded(.up)))
  }

  /// The same equations with denser nodes.
  func refined(by factor: Double) -> SaddlePointEquations {
    SaddlePointEquations(
      alpha: alpha, beta: beta, gamma: gamma, prior: prior, fixedQd: fixedQd, resolution: resolution * factor)
  }

  /// Everything known at one set of order parameters.
  struct Evaluation {
    let order: OrderParameters
    let qhat: Double
    let rhat: Double
    let qdhat: Double
    let energy: EnergyTerm
    let site: SiteTerm
    let rule: FieldRule
    let measure: SiteMeasure
  }

  func evaluate(at order: OrderParameters) -> Evaluation {
    let order = fixedQd.map(order.holding) ?? order
    return evaluate(at: order, EnergyTerm(order, beta: beta, resolution: resolution))
  }

  /// Where α = 0 the equations are explicit.
  func evaluateWithoutPatterns() -> Evaluation {
    let flat = OrderParameters(oneMinusQd: 2 / 3, qdMinusQ: 1 / 3, q: 0, slopeAngle: 0)
    let order = evaluate(at: flat, .none).site.order
    return evaluate(at: order, .none)
  }

  private func evaluate(at order: OrderParameters, _ energy: EnergyTerm) -> Evaluation {
    let (qhat, rhat) = (alpha * energy.qhat, alpha * energy.rhat)
    func evaluation(curvature: Double, qdhat: Double) -> Evaluation {
      // ⟨m⟩ switches from −1 to 1 the faster, the less entropy and the more curvature there is.
      let scale = 1.2 + 0.7 * max(0, beta * gamma - 2 * max(0, curvature))
      let rule = fieldRule(noise: qhat, pull: rhat, scale: scale)
      let measure = SiteMeasure(
        curvature: curvature, entropyWeight: beta * gamma, largestField: rule.largest,
        legendre: legendre, resolution: resolution)
      return Evaluation(
        order: order, qhat: qhat, rhat: rhat, qdhat: qdhat, energy: energy, site: SiteTerm(rule, measure),
        rule: rule, measure: measure)
    }
    let curvature = alpha * energy.curvature
    guard let fixedQd else { return evaluation(curvature: curvature, qdhat: alpha * energy.qdhat) }
    let multiplier = decreasingRoot(near: curvature) {
      evaluation(curvature: $0, qdhat: 0).site.oneMinusQd - (1 - fixedQd)
    }
    return evaluation(curvature: multiplier, qdhat: multiplier + qhat / 2)
  }

  /// The distribution of the total field, resolved on `scale` around 0.
  func fieldRule(
    noise qhat: Double, pull rhat: Double, scale: Double, isTailResolved: Bool = false
  ) -> FieldRule {
    FieldRule(
      noise: qhat, pull: rhat, prior: prior, priorWeight: beta * gamma, scale: scale, resolution: resolution,
      isTailResolved: isTailResolved)
  }

  /// The map in the coordinates of the order parameters.
  func callAsFunction(_ coordinates: SIMD3<Double>) -> SIMD3<Double> {
    evaluate(at: OrderParameters(coordinates: coordinates)).site.order.coordinates
  }

  /// The free entropy Φ.
  func freeEntropy(of evaluation: Evaluation) -> Double {
    let order = evaluation.order
    // ½ q q̂ − q_d q̂_d = −½ (q_d − q) q̂ − q_d A, without the large terms that cancel.
    let conjugate =
      -0.5 * order.qdMinusQ * evaluation.qhat - order.qd * evaluation.measure.curvature
      - order.r * evaluation.rhat
    return conjugate + evaluation.site.logPartition + alpha * evaluation.energy.value + priorConstant
  }

  /// (βγ/2) E ln((1 − m₁²)/4), m₁ = tanh η: what the divergence adds to Φ without depending on the order parameters.
  private var priorConstant: Double {
    guard gamma > 0 else { return 0 }
    let expectation = zip(prior.nodes, prior.probabilities).reduce(0) { sum, node in
      let magnitude = abs(node.0)
      return sum - 2 * node.1 * (magnitude + log1p(exp(-2 * magnitude)))
    }
    return beta * gamma / 2 * expectation
  }

  /// The replicon eigenvalue's ratio R: replica symmetry holds locally where R < 1.
  func replicon(of evaluation: Evaluation) -> Double {
    alpha * evaluation.energy.stiffness * evaluation.site.squaredVariance
  }
}
