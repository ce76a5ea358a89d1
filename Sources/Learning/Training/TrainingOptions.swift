/// What θ_ref is in the divergence from a reference posterior.
package enum Anchor: Sendable {
  case none
  /// θ_ref = 0, the flat prior.
  case prior
  /// The fields when the last training on a different task ended.
  case previous
  case fields([Double])
}

package enum Optimizer: Sendable {
  case sgd(momentum: Double)
  case adam
}

/// How a network is trained.
package struct TrainingOptions: Sendable {
  package var epochs: Int
  package var batchSize: Int?
  package var rate: Double?
  package var optimizer: Optimizer
  package var decay: Double
  package var anchor: Anchor
  package var gamma: Double
  package var recordEvery: Int?

  package init(
    epochs: Int, batchSize: Int?, rate: Double?, optimizer: Optimizer, decay: Double, anchor: Anchor,
    gamma: Double, recordEvery: Int?
  ) {
    self.epochs = epochs
    self.batchSize = batchSize
    self.rate = rate
    self.optimizer = optimizer
    self.decay = decay
    self.anchor = anchor
    self.gamma = gamma
    self.recordEvery = recordEvery
  }
}

/// The course of a training: equally long columns of numbers, a row per recorded epoch.
package struct TrainingHistory: Sendable {
  package struct Column: Sendable {
    package let name: String
    package let values: [Double]
  }
  package let columns: [Column]
}
