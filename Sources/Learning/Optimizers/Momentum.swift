/// Gradient descent with momentum: v ← momentum · v + g, θ ← (1 − rate · decay) θ − rate · v.
struct Momentum: FieldUpdate {
  private let rate, decay, momentum: Double
  private var velocity: [Double]

  init(count: Int, rate: Double, decay: Double, momentum: Double) {
    self.rate = rate
    self.decay = decay
    self.momentum = momentum
    velocity = Array(repeating: 0, count: count)
  }

  mutating func update(_ fields: inout [Double], along gradient: [Double]) {
    let kept = 1 - rate * decay
    for i in fields.indices {
      velocity[i] = momentum * velocity[i] + gradient[i]
      fields[i] = kept * fields[i] - rate * velocity[i]
    }
  }
}
