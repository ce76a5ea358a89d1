import Foundation

/// Adam with decoupled decay: running means u of g and v of g², θ ← (1 − rate · decay) θ − rate · û/(√v̂ + ε).
///
/// û = u/(1 − β₁ᵗ) and v̂ = v/(1 − β₂ᵗ) at step t. Kingma and Ba, ICLR 2015; Loshchilov and Hutter, ICLR 2019.
struct Adam: FieldUpdate {
  private static let (β1, β2) = (0.9, 0.999)
  /// So small because the gradients of decided weights are tiny, and shall make full steps all the same.
  private static let ε = 1e-20

  private let rate, decay: Double
  private var first: [Double]
  private var second: [Double]
  private var step: Int

  init(_ state: Optimizer.State, rate: Double, decay: Double) {
    self.rate = rate
    self.decay = decay
    (step, first, second) = (state.step, state.averages[0], state.averages[1])
  }

  var state: Optimizer.State { Optimizer.State(step: step, averages: [first, second]) }

  mutating func update(_ fields: inout [Double], along gradient: [Double]) {
    step += 1
    let (β1, β2, ε) = (Self.β1, Self.β2, Self.ε)
    let scale = rate / (1 - pow(β1, Double(step)))
    let correction = 1 / (1 - pow(β2, Double(step)))
    let kept = 1 - rate * decay
    // Two loops, each over few enough arrays for the compiler to make vector code of it.
    gradient.withUnsafeBufferPointer { gradient in
      first.withUnsafeMutableBufferPointer { first in
        second.withUnsafeMutableBufferPointer { second in
          for i in 0..<gradient.count {
            let g = gradient[i]
            first[i] = β1 * first[i] + (1 - β1) * g
            second[i] = β2 * second[i] + (1 - β2) * g * g
          }
          fields.withUnsafeMutableBufferPointer { fields in
            for i in 0..<fields.count {
              fields[i] = kept * fields[i] - scale * first[i] / ((second[i] * correction).squareRoot() + ε)
            }
          }
        }
      }
    }
  }
}
