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

  /// What the next step depends on.
  package struct State: Sendable, Hashable {
    /// How many steps were made.
    package var step: Int
    /// Running sums or means of what the gradients were, a number per field: v of sgd, u and v of Adam.
    package var averages: [[Double]]
  }

  /// Before the first step, for `count` fields.
  func start(count: Int) -> State {
    let zeros = Array(repeating: 0.0, count: count)
    return switch self {
    case .sgd: State(step: 0, averages: [zeros])
    case .adam: State(step: 0, averages: [zeros, zeros])
    }
  }

  /// An optimization that goes on from a state of this rule.
  func resumed(_ state: State, rate: Double, decay: Double) -> any FieldUpdate {
    switch self {
    case .sgd(let momentum): Momentum(state, rate: rate, decay: decay, momentum: momentum)
    case .adam: Adam(state, rate: rate, decay: decay)
    }
  }
}

/// A running optimization of fields θ. Decay is decoupled: every step first shrinks the fields by 1 − rate · decay.
protocol FieldUpdate {
  var state: Optimizer.State { get }
  mutating func update(_ fields: inout [Double], along gradient: [Double])
}
