import Foundation

/// Fields scaled by one factor so that q_d = (1/N) Σ m² has a given value.
///
/// The paper's numerics at fixed q_d: after every step the whole vector θ is scaled, which changes how certain the weights are and not
/// what they say. (1/N) Σ tanh²(gain s θ) grows with s from 0 to 1, so that the factor is unique.
enum HeldSelfOverlap {
  /// Scales the fields to q_d, 0 < q_d < 1, to a relative 10⁻¹² of the factor; fields that are all 0 stay.
  static func scale(_ fields: inout [Double], gain: Double, to qd: Double) {
    guard fields.contains(where: { $0 != 0 }) else { return }
    func excess(_ logScale: Double) -> Double {
      let scale = gain * exp(logScale)
      var sum = 0.0
      for field in fields {
        let m = tanh(scale * field)
        sum += m * m
      }
      return sum / Double(fields.count) - qd
    }
    // From one step to the next the factor is near 1; the bracket grows until it holds the root.
    var (low, high) = (-0.1, 0.1)
    while excess(low) > 0, low > -700 { (low, high) = (2 * low, low) }
    while excess(high) < 0, high < 700 { (low, high) = (high, 2 * high) }
    var (lowValue, highValue) = (excess(low), excess(high))
    // Regula falsi with halved weights (Illinois).
    for _ in 0..<200 where high - low > 1e-12 {
      let middle = (low * highValue - high * lowValue) / (highValue - lowValue)
      guard middle > low, middle < high else { break }
      let value = excess(middle)
      if abs(value) < 1e-15 {
        (low, high) = (middle, middle)
      } else if value < 0 {
        (low, lowValue) = (middle, value)
        highValue /= 2
      } else {
        (high, highValue) = (middle, value)
        lowValue /= 2
      }
    }
    let scale = exp((low + high) / 2)
    for index in fields.indices { fields[index] *= scale }
  }
}
