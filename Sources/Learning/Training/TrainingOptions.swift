/// What θ_ref is in the divergence from a reference posterior.
package enum Anchor: Sendable {
  case none
  /// θ_ref = 0, the flat prior.
  case prior
  /// The fields when the last training on a different task ended.
  case previous
  case fields([Double])
}

/// How a network is trained.
package struct TrainingOptions: Sendable {
  package var epochs: Int
  /// Patterns per step; `nil` for all of them.
  package var batchSize: Int?
  /// The learning rate; `nil` for the optimizer's own.
  package var rate: Double?
  package var optimizer: Optimizer
  /// Decoupled decay of the fields.
  package var decay: Double
  package var anchor: Anchor
  /// The weight of the divergence from the anchor, for all patterns together.
  package var gamma: Double
  /// The value at which q_d is held in each epoch, from 1; `nil` where it is free. Best let it rise: weights that are held certain from the
  /// start have small σ² and learn nothing.
  package var heldSelfOverlap: (@Sendable (_ epoch: Int) throws -> Double)?
  /// Epochs from one row of the history to the next; `nil` for 200 to 400 rows.
  package var recordEvery: Int?
  /// Tasks whose teachers the network is compared with as well, in every row of the history.
  package var comparedTasks: [TeacherTask]

  package init(
    epochs: Int, batchSize: Int? = nil, rate: Double? = nil, optimizer: Optimizer = .sgd(momentum: 0.9),
    decay: Double = 0, anchor: Anchor = .none, gamma: Double = 0,
    heldSelfOverlap: (@Sendable (Int) throws -> Double)? = nil,
    recordEvery: Int? = nil, comparedTasks: [TeacherTask] = []
  ) {
    self.epochs = epochs
    self.batchSize = batchSize
    self.rate = rate
    self.optimizer = optimizer
    self.decay = decay
    self.anchor = anchor
    self.gamma = gamma
    self.heldSelfOverlap = heldSelfOverlap
    self.recordEvery = recordEvery
    self.comparedTasks = comparedTasks
  }

  /// Throws `LearningError.invalid` for the first option that makes no sense.
  func check() throws(LearningError) {
    try require(epochs >= 0, "epochs is at least 0, found \(epochs)")
    if let batchSize { try require(batchSize >= 1, "a batch has at least 1 pattern, found \(batchSize)") }
    if let rate { try require(rate > 0 && rate.isFinite, "a rate is positive, found \(rate)") }
    if case .sgd(let momentum) = optimizer {
      try require(0 <= momentum && momentum <= 1, "a momentum lies between 0 and 1, found \(momentum)")
    }
    try require(decay >= 0, "decay is at least 0, found \(decay)")
    try require(gamma >= 0, "gamma is at least 0, found \(gamma)")
    if case .none = anchor {
      try require(gamma == 0, "gamma weighs the divergence from an anchor, and there is none")
    }
    if let recordEvery {
      try require(recordEvery >= 1, "a record is made every 1 epoch or more, found \(recordEvery)")
    }
  }
}
