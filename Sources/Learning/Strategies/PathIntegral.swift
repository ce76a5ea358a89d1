import Tensors

/// The parts ω of a fall of the loss that each weight's path made: the sum of −∂L/∂w · Δw over the steps of a training.
package struct PathIntegral: Sendable {
  /// In each layer, the weights at the start of the training and ω.
  package struct State: Sendable, Hashable {
    package var start, parts: [[Float]]

    package init(start: [[Float]], parts: [[Float]]) { (self.start, self.parts) = (start, parts) }

    /// Before the first step.
    init(from weights: [[Float]]) {
      self.init(start: weights, parts: weights.map { Array(repeating: 0, count: $0.count) })
    }
  }

  private let start: [[Float]]
  private let parts: [FloatBuffer]

  init(_ state: State) { (start, parts) = (state.start, state.parts.map { FloatBuffer($0) }) }

  var state: State { State(start: start, parts: parts.map(\.elements)) }

  /// Adds a step's parts, for the weights of `run`.
  func add(gradient: UnsafePointer<Float>, step: UnsafePointer<Float>, layer: Int, run: Range<Int>) {
    let parts = parts[layer].base + run.lowerBound
    for i in 0..<run.count { parts[i] -= gradient[i] * step[i] }
  }
}

extension Consolidation {
  /// Adds the importances ω/(Δw² + damping) of a path to those of earlier tasks, and centres the penalty at the weights as they are
  /// now.
  mutating func addPath(_ path: PathIntegral.State, weights: [[Float]], strength: Float, damping: Float) {
    for layer in weights.indices {
      for i in weights[layer].indices {
        let distance = weights[layer][i] - path.start[layer][i]
        let importance = path.parts[layer][i] / (distance * distance + damping)
        // The loss is strength · Ω (w − w*)², twice that of a spring.
        stiffness[layer][i] += 2 * strength * importance
        pull[layer][i] = stiffness[layer][i] * weights[layer][i]
      }
    }
  }
}
