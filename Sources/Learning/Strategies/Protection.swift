/// How the weights of a binary network are kept from forgetting earlier tasks.
package enum Protection: Sendable, Hashable {
  /// Which labels the gradients of elastic weight consolidation are taken with.
  package enum Labels: String, Sendable, Hashable, CaseIterable {
    /// The task's own.
    case `true`
    /// Drawn from the network's answer: the Fisher information proper.
    case sampled
    /// The network's largest output.
    case predicted
  }

  case none
  /// Steps that would shrink |W| are multiplied by 1 − tanh²(m |W|). Laborieux et al., Nat. Commun. 12, 2549 (2021).
  case metaplasticity(m: Double)
  /// Adds strength/2 · Σ_tasks Σ F (sgn W − sgn W*)² to the loss, with W* at the end of a task and F the mean over its examples of the
  /// squared gradient. Kirkpatrick et al., PNAS 114, 3521 (2017).
  case elasticWeights(strength: Double, labels: Labels)
  /// Adds strength · Σ Ω (W − W*)² to the loss, with W* at the end of the last task, and Ω = Σ_tasks ω/(ΔW² + damping), where ω is the
  /// part of the task's fall of the loss that the weight's path made, and ΔW how far it came. Zenke, Poole and Ganguli, ICML 2017.
  case synapticIntelligence(strength: Double, damping: Double)

  /// What its penalty holds; `nil` if it has none.
  var target: Consolidation.Target? {
    switch self {
    case .none, .metaplasticity: nil
    case .elasticWeights: .signs
    case .synapticIntelligence: .hidden
    }
  }

  /// Throws `LearningError.invalid` for numbers that make no sense, or that single precision does not hold.
  func check() throws(LearningError) {
    switch self {
    case .none: break
    case .metaplasticity(let m):
      try require(m >= 0 && Float(m).isFinite, "the metaplasticity m is at least 0, found \(m)")
    case .elasticWeights(let strength, _):
      try require(strength >= 0 && Float(strength).isFinite, "a strength is at least 0, found \(strength)")
    case .synapticIntelligence(let strength, let damping):
      try require(strength >= 0 && Float(strength).isFinite, "a strength is at least 0, found \(strength)")
      try require(Float(damping) > 0 && Float(damping).isFinite, "a damping is positive, found \(damping)")
    }
  }
}
