/// Towards what the divergence pulls the fields of a network of layers.
package enum FieldAnchor: Sendable {
  case none
  /// θ_ref = 0, the flat prior.
  case prior
  /// What the network was when the last training on a different task ended.
  case previous
  /// What the network was before its last step: no boundaries between tasks are needed.
  case step
  case network(VariationalNetwork)
}

/// How a network of layers is trained.
package struct VariationalOptions: Sendable {
  package var epochs: Int
  package var batchSize: Int
  package var rate: Double
  /// The gain in each epoch; `nil` for the network's own throughout.
  package var gains: [Double]?
  package var anchor: FieldAnchor
  /// The weight of the divergence from the anchor: for all examples together, or with the anchor `step` for every step.
  package var gamma: Double

  package init(
    epochs: Int, batchSize: Int = 64, rate: Double = 0.01, gains: [Double]? = nil,
    anchor: FieldAnchor = .none, gamma: Double = 1
  ) {
    self.epochs = epochs
    self.batchSize = batchSize
    self.rate = rate
    self.gains = gains
    self.anchor = anchor
    self.gamma = gamma
  }

  /// Throws `LearningError.invalid` for the first option that makes no sense.
  func check() throws(LearningError) {
    try require(epochs >= 0, "epochs is at least 0, found \(epochs)")
    try require(batchSize >= 1, "a batch has at least 1 example, found \(batchSize)")
    try require(rate > 0 && rate.isFinite, "a rate is positive, found \(rate)")
    try require(gamma >= 0 && gamma.isFinite, "gamma is at least 0, found \(gamma)")
    guard let gains else { return }
    try require(gains.count == epochs, "there are \(gains.count) gains for \(epochs) epochs")
    for gain in gains { try checkGain(gain) }
  }
}

/// Throws `LearningError.invalid` with that fact.
func require(_ isFine: Bool, _ fact: @autoclosure () -> String) throws(LearningError) {
  if !isFine { throw .invalid(fact()) }
}
