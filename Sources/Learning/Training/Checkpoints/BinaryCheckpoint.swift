import RandomStreams

/// A training of a binary network between two epochs: all that the next epoch depends on, besides the task, the options and the stream.
package struct BinaryCheckpoint: TrainingCheckpoint {
  package let network: BinaryNetwork
  package let protection: Protection
  /// The number of epochs that have ended.
  package let epoch: Int
  package let history: TrainingHistory
  /// For each layer.
  package let weightOptimizers, normalizationOptimizers: [FloatAdam.State]
  /// For synaptic intelligence.
  package let path: PathIntegral.State?

  package init(
    network: BinaryNetwork, protection: Protection, epoch: Int, history: TrainingHistory,
    weightOptimizers: [FloatAdam.State], normalizationOptimizers: [FloatAdam.State],
    path: PathIntegral.State?
  ) {
    (self.network, self.protection) = (network, protection)
    (self.epoch, self.history) = (epoch, history)
    (self.weightOptimizers, self.normalizationOptimizers) = (weightOptimizers, normalizationOptimizers)
    self.path = path
  }

  /// Before the first epoch.
  package init(beginning network: BinaryNetwork, _ protection: Protection) {
    let isPathNeeded = if case .synapticIntelligence = protection { true } else { false }
    self.init(
      network: network, protection: protection, epoch: 0, history: TrainingHistory(),
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

extension BinaryCheckpoint {
  private static let (first, second) = ("training.normalization.first", "training.normalization.second")
  private static let (start, parts) = ("training.path.start", "training.path.parts")

  package var tensors: SafeTensors {
    SavedNetwork.binary(network, protection).tensors.with { tensors in
      tensors.add(history, through: epoch)
      tensors.add(weightOptimizers, widths: network.widths)
      tensors.add(units: normalizationOptimizers.map(\.first), Self.first)
      tensors.add(units: normalizationOptimizers.map(\.second), Self.second)
      guard let path else { return }
      tensors.add(layers: path.start, Self.start, widths: network.widths)
      tensors.add(layers: path.parts, Self.parts, widths: network.widths)
    }
  }

  package init(_ tensors: SafeTensors) throws {
    guard case .binary(let network, let protection) = try SavedNetwork(tensors) else {
      throw tensors.error("expected a binary network")
    }
    let widths = network.widths
    let weightOptimizers = try tensors.optimizers(widths: widths)
    // A scale and a shift for each unit, which have made the steps of the weights.
    let pairs = widths.map { 2 * $0 }
    let moments = zip(
      weightOptimizers.map(\.step),
      zip(try tensors.units(Self.first, widths: pairs), try tensors.units(Self.second, widths: pairs)))
    var path: PathIntegral.State?
    if case .synapticIntelligence = protection {
      path = PathIntegral.State(
        start: try tensors.layers(Self.start, widths: widths),
        parts: try tensors.layers(Self.parts, widths: widths))
    }
    self.init(
      network: network, protection: protection, epoch: try tensors.trainedEpochs(),
      history: try tensors.trainingHistory(), weightOptimizers: weightOptimizers,
      normalizationOptimizers: moments.map {
        FloatAdam.State(step: $0, first: $1.0, second: $1.1)
      }, path: path)
  }
}

extension BinaryNetwork {
  /// What tells its training on a task from others.
  package func trainingIdentity(
    on task: LabelledExamples, options: BinaryOptions, stream: RandomStream
  ) -> TrainingIdentity {
    TrainingIdentity(
      network: .binary(self, options.protection), task: task.hash(into:), stream: stream,
      options: [
        ("batch", "\(min(options.batchSize, task.count))"), ("rate", "\(options.rate)"),
        ("decay", "\(options.decay)"),
      ])
  }
}
