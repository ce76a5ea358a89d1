import RandomStreams

/// A training of a network of layers between two epochs: all that the next epoch depends on, besides the task, the options and the
/// stream.
package struct VariationalCheckpoint: TrainingCheckpoint {
  package let network: VariationalNetwork
  /// The number of epochs that have ended.
  package let epoch: Int
  package let history: TrainingHistory
  /// For each layer.
  package let optimizers: [FloatAdam.State]
  /// For each layer, what the anchor `step` holds back; 0 with any other.
  package let lastPulls: [[Float]]

  package init(
    network: VariationalNetwork, epoch: Int, history: TrainingHistory, optimizers: [FloatAdam.State],
    lastPulls: [[Float]]
  ) {
    (self.network, self.epoch, self.history) = (network, epoch, history)
    (self.optimizers, self.lastPulls) = (optimizers, lastPulls)
  }

  /// Before the first epoch.
  package init(beginning network: VariationalNetwork) {
    self.init(
      network: network, epoch: 0, history: TrainingHistory(),
      optimizers: network.fields.map { FloatAdam.State(count: $0.count) },
      lastPulls: network.fields.map { Array(repeating: 0, count: $0.count) })
  }

  /// Throws `LearningError.invalid` where the numbers are not those of the network's layers.
  func check() throws(LearningError) {
    for numbers in [optimizers.map(\.first), optimizers.map(\.second), lastPulls] {
      try checkNumbers(numbers, widths: network.widths, name: "numbers of a checkpoint")
    }
  }
}

extension VariationalCheckpoint {
  private static let lastPulls = "training.pull"

  package var tensors: SafeTensors {
    SavedNetwork.variational(network).tensors.with { tensors in
      tensors.add(history, through: epoch)
      tensors.add(optimizers, widths: network.widths)
      tensors.add(layers: lastPulls, Self.lastPulls, widths: network.widths)
    }
  }

  package init(_ tensors: SafeTensors) throws {
    guard case .variational(let network) = try SavedNetwork(tensors) else {
      throw tensors.error("expected a variational network")
    }
    self.init(
      network: network, epoch: try tensors.trainedEpochs(), history: try tensors.trainingHistory(),
      optimizers: try tensors.optimizers(widths: network.widths),
      lastPulls: try tensors.layers(Self.lastPulls, widths: network.widths))
  }
}

extension VariationalNetwork {
  /// What tells its training on a task from others.
  package func trainingIdentity(
    on task: LabelledExamples, options: VariationalOptions, stream: RandomStream
  ) -> TrainingIdentity {
    TrainingIdentity(
      network: .variational(self), task: task.hash(into:), stream: stream,
      options: [
        ("batch", "\(min(options.batchSize, task.count))"), ("rate", "\(options.rate)"),
        ("anchor", options.anchor.identity), ("gamma", "\(options.gamma)"),
      ], schedule: ("gain", options.gains))
  }
}

extension FieldAnchor {
  fileprivate var identity: String {
    switch self {
    case .none: "none"
    case .prior: "prior"
    case .previous: "previous"
    case .step: "step"
    case .network(let network):
      TrainingIdentity.text(hashing: SavedNetwork.variational(network).tensors.hash(into:))
    }
  }
}
