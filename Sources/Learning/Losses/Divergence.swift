/// The divergence KL(q_θ ‖ q_ref) of the weights' distribution from one with other fields and the same gain.
///
/// Its gradient is exactly gain² σ_i² (θ_i − θ_ref,i): a spring to the reference that is stiff where a weight is uncertain and
/// slack where it is decided.
struct Divergence {
  let reference: [Double]

  /// KL = Σ [ gain m_i (θ_i − θ_ref,i) + ½ ln(σ_i²/σ_ref,i²) ].
  func value(at fields: [Double], moments: WeightMoments) -> Double {
    let ofReference = WeightMoments(of: reference, gain: moments.gain)
    var sum = 0.0
    for i in fields.indices { sum += moments.means[i] * (fields[i] - reference[i]) }
    let logarithms = sumOfLogarithms(moments.variances) - sumOfLogarithms(ofReference.variances)
    return moments.gain * sum + logarithms / 2
  }

  /// Adds `weight` times the gradient at `fields`, whose variances are those of `moments`.
  func addGradient(
    at fields: [Double], moments: WeightMoments, weight: Double, to gradient: inout [Double]
  ) {
    let stiffness = weight * moments.gain * moments.gain
    for i in gradient.indices {
      gradient[i] += stiffness * moments.variances[i] * (fields[i] - reference[i])
    }
  }
}
