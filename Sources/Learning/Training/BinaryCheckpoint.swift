/// A training of a binary network between two epochs: all that the next epoch depends on, besides the task, the options and the stream.
package struct BinaryCheckpoint: Sendable {
  package let network: BinaryNetwork
  /// The number of epochs that have ended.
  package let epoch: Int
  package let history: TrainingHistory
  /// For each layer.
  package let weightOptimizers, normalizationOptimizers: [FloatAdam.State]
  /// For synaptic intelligence.
  package let path: PathIntegral.State?

  package init(
    network: BinaryNetwork, epoch: Int, history: TrainingHistory, weightOptimizers: [FloatAdam.State],
    normalizationOptimizers: [FloatAdam.State], path: PathIntegral.State?
  ) {
    (self.network, self.epoch, self.history) = (network, epoch, history)
    (self.weightOptimizers, self.normalizationOptimizers) = (weightOptimizers, normalizationOptimizers)
    self.path = path
  }

  /// Before the first epoch.
  init(beginning network: BinaryNetwork, _ protection: Protection) {
    let isPathNeeded = if case .synapticIntelligence = protection { true } else { false }
    self.init(
      network: network, epoch: 0, history: TrainingHistory(),
      weightOptimizers: network.weights.map { FloatAdam.State(count: $0.count) },
      normalizationOptimizers: network.widths.dropFirst().map { FloatAdam.State(count: 2 * $0) },
      path: isPathNeeded ? PathIntegral.State(from: network.weights) : nil)
  }

  /// Throws `LearningError.invalid` where the numbers are not those of the network's layers.
  func check() throws(LearningError) {
    let widths = network.widths
    for numbers in [weightOptimizers.map(\.first), weightOptimizers.map(\.second)] {
      try checkNumbers(numbers, widths: widths, name: "numbers of a checkpoint")
    }
    if let path {
      try checkNumbers(path.start, widths: widths, name: "numbers of a path")
      try checkNumbers(path.parts, widths: widths, name: "numbers of a path")
    }
    let expected = widths.dropFirst().map { 2 * $0 }
    for numbers in [normalizationOptimizers.map(\.first), normalizationOptimizers.map(\.second)] {
      let found = numbers.map(\.count)
      try require(found == expected, "expected \(expected) numbers of normalizations, found \(found)")
    }
  }
}
