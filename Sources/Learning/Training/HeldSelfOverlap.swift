import Foundation

/// Fields scaled by one factor so that q_d = (1/N) Σ m² has a given value.
///
/// The paper's numerics at fixed q_d: after every step the whole vector θ is scaled, which changes how certain the weights are and not
/// what they say. (1/N) Σ tanh²(gain s θ) grows with s from 0 to 1, so that the factor is unique.
enum HeldSelfOverlap {
  /// Scales the fields to q_d, 0 < q_d < 1, to a relative 10⁻¹² of the factor; fields that are all 0 stay.
  static func scale(_ fields: inout [Double], gain: Double, to qd: Double) {
    guard fields.contains(where: { $0 != 0 }) else { return }
    var (low, high) = (-700.0, 700.0)
    var logScale = 0.0
    // Newton's method within the bracket; from one step of a training to the next the factor is near 1, and two or three evaluations do.
    for _ in 0..<200 {
      let (value, slope) = WeightMoments.selfOverlap(of: fields, gain: gain * exp(logScale))
      if value < qd { low = logScale } else { high = logScale }
      let newton = logScale + (qd - value) / slope
      let next = newton > low && newton < high ? newton : (low + high) / 2
      let change = abs(next - logScale)
      logScale = next
      if change <= 1e-12 { break }
    }
    let scale = exp(logScale)
    for index in fields.indices { fields[index] *= scale }
  }
}
