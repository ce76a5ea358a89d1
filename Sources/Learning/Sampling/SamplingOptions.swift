/// How a Gibbs measure is sampled.
package struct SamplingOptions: Sendable {
  /// Where chains begin. Chains that begin on different sides and agree have found the same state.
  package enum Start: Sendable {
    /// With normal fields.
    case random
    /// Near the teacher, at fields 2W.
    case teacher
    /// The first chain at random, the second near the teacher, and so on in turn.
    case both
  }

  /// Samples kept of each chain.
  package var samples: Int
  /// Trajectories before the first kept sample, in which the step size adapts.
  package var warmup: Int
  package var chains: Int
  package var start: Start

  /// The mean length of a trajectory in units of field. Between 2 and 4 the independent samples per gradient are the same to 20 % at
  /// β = 20; shorter trajectories would serve β ≤ 5 better, 1.5 by half.
  static let trajectoryLength = 2.0

  package init(samples: Int, warmup: Int, chains: Int = 2, start: Start = .both) {
    (self.samples, self.warmup, self.chains, self.start) = (samples, warmup, chains, start)
  }

  /// Throws `LearningError.invalid` for the first option that makes no sense.
  func check() throws(LearningError) {
    try require(samples >= 4, "a chain has at least 4 samples, found \(samples)")
    try require(warmup >= 0, "the warm-up has at least 0 trajectories, found \(warmup)")
    try require(chains >= 2, "the overlap of independent samples takes at least 2 chains, found \(chains)")
  }
}
