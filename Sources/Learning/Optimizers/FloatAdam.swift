import Foundation
import Tensors

/// Adam on single-precision numbers, a piece at a time: running means u of g and v of g², steps −rate · û/(√v̂ + ε).
///
/// û = u/(1 − β₁ᵗ) and v̂ = v/(1 − β₂ᵗ) at step t. Kingma and Ba, ICLR 2015.
package struct FloatAdam: Sendable {
  /// What the next step depends on.
  package struct State: Sendable, Hashable {
    package var step: Int
    /// u and v.
    package var first, second: [Float]

    package init(step: Int, first: [Float], second: [Float]) {
      (self.step, self.first, self.second) = (step, first, second)
    }

    /// Before the first step.
    init(count: Int) {
      self.init(step: 0, first: Array(repeating: 0, count: count), second: Array(repeating: 0, count: count))
    }
  }

  private let rate: Double
  private let β1, β2: Double
  private let ε: Float = 1e-8
  private let first, second: FloatBuffer
  private var step = 0
  private var scale: Float = 0
  private var correction: Float = 0

  init(_ state: State, rate: Double, β1: Double, β2: Double) {
    (self.rate, self.β1, self.β2) = (rate, β1, β2)
    (step, first, second) = (state.step, FloatBuffer(state.first), FloatBuffer(state.second))
  }

  var state: State { State(step: step, first: first.elements, second: second.elements) }

  /// Called before the steps of each batch.
  mutating func beginStep() {
    step += 1
    scale = Float(rate / (1 - pow(β1, Double(step))))
    correction = Float(1 / (1 - pow(β2, Double(step))))
  }

  /// Replaces gradients by steps, those of the numbers from `start` on.
  func replaceByStep(_ gradient: UnsafeMutablePointer<Float>, from start: Int, count: Int) {
    let (first, second) = (first.base + start, second.base + start)
    let (β1, β2, scale, correction, ε) = (Float(β1), Float(β2), scale, correction, ε)
    let (new1, new2) = (1 - β1, 1 - β2)
    for i in 0..<count {
      let g = gradient[i]
      first[i] = β1 * first[i] + new1 * g
      second[i] = β2 * second[i] + new2 * g * g
      gradient[i] = -scale * first[i] / ((second[i] * correction).squareRoot() + ε)
    }
  }
}
