/// Gradient descent with momentum: v ← momentum · v + g, θ ← (1 − rate · decay) θ − rate · v.
struct Momentum: FieldUpdate {
  private let rate, decay, momentum: Double
  private var velocity: [Double]
  private var step: Int

  init(_ state: Optimizer.State, rate: Double, decay: Double, momentum: Double) {
    self.rate = rate
    self.decay = decay
    self.momentum = momentum
    (step, velocity) = (state.step, state.averages[0])
  }

  var state: Optimizer.State { Optimizer.State(step: step, averages: [velocity]) }

  mutating func update(_ fields: inout [Double], along gradient: [Double]) {
    step += 1
    let kept = 1 - rate * decay
    for i in fields.indices {
      velocity[i] = momentum * velocity[i] + gradient[i]
      fields[i] = kept * fields[i] - rate * velocity[i]
    }
  }
}
