import Foundation
import SpecialFunctions
import Testing

@testable import MeanField

/// The perceptron whose weights are ±1 and that makes no errors: the solver's rules with another site measure.
///
/// Counting the weights that fit αN patterns puts ln H(√q z/√(1 − q)) in place of ln f and ln 2cosh v in place of the integral over m:
///
///     s = ½ q q̂ − r r̂ − ½ q̂ + E ln 2cosh v + α G_E,   v = √q̂ x + r̂
///
/// The patterns' labels are random (r = r̂ = 0) or a teacher's, who is himself a sample: r = q, r̂ = q̂. Here q_d = 1, but f is an
/// average of H^β over a Gaussian, and at β = 1 that is H(ω/√(1 − q)) for every q_d: `EnergeticTerm` serves as it is.
private struct BinaryPerceptron {
  let hasTeacher: Bool
  var resolution = 1.0
  /// (q_d − q)/(1 − q), which nothing may depend on.
  var split = 0.5

  /// A saddle point: q̂ names it, since q and then α follow explicitly.
  struct SaddlePoint {
    let qhat: Double
    let order: OrderParameters
    let energy: EnergeticTerm
    /// E ln 2cosh v.
    let logPartition: Double
    /// E tanh v − E tanh² v.
    let asymmetry: Double

    var alpha: Double { qhat / energy.qhat }
    var rhat: Double { alpha * energy.rhat }
    var entropy: Double {
      0.5 * qhat * (order.q - 1) - order.r * rhat + logPartition + alpha * energy.value
    }
  }

  func saddlePoint(_ qhat: Double) -> SaddlePoint {
    let rule = FieldRule(
      noise: qhat, centres: FieldCentres(teacher: hasTeacher ? qhat : 0, prior: 0, pull: 0), prior: .flat,
      scales: FieldScales(curvature: 0, entropyWeight: 0),
      resolution: resolution)
    var (logPartition, oneMinusQ, asymmetry) = (0.0, 0.0, 0.0)
    let nodes = rule.nodes.flatMap { block in (0..<8).map { block[$0] } }
    let probabilities = rule.probabilities.flatMap { block in (0..<8).map { block[$0] } }
    for (v, probability) in zip(nodes, probabilities) {
      logPartition += probability * (abs(v) + log1p(exp(-2 * abs(v))))
      oneMinusQ += probability / (cosh(v) * cosh(v))
      asymmetry += probability * tanh(v) * (1 - tanh(v))
    }
    let q = 1 - oneMinusQ
    let order = OrderParameters(
      oneMinusQd: (1 - split) * oneMinusQ, qdMinusQ: split * oneMinusQ, q: q,
      slopeAngle: hasTeacher ? asinh((q / oneMinusQ).squareRoot()) : 0)
    return SaddlePoint(
      qhat: qhat, order: order, energy: EnergeticTerm(order, beta: 1, resolution: resolution),
      logPartition: logPartition, asymmetry: asymmetry)
  }

  /// The load where the entropy vanishes, by bisection on q̂: it is positive at q̂ = 1 and negative at q̂ = 4.
  var loadOfVanishingEntropy: Double {
    var (low, high) = (1.0, 4.0)
    for _ in 0..<52 {
      let middle = (low + high) / 2
      if saddlePoint(middle).entropy > 0 { low = middle } else { high = middle }
    }
    return saddlePoint(low).alpha
  }

  /// The largest load of a solution with q < 1, by ternary search on q̂.
  var largestLoad: Double {
    var (low, high) = (2.0, 6.0)
    // At a maximum α is flat: 10⁻⁷ in q̂ is less than 10⁻¹³ in α.
    while high - low > 1e-7 {
      let (left, right) = ((2 * low + high) / 3, (low + 2 * high) / 3)
      if saddlePoint(left).alpha < saddlePoint(right).alpha { low = left } else { high = right }
    }
    return saddlePoint(low).alpha
  }
}

/// Published to three decimals (Krauth and Mézard, J. Physique 50, 3057, 1989; Györgyi, Phys. Rev. A 41, 7097, 1990; Seung,
/// Sompolinsky and Tishby, Phys. Rev. A 45, 6056, 1992); the further digits come from these papers' equations on a uniform grid of
/// 20001 nodes in SciPy. Tolerances are half a unit of the last digit.
@Suite("Binary weights at zero temperature, by the rules of the solver")
struct ZeroTemperatureTests {
  @Test("The entropy of storing random labels vanishes at α = .83307860")
  func storageCapacity() {
    #expect(abs(BinaryPerceptron(hasTeacher: false).loadOfVanishingEntropy - 0.83307860) < 5e-9)
  }

