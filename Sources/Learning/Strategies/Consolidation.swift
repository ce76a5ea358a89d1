import Tensors

/// QuadraticPenalty that hold each weight w to values of the past: the loss ½ Σ_k c_k (w − w_k)², up to a constant.
///
/// QuadraticPenalty of one weight add up, so two numbers per weight do for any number of tasks.
struct Consolidation: Sendable {
  /// What w is.
  enum Target: Sendable {
    /// sgn(W), the gradient passed straight through.
    case signs
    /// W itself.
    case hidden

    /// What consolidates like that.
    var rule: String {
      switch self {
      case .signs: "elastic weight consolidation"
      case .hidden: "synaptic intelligence"
      }
    }
  }

  let target: Target
  /// Σ c_k and Σ c_k w_k, a number per weight of each layer.
  var stiffness, pull: [[Float]]

  init(_ target: Target, weights: [[Float]]) {
    self.target = target
    stiffness = weights.map { Array(repeating: 0, count: $0.count) }
    pull = stiffness
  }

  /// Adds a quadratic penalty that holds the signs of the weights to what they are, as stiff for each as its information says.
  mutating func addPenalty(_ information: [[Float]], strength: Float, weights: [[Float]]) {
    for layer in weights.indices {
      for i in weights[layer].indices {
        let stiffness = strength * information[layer][i]
        self.stiffness[layer][i] += stiffness
        pull[layer][i] += weights[layer][i] < 0 ? -stiffness : stiffness
      }
    }
  }

  /// In memory that the threads of a training share.
  struct QuadraticPenalty: Sendable {
    let target: Target
    let stiffness, pull: [FloatBuffer]

    init(_ consolidation: Consolidation) {
      target = consolidation.target
      stiffness = consolidation.stiffness.map(FloatBuffer.init)
      pull = consolidation.pull.map(FloatBuffer.init)
    }

    /// Adds the gradient Σ c_k (w − w_k) for the weights of `run`, given from the first of them on.
    func add(
      to gradient: UnsafeMutablePointer<Float>, weights: BinaryPass.Weights, layer: Int, run: Range<Int>
    ) {
      let w = (target == .signs ? weights.signs : weights.hidden).base + run.lowerBound
      let (stiffness, pull) = (stiffness[layer].base + run.lowerBound, pull[layer].base + run.lowerBound)
      for i in 0..<run.count { gradient[i] += stiffness[i] * w[i] - pull[i] }
    }
  }
}
