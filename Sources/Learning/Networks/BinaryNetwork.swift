import Execution
import RandomStreams

/// A network of layers of binary weights sgn(W), with hidden numbers W that training moves; no bias.
///
/// u = γ (z − mean)/√(variance + 1e-5) + δ with z = sgn(W)·a, and a = sgn(u) in hidden layers; the classes are the softmax of the
/// last u. Means and variances are those of the batch, in training and in testing. Hubara et al., NIPS 2016; Laborieux et al.,
/// Nat. Commun. 12, 2549 (2021).
package struct BinaryNetwork: Sendable {
  /// Which tasks share the numbers γ and δ.
  package enum NormalizationScenario: String, Sendable, Hashable, CaseIterable {
    /// Each task has its own: a test must know which task it is.
    case perTask = "separate"
    /// One for all.
    case shared
  }

  /// γ and δ of every layer's units.
  struct Normalization: Sendable {
    var scales, shifts: [[Float]]

    /// γ = 1 and δ = 0.
    init(widths: [Int]) {
      scales = widths.dropFirst().map { Array(repeating: 1, count: $0) }
      shifts = widths.dropFirst().map { Array(repeating: 0, count: $0) }
    }
  }

  /// The number of inputs, of units in each hidden layer, and of classes.
  package let widths: [Int]
  package private(set) var scenario: NormalizationScenario
  /// The hidden numbers W of each layer: a row of `widths[l]` per unit, `widths[l + 1]` rows.
  package internal(set) var weights: [[Float]]
  /// For each task trained on; only `nil` where it is shared.
  var normalizations: [TaskIdentity?: Normalization] = [:]
  /// What holds the weights to those of earlier tasks; `nil` if they were not to be protected like that.
  var consolidation: Consolidation?

  /// W uniform in [−0.05, 0.05).
  ///
  /// Throws `LearningError.invalid` for widths that are no network, and `MemoryShortage`.
  package init(
    widths: [Int], scenario: NormalizationScenario = .perTask, stream: RandomStream, in work: Work
  ) throws {
    try checkWidths(widths)
    (self.widths, self.scenario) = (widths, scenario)
    weights = try zip(widths, widths.dropFirst()).enumerated().map { layer, sizes in
      var stream = stream.split(layer)
      return try (0..<sizes.1).flatMap { _ in
        try work.checkpoint()
        return (0..<sizes.0).map { _ in Float(0.1 * stream.uniform() - 0.05) }
      }
    }
  }

  /// A network with these hidden numbers, which was never trained.
  ///
  /// Throws `LearningError.invalid` for widths that are no network, and numbers that are not theirs, and `MemoryShortage`.
  init(widths: [Int], scenario: NormalizationScenario, weights: [[Float]]) throws {
    try checkWidths(widths)
    try checkNumbers(weights, widths: widths, name: "weights")
    (self.widths, self.scenario, self.weights) = (widths, scenario, weights)
  }

  /// The same weights with one γ and one δ for all tasks, those that training begins with.
  var sharingNormalization: BinaryNetwork {
    var network = self
    (network.scenario, network.normalizations) = (.shared, [:])
    return network
  }

  /// Those of a task; for a task never trained on, those that training begins with.
  func normalization(for task: TaskIdentity) -> Normalization {
    normalizations[normalizationKey(for: task)] ?? Normalization(widths: widths)
  }

  func normalizationKey(for task: TaskIdentity) -> TaskIdentity? { scenario == .shared ? nil : task }
}
