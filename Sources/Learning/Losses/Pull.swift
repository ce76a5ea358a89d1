import Tensors

/// What the divergence from a reference adds to the gradient of a network's fields, in single precision.
///
/// The gradient of KL(q_θ ‖ q_ref), with the gain β of the fields and β_ref of the reference, is βσ²(βθ − β_ref θ_ref): exact also
/// while the gain is annealed.
struct Pull: Sendable {
  enum Reference: Sendable {
    /// θ_ref = 0.
    case zero
    /// β_ref θ_ref, a buffer per layer.
    case scaledFields([FloatBuffer])
    /// The fields before the last step. The gradient is then β²σ² times that step, with the β and σ² it was taken with, and is
    /// kept here; 0 before the first step.
    case lastStep([FloatBuffer])
  }

  let reference: Reference
  /// The weight of the divergence: in an epoch, or with the last step in every step.
  let gamma: Float

  /// What is kept of the last step; `nil` with another reference.
  var lastPulls: [[Float]]? {
    guard case .lastStep(let pulls) = reference else { return nil }
    return pulls.map(\.elements)
  }

  /// Adds the gradient for the weights from number `start` of a layer on.
  func add(
    to gradient: UnsafeMutablePointer<Float>, fields: UnsafePointer<Float>, variances: UnsafePointer<Float>,
    layer: Int, from start: Int, count: Int, gain: Float, share: Float
  ) {
    let weight = gamma * share * gain
    switch reference {
    case .zero:
      for i in 0..<count { gradient[i] += weight * variances[i] * (gain * fields[i]) }
    case .scaledFields(let references):
      let reference = references[layer].base + start
      for i in 0..<count { gradient[i] += weight * variances[i] * (gain * fields[i] - reference[i]) }
    case .lastStep(let pulls):
      let pull = pulls[layer].base + start
      for i in 0..<count { gradient[i] += gamma * pull[i] }
    }
  }

  /// Takes note of a step, before the moments change.
  func remember(
    step: UnsafePointer<Float>, variances: UnsafePointer<Float>, layer: Int, from start: Int, count: Int,
    gain: Float
  ) {
    guard case .lastStep(let pulls) = reference else { return }
    let pull = pulls[layer].base + start
    let stiffness = gain * gain
    for i in 0..<count { pull[i] = stiffness * variances[i] * step[i] }
  }
}
