import Foundation

/// The saddle-point equations of one task as a map of the order parameters onto themselves.
struct SaddlePointEquations {
  let alpha: Double
  let beta: Double
  let gamma: Double
  /// The fields left by the previous task, seen from this task's teacher.
  let prior: FieldDensity
  /// The same on nodes no further apart in m than 1/K, for strong pulls.
  let denserPrior: (@Sendable (_ nodesPerMean: Double) -> FieldDensity)?
  /// κ, a pull along the means that the previous task left: φ's field gains κ m₁.
  let pull: Double
  /// A value at which q_d is held; its conjugate then is the multiplier that holds it there.
  let fixedQd: Double?
  /// How dense the nodes of all rules are; 1 aims at relative errors of 10⁻¹¹.
  let resolution: Double
  private let legendre: GaussLegendre

  init(
    alpha: Double, beta: Double, gamma: Double, prior: FieldDensity,
    denserPrior: (@Sendable (Double) -> FieldDensity)? = nil, pull: Double = 0, fixedQd: Double? = nil,
    resolution: Double = 1
  ) {
    self.alpha = alpha
    self.beta = beta
    self.gamma = gamma
    self.prior = prior
    self.denserPrior = denserPrior
    self.pull = pull
    self.fixedQd = fixedQd
    self.resolution = resolution
    // The stretch of what counts shrinks with the resolution, too.
    legendre = GaussLegendre.rule(max(8, Int((26 * resolution * min(1, resolution)).rounded(.up))))
  }

  /// The same equations with denser nodes.
  func refined(by factor: Double) -> SaddlePointEquations {
    SaddlePointEquations(
      alpha: alpha, beta: beta, gamma: gamma, prior: prior, denserPrior: denserPrior, pull: pull,
      fixedQd: fixedQd, resolution: resolution * factor)
  }

  /// The same equations with another account of the same prior.
  func replacing(prior: FieldDensity) -> SaddlePointEquations {
    SaddlePointEquations(
      alpha: alpha, beta: beta, gamma: gamma, prior: prior, pull: pull, fixedQd: fixedQd,
      resolution: resolution)
  }

  /// Everything known at one set of order parameters.
  struct Evaluation {
    let order: OrderParameters
    let qhat: Double
    let rhat: Double
    let qdhat: Double
    let energy: EnergeticTerm
    let site: EntropicTerm
    let rule: FieldRule
    let measure: SiteMeasure
  }

  func evaluate(at order: OrderParameters) -> Evaluation {
    let order = fixedQd.map(order.holding) ?? order
    return evaluate(at: order, EnergeticTerm(order, beta: beta, resolution: resolution))
  }

  /// Where α = 0 the equations are explicit.
  func evaluateWithoutPatterns() -> Evaluation {
    let flat = OrderParameters(oneMinusQd: 2 / 3, qdMinusQ: 1 / 3, q: 0, slopeAngle: 0)
    let order = evaluate(at: flat, .none).site.order
    return evaluate(at: order, .none)
  }

  /// The same with the energy term at hand.
  func evaluate(at order: OrderParameters, _ energy: EnergeticTerm) -> Evaluation {
    let (qhat, rhat) = (alpha * energy.qhat, alpha * energy.rhat)
    func evaluation(curvature: Double, qdhat: Double) -> Evaluation {
      let rule = fieldRule(
        noise: qhat, teacher: rhat, scales: FieldScales(curvature: curvature, entropyWeight: beta * gamma))
      let measure = SiteMeasure(
        curvature: curvature, entropyWeight: beta * gamma, largestField: rule.largest,
        legendre: legendre, resolution: resolution)
      return Evaluation(
        order: order, qhat: qhat, rhat: rhat, qdhat: qdhat, energy: energy, site: EntropicTerm(rule, measure),
        rule: rule, measure: measure)
    }
    let curvature = alpha * energy.curvature
    guard let fixedQd else { return evaluation(curvature: curvature, qdhat: alpha * energy.qdhat) }
    let multiplier = decreasingRoot(near: curvature) {
      evaluation(curvature: $0, qdhat: 0).site.oneMinusQd - (1 - fixedQd)
    }
    return evaluation(curvature: multiplier, qdhat: multiplier + qhat / 2)
  }

  /// The distribution of the total field, with densities of the prior carried along.
  func fieldRule(
    noise qhat: Double, teacher rhat: Double, carrying densities: (FieldDensity) -> [[Double]] = { _ in [] },
    scales: FieldScales, isTailResolved: Bool = false
  ) -> FieldRule {
    // Neighbouring nodes of the prior shall not be pulled further apart than the noise is wide.
    let nodesPerMean = 1.5 * abs(pull) / qhat.squareRoot()
    let prior = nodesPerMean * prior.step > 1 ? denserPrior?(nodesPerMean) ?? prior : prior
    return FieldRule(
      noise: qhat, centres: FieldCentres(teacher: rhat, prior: beta * gamma, pull: pull), prior: prior,
      carrying: densities(prior), scales: scales, resolution: resolution, isTailResolved: isTailResolved)
  }

  /// The distribution at a solution.
  func fieldRule(_ evaluation: Evaluation, carrying densities: (FieldDensity) -> [[Double]]) -> FieldRule {
    fieldRule(
      noise: evaluation.qhat, teacher: evaluation.rhat, carrying: densities,
      scales: FieldScales(curvature: evaluation.measure.curvature, entropyWeight: beta * gamma))
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
    let expectation = prior.expectation { eta in -2 * (abs(eta) + log1p(exp(-2 * abs(eta)))) }
    return beta * gamma / 2 * expectation
  }

  /// The replicon eigenvalue's ratio R: replica symmetry holds locally where R < 1.
  func replicon(of evaluation: Evaluation) -> Double {
    alpha * evaluation.energy.stiffness * evaluation.site.squaredVariance
  }
}
