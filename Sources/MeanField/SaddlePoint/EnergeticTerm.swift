import Foundation
import SpecialFunctions

/// The energy term G_E of the free entropy and its derivatives, all per unit load α.
///
///     G_E = 2 ∫Dz H(c z) ln f(√q z),   f(ω) = ∫Dx H(g)^β,   g = (ω + √(q_d − q) x)/√(1 − q_d)
///
/// With h = H′/H, ⟨·⟩ the average over x weighted by e^{−x²/2} H(g)^β, G₁ = ∂_ω ln f and G₂ = ∂²_ω ln f, the conjugate order
/// parameters are α times what stands here. No form divides by q_d − q or subtracts large numbers.
struct EnergeticTerm {
  /// G_E.
  private(set) var value = 0.0
  /// q̂/α = −2 ∂G_E/∂q = 2 ∫Dz H(cz) G₁².
  private(set) var qhat = 0.0
  /// r̂/α = ∂G_E/∂r = −√(2/π) ∫Dt G₁(√(q − r²) t).
  private(set) var rhat = 0.0
  /// q̂_d/α = ∂G_E/∂q_d = β(β − 1)/(1 − q_d) ∫Dz H(cz) ⟨h²⟩.
  private(set) var qdhat = 0.0
  /// (q̂_d − q̂/2)/α = β/(1 − q_d) ∫Dz H(cz) [β Var h − ⟨h²⟩].
  private(set) var curvature = 0.0
  /// 2 ∫Dz H(cz) G₂², the energy's factor of the replicon.
  private(set) var stiffness = 0.0

  /// No patterns: nothing pulls.
  static let none = EnergeticTerm()

  private init() {}

  /// The integrals at given order parameters; `resolution` 1 aims at relative errors of 10⁻¹¹, larger values refine.
  init(_ order: OrderParameters, beta: Double, resolution: Double) {
    let grid = Self.grid(order, resolution: resolution)
    var inner = LikelihoodAverages(order, beta: beta, omega: grid.range, resolution: resolution)
    self.init(order, beta: beta, grid) { inner.averages(at: $0) }
  }

  /// The nodes ω of the outer integrals.
  static func grid(_ order: OrderParameters, resolution: Double) -> SinhTrapezoid {
    let wide = order.q.squareRoot()
    let narrow = order.qMinusR2.squareRoot()
    // The teacher factor cuts one side off at √(q − r²); on the other, 1 − f dies on the scale of g.
    let reach = Truncation(resolution: resolution).reach
    let ownScale = (order.oneMinusQd + order.qdMinusQ).squareRoot()
    let left = min(reach * (order.slopeAngle < 0 ? narrow : wide), (reach + 0.6) * ownScale)
    let right = reach * (order.slopeAngle < 0 ? wide : narrow)
    return SinhTrapezoid(covering: -left...right, width: min(narrow, ownScale), step: 0.14 / resolution)
  }

  /// The outer integrals over what `averages` gives at eight ω, asked for in ascending order.
  init(
    _ order: OrderParameters, beta: Double, _ grid: SinhTrapezoid,
    averages: (_ omega: Vector) -> LikelihoodAverages.Averages
  ) {
    let wide = order.q.squareRoot()
    let narrow = order.qMinusR2.squareRoot()
    let density = 1 / (2 * Double.pi).squareRoot()
    var (logs, squares, meanSquares, curvatures, stiffnesses, slopes) = (
      Vector(), Vector(), Vector(), Vector(), Vector(), Vector()
    )
    for first in stride(from: 0, to: grid.count, by: 8) {
      let (omega, weight) = grid.block(at: first)
      let average = averages(omega)
      let (z, t) = (omega / wide, omega / narrow)
      let logTeacher = logNormalTailAndMillsRatio(order.slope * z).logTail
      let teacher = 2 * density / wide * weight * exponential(logTeacher - 0.5 * (z * z))
      logs += teacher * average.logIntegral
      squares += teacher * average.mean * average.mean
      meanSquares += teacher * average.meanSquare
      curvatures += teacher * (beta * average.variance - average.meanSquare)
      let second = beta * average.variance - average.meanSlope
      stiffnesses += teacher * second * second
      slopes += density / narrow * weight * exponential(-0.5 * (t * t)) * average.mean
    }
    // In terms of M = −h: G₁ = −β⟨M⟩/√(1 − q_d), G₂ = β [β Var M − ⟨M′⟩]/(1 − q_d).
    let scale = beta / order.oneMinusQd
    value = logs.sum()
    qhat = beta * scale * squares.sum()
    qdhat = 0.5 * (beta - 1) * scale * meanSquares.sum()
    curvature = 0.5 * scale * curvatures.sum()
    stiffness = scale * scale * stiffnesses.sum()
    rhat = (2 / Double.pi).squareRoot() * beta / order.oneMinusQd.squareRoot() * slopes.sum()
  }
}
