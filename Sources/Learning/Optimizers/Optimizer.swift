/// The rule by which gradients become steps.
package enum Optimizer: Sendable {
  case sgd(momentum: Double)
  case adam

  /// The rate that is used where none is given, for fields of that gain.
  ///
  /// Measured with momentum 0.9 and gain 1, at n = 100 … 3000 and loads 0.5 … 20, in batches and without: 200 epochs suffice for one
  /// task, and a second task that contradicts the certain weights of a first one does not throw them across the scale (with
  /// sgd at 0.03 it does). Scaled with the gain like this, training is that of gain 1 on rescaled fields.
  package func defaultRate(gain: Double) -> Double {
    switch self {
    case .sgd: 0.01 / (gain * gain)
    case .adam: 0.05 / gain
    }
  }

  /// The rule's state at the start of a training, for `count` fields.
  func start(count: Int, rate: Double, decay: Double) -> any FieldUpdate {
    switch self {
    case .sgd(let momentum): Momentum(count: count, rate: rate, decay: decay, momentum: momentum)
    case .adam: Adam(count: count, rate: rate, decay: decay)
    }
  }
}

/// A running optimization of fields θ. Decay is decoupled: every step first shrinks the fields by 1 − rate · decay.
protocol FieldUpdate {
  mutating func update(_ fields: inout [Double], along gradient: [Double])
}