  @Test("The entropy of what a student may still be vanishes at α = 1.24468, where only the teacher is left")
  func transition() {
    #expect(abs(BinaryPerceptron(hasTeacher: true).loadOfVanishingEntropy - 1.24468) < 5e-6)
  }

  @Test("The student's solution with q < 1 ends at α = 1.49263")
  func spinodal() {
    #expect(abs(BinaryPerceptron(hasTeacher: true).largestLoad - 1.49263) < 5e-6)
  }

  @Test("Iteration stays at q < 1 below that end and runs to q = 1 above it", arguments: [1.492, 1.493])
  func iteration(alpha: Double) {
    let perceptron = BinaryPerceptron(hasTeacher: true)
    var (qhat, change) = (1.0, 1.0)
    // At q̂ = 20, 1 − q is 10⁻⁵, far beyond the end at q = .89.
    while change > 1e-9, qhat < 20 {
      let next = alpha * perceptron.saddlePoint(qhat).energy.qhat
      (qhat, change) = (next, abs(next - qhat))
    }
    #expect((qhat >= 20) == (alpha > 1.49263))
  }

  @Test("Half the step changes none of the loads by 10⁻¹⁰")
  func refinement() {
    for hasTeacher in [false, true] {
      let coarse = BinaryPerceptron(hasTeacher: hasTeacher)
      let fine = BinaryPerceptron(hasTeacher: hasTeacher, resolution: 2)
      #expect(abs(coarse.loadOfVanishingEntropy - fine.loadOfVanishingEntropy) < 1e-10)
      if hasTeacher { #expect(abs(coarse.largestLoad - fine.largestLoad) < 1e-10) }
    }
  }

  @Test("The teacher is a sample: r̂ = q̂ and E tanh v = E tanh² v", arguments: [0.1, 1.5, 3, 10])
  func teacherIsASample(qhat: Double) {
    let point = BinaryPerceptron(hasTeacher: true).saddlePoint(qhat)
    // The rules' relative error of 10⁻¹¹.
    #expect(abs(point.rhat / qhat - 1) < 1e-11)
    #expect(abs(point.asymmetry) < 1e-11)
  }

  @Test("ds/dα = G_E along the solutions", arguments: [(false, 1.0), (false, 2.5), (true, 1.5), (true, 6)])
  func slopeOfEntropy(hasTeacher: Bool, qhat: Double) {
    let perceptron = BinaryPerceptron(hasTeacher: hasTeacher)
    let h = 1e-4 * qhat
    let (low, high) = (perceptron.saddlePoint(qhat - h), perceptron.saddlePoint(qhat + h))
    let slope = (high.entropy - low.entropy) / (high.alpha - low.alpha)
    // A central difference leaves terms of order 10⁻⁸, and rounding 10⁻¹²/h.
    #expect(abs(slope - perceptron.saddlePoint(qhat).energy.value) < 1e-7)
  }

  @Test(
    "At β = 1 the energy term is that of ln H(ω/√(1 − q)), whatever q_d",
    arguments: [false, true], [0.05, 0.5, 0.95])
  func energy(hasTeacher: Bool, split: Double) {
    let point = BinaryPerceptron(hasTeacher: hasTeacher, split: split).saddlePoint(2.5)
    let q = point.order.q
    var (value, qhat) = (0.0, 0.0)
    let step = 0.02
    for z in stride(from: -12, through: 12, by: step) {
      let g = (q / (1 - q)).squareRoot() * z
      let density = exp(-0.5 * z * z) / (2 * Double.pi).squareRoot() * (hasTeacher ? 2 * normalTail(g) : 1)
      value += step * density * logNormalTail(g)
      qhat += step * density * inverseMillsRatio(g) * inverseMillsRatio(g) / (1 - q)
    }
    // What the rules of the energy term aim at.
    #expect(abs(point.energy.value - value) < 1e-11 && abs(point.energy.qhat / qhat - 1) < 1e-11)
  }
}
