/// How a binary network is trained.
package struct BinaryOptions: Sendable {
  package var epochs: Int
  package var batchSize: Int
  package var rate: Double
  /// Adds decay/2 · Σ W² to the loss.
  package var decay: Double
  package var protection: Protection

  package init(
    epochs: Int, batchSize: Int = 100, rate: Double = 0.005, decay: Double = 1e-7,
    protection: Protection = .none
  ) {
    self.epochs = epochs
    self.batchSize = batchSize
    self.rate = rate
    self.decay = decay
    self.protection = protection
  }

  /// Throws `LearningError.invalid` for the first option that makes no sense.
  func check() throws(LearningError) {
    try require(epochs >= 0, "epochs is at least 0, found \(epochs)")
    try require(batchSize >= 1, "a batch has at least 1 example, found \(batchSize)")
    try require(rate > 0 && rate.isFinite, "a rate is positive, found \(rate)")
    try require(decay >= 0 && decay.isFinite, "decay is at least 0, found \(decay)")
    try protection.check()
  }
}
