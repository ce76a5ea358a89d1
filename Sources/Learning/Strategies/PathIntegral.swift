import Tensors

/// The parts ω of a fall of the loss that each weight's path made: the sum of −∂L/∂w · Δw over the steps of a training.
struct PathIntegral: Sendable {
  private let start: [[Float]]
  private let parts: [FloatBuffer]

  init(from weights: [[Float]]) {
    start = weights
    parts = weights.map { FloatBuffer(count: $0.count) }
  }

  /// Adds a step's parts, for the weights of `run`.
  func add(gradient: UnsafePointer<Float>, step: UnsafePointer<Float>, layer: Int, run: Range<Int>) {
    let parts = parts[layer].base + run.lowerBound
    for i in 0..<run.count { parts[i] -= gradient[i] * step[i] }
  }

  /// Adds importances ω/(Δw² + damping) to those of earlier tasks, and moves all springs to the weights as they are now.
  func consolidate(
    _ consolidation: inout Consolidation, weights: [[Float]], strength: Float, damping: Float
  ) {
    for layer in weights.indices {
      for i in weights[layer].indices {
        let distance = weights[layer][i] - start[layer][i]
        let importance = parts[layer].base[i] / (distance * distance + damping)
        // The loss is strength · Ω (w − w*)², twice that of a spring.
        consolidation.stiffness[layer][i] += 2 * strength * importance
        consolidation.pull[layer][i] = consolidation.stiffness[layer][i] * weights[layer][i]
      }
    }
  }
}
