/// A training of a network of layers between two epochs: all that the next epoch depends on, besides the task, the options and the
/// stream.
package struct VariationalCheckpoint: Sendable {
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
  init(beginning network: VariationalNetwork) {
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
