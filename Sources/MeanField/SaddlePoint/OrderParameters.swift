import Foundation

/// The order parameters q, r and q_d, kept as the differences in which they are well conditioned.
///
/// q_d = ⟨m·m⟩/N, q = ⟨m⟩·⟨m⟩/N, r = W·⟨m⟩/N, so that r² ≤ q ≤ q_d < 1. Near the ends of these inequalities digits live in
/// 1 − q_d, q_d − q and q − r², which are positive by construction here.
struct OrderParameters {
  /// 1 − q_d.
  let oneMinusQd: Double
  /// q_d − q.
  let qdMinusQ: Double
  let q: Double
  /// asinh c, c = r/√(q − r²) the slope of the teacher's factor; it has r's sign.
  let slopeAngle: Double

  var qd: Double { q + qdMinusQ }
  /// c = r/√(q − r²).
  var slope: Double { sinh(slopeAngle) }
  var r: Double { q.squareRoot() * tanh(slopeAngle) }
  /// q − r².
  var qMinusR2: Double {
    let secant = 1 / cosh(slopeAngle)
    return q * secant * secant
  }
}

extension OrderParameters {
  /// The order parameters with another q_d and the same ratios q/q_d and r²/q.
  func holding(qd: Double) -> OrderParameters {
    OrderParameters(
      oneMinusQd: 1 - qd, qdMinusQ: qd * qdMinusQ / self.qd, q: qd * q / self.qd, slopeAngle: slopeAngle)
  }
}

extension OrderParameters {
  /// Unbounded coordinates (ln (1 − q_d)/q_d, ln (q_d − q)/q, asinh c): all of their values are legal order parameters.
  var coordinates: SIMD3<Double> {
    SIMD3(log(oneMinusQd / qd), log(qdMinusQ / q), slopeAngle)
  }

  /// Where an iteration may stray; every solution is far inside.
  private static let bounds = SIMD3<Double>(45, 45, 18)

  /// The largest difference of q, r and q_d between two points.
  static func largestDifference(_ one: SIMD3<Double>, _ other: SIMD3<Double>) -> Double {
    let (one, other) = (OrderParameters(coordinates: one), OrderParameters(coordinates: other))
    return max(abs(one.q - other.q), abs(one.r - other.r), abs(one.qd - other.qd))
  }

  init(coordinates: SIMD3<Double>) {
    let x = coordinates.clamped(lowerBound: -Self.bounds, upperBound: Self.bounds)
    // Logistic functions, each written so that it keeps its digits where it is small.
    let qd = 1 / (1 + exp(x.x))
    oneMinusQd = 1 / (1 + exp(-x.x))
    qdMinusQ = qd / (1 + exp(-x.y))
    q = qd / (1 + exp(x.y))
    slopeAngle = x.z
  }
}
