import Execution
import Foundation
import Tensors
import Testing

@testable import Learning

/// Each rule on a case that can be computed by hand.
@Suite struct ProtectionTests {
  private let options = BinaryOptions(epochs: 10, batchSize: 50, rate: 0.01)

  @Test("metaplasticity slows the steps that shrink a weight, and those only")
  func metaplasticity() {
    let weights: [Float] = [0.5, -0.5, 0.5, -0.5, 0]
    var steps: [Float] = [-0.1, 0.1, 0.1, -0.1, 0.1]
    restrainSteps(&steps, of: weights, m: 2, count: 5)
    // 1 − tanh² 1
    let slowed = 0.1 * 0.419_974_34 as Float
    for (found, expected) in zip(steps, [-slowed, slowed, 0.1, -0.1, 0.1]) {
      #expect(abs(found - expected) < 1e-7)
    }
  }

  @Test("weights of infinite metaplasticity never change their sign; without any, training is plain")
  func extremes() throws {
    let task = clusters(1)
    let network = try binaryNetwork()
    func signs(_ network: BinaryNetwork) -> [[Bool]] { network.weights.map { $0.map { $0 < 0 } } }
    var rigid = options
    (rigid.protection, rigid.decay) = (.metaplasticity(m: 1e9), 0)
    #expect(try signs(network.trained(on: task, rigid)) == signs(network))
    var none = options
    none.protection = .metaplasticity(m: 0)
    let plain = try network.trained(on: task, options)
    #expect(signs(plain) != signs(network))
    #expect(try network.trained(on: task, none).weights == plain.weights)
  }

  /// Inputs ±1 and weights ±1: outputs are ∓1/√(1 + 1e-5) by the normalization, ŷ is p = 1/(1 + e⁻²) at the larger one, and the
  /// gradient of each example ±(1 − p) with the right label, ±p with the wrong one. One batch of a
  /// thousand has both inputs equally often.
  @Test("the Fisher information of one input and two classes is that computed by hand")
  func information() throws {
    let pairs = 500
    let inputs = (0..<2 * pairs).map { Float(1 - 2 * ($0 % 2)) }
    var network = try binaryNetwork([1, 2])
    network.weights = [[0.3, -0.2]]
    func information(labels: [Int], _ kind: Protection.Labels) throws -> [Double] {
      let task = LabelledExamples(inputs: inputs, inputCount: 1, labels: labels)
      return try Work().withTeam { team in
        try network.fisherInformation(on: task, labels: kind, stream: stream(3), team: team, in: Work())[0]
          .map(Double.init)
      }
    }
    let right = (0..<2 * pairs).map { $0 % 2 }
    let p = 1 / (1 + exp(-2.0))
    for found in try information(labels: right, .true) { #expect(abs(found - (1 - p) * (1 - p)) < 1e-5) }
    let wrong = right.map { 1 - $0 }
    for found in try information(labels: wrong, .true) { #expect(abs(found - p * p) < 1e-4) }
    for found in try information(labels: wrong, .predicted) { #expect(abs(found - (1 - p) * (1 - p)) < 1e-5) }
    // (1 − p)² with probability p and p² with 1 − p: the mean is p (1 − p). Five standard errors.
    let spread = (p * (1 - p)).squareRoot() * (2 * p - 1)
    for found in try information(labels: wrong, .sampled) {
      #expect(abs(found - p * (1 - p)) < 5 * spread / Double(2 * pairs).squareRoot())
    }
  }

  @Test("The penalties of several tasks pull each weight's sign to those it had, as hard as they are stiff")
  func penalties() {
    var consolidation = Consolidation(.signs, weights: [[0, 0]])
    consolidation.addPenalty([[0.2, 0.1]], strength: 10, weights: [[0.7, -0.1]])
    consolidation.addPenalty([[0.3, 0.4]], strength: 10, weights: [[-0.4, -0.2]])
    let weights = BinaryPass.Weights(
      hidden: FloatMatrix(FloatBuffer([0.9, -3]), rows: 1, columns: 2),
      signs: FloatMatrix(FloatBuffer([1, -1]), rows: 1, columns: 2))
    var gradient: [Float] = [1, 1]
    Consolidation.QuadraticPenalty(consolidation).add(to: &gradient, weights: weights, layer: 0, run: 0..<2)
    // The first weight is where the first task had it, and 2 from where the second one had it; the other is where both had it.
    #expect(abs(gradient[0] - (1 + 10 * 0.3 * 2)) < 1e-5)
    #expect(abs(gradient[1] - 1) < 1e-5)
  }

  @Test("the path integral makes the importance of synaptic intelligence")
  func pathIntegral() {
    // Two tasks that move a weight from 1 down to 0.8, with the gradient 2, and then up to 1.1, with the gradient −1.
    var consolidation = Consolidation(.hidden, weights: [[1]])
    let first = PathIntegral(PathIntegral.State(from: [[1]]))
    for _ in 0..<2 { first.add(gradient: [2], step: [-0.1], layer: 0, run: 0..<1) }
    consolidation.addPath(first.state, weights: [[0.8]], strength: 0.5, damping: 0.1)
    // ω = 0.4, Δ² = 0.04; a loss of strength · Ω (w − w*)² has twice the stiffness.
    let importance: Float = 0.4 / 0.14
    #expect(abs(consolidation.stiffness[0][0] - importance) < 1e-5)
    #expect(abs(consolidation.pull[0][0] - importance * 0.8) < 1e-5)
    let second = PathIntegral(PathIntegral.State(from: [[0.8]]))
    second.add(gradient: [-1], step: [0.3], layer: 0, run: 0..<1)
    consolidation.addPath(second.state, weights: [[1.1]], strength: 0.5, damping: 0.1)
    let total = importance + 0.3 / 0.19
    #expect(abs(consolidation.stiffness[0][0] - total) < 1e-5)
    #expect(abs(consolidation.pull[0][0] - total * 1.1) < 1e-5)
  }

  @Test(
    "protection keeps more of the first task than none, and learns the second",
    arguments: [
      Protection.elasticWeights(strength: 100, labels: .true),
      .synapticIntelligence(strength: 1, damping: 0.1),
    ])
  func protects(protection: Protection) throws {
    let (a, b) = (clusters(1), clusters(2))
    var protected = options
    protected.protection = protection
    func accuracies(_ options: BinaryOptions) throws -> (Double, Double) {
      let after = try binaryNetwork().trained(on: a, options).trained(on: b, options)
      return (try after.accuracy(on: a), try after.accuracy(on: b))
    }
    let (plain, kept) = (try accuracies(options), try accuracies(protected))
    #expect(kept.0 > plain.0 && kept.1 > 0.9)
  }

  @Test("two rules of consolidation do not mix")
  func mixing() throws {
    let task = clusters(1)
    var (elastic, intelligent) = (options, options)
    elastic.protection = .elasticWeights(strength: 1, labels: .true)
    intelligent.protection = .synapticIntelligence(strength: 1, damping: 0.1)
    let network = try binaryNetwork().trained(on: task, elastic)
    #expect {
      try network.trained(on: task, intelligent)
    } throws: {
      "\($0)"
        == "the network protects earlier tasks by elastic weight consolidation, not by synaptic intelligence"
    }
  }
}
