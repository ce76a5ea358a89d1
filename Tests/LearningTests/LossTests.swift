import Execution
import Foundation
import Testing

@testable import Learning

@Suite struct LossTests {
  /// Of the largest element: sums of up to 140 terms, and cancellation to 1e-13 in the reference (a ratio of two exponentials).
  private let tolerance = 1e-11

  private func agree(_ found: [Double], _ expected: [Double]) -> Bool {
    let scale = expected.map(\.magnitude).max() ?? 0
    return found.count == expected.count
      && zip(found, expected).allSatisfy { abs($0 - $1) <= tolerance * scale }
  }

  @Test("the loss and its gradient are those of automatic differentiation", arguments: try GoldenCase.all())
  func lossGradient(golden: GoldenCase) throws {
    var likelihood = ExpectedLogLikelihood(fields: golden.fields, gain: golden.gain)
    let batch = try Batch(golden.examples, in: Work())
    let loss = try likelihood.evaluate(at: golden.fields, on: batch, in: Work())
    #expect(abs(loss - golden.loss) < tolerance * golden.loss)
    let value = try likelihood.value(at: golden.fields, on: batch.examples, in: Work())
    #expect(abs(value - golden.loss) < tolerance * golden.loss)
    #expect(agree(likelihood.gradient, golden.lossGradient))
  }

  @Test("the divergence's gradient is that of automatic differentiation", arguments: try GoldenCase.all())
  func divergenceGradient(golden: GoldenCase) throws {
    var gradient = Array(repeating: 1.0, count: golden.fields.count)
    Divergence(reference: golden.reference).addGradient(
      at: golden.fields, moments: WeightMoments(of: golden.fields, gain: golden.gain), weight: 0.7,
      to: &gradient)
    #expect(agree(gradient, golden.divergenceGradient.map { 1 + 0.7 * $0 }))
  }

  /// KL(p ‖ q) = Σ p ln(p/q) over both values of a weight; central differences of step h err by h² and 1e-16/h.
  @Test(
    "the divergence is the closed form and its gradient the slope",
    arguments: [(0.3, -1.2, 1.0), (-2, 0.5, 1.7), (4, 4, 1)])
  func divergenceSlope(field: Double, reference: Double, gain: Double) {
    func divergence(_ field: Double) -> Double {
      [1.0, -1].reduce(0) { sum, sign in
        let p = (1 + sign * tanh(gain * field)) / 2
        let q = (1 + sign * tanh(gain * reference)) / 2
        return sum + p * log(p / q)
      }
    }
    let moments = WeightMoments(of: [field], gain: gain)
    let value = Divergence(reference: [reference]).value(at: [field], moments: moments)
    #expect(abs(value - divergence(field)) < 1e-12)
    let step = 1e-5
    var gradient = [0.0]
    Divergence(reference: [reference]).addGradient(
      at: [field], moments: moments, weight: 1, to: &gradient)
    #expect(abs(gradient[0] - (divergence(field + step) - divergence(field - step)) / (2 * step)) < 1e-8)
  }

  @Test("the gradients of batches, the last one shorter, add up to that of all patterns")
  func batchesAddUp() throws {
    let task = try randomTask(n: 70, load: 2)
    let fields = perceptron(n: 70).fields
    let examples = try task.examples(in: Work())
    var whole = ExpectedLogLikelihood(fields: fields, gain: 1)
    let loss = try whole.evaluate(at: fields, on: Batch(examples, in: Work()), in: Work())
    var batches = try Batches(of: examples, size: 33, in: Work())
    #expect(batches.count == 5)
    batches.deal(epoch: 1, from: stream(7))
    var part = whole
    var sum = Array(repeating: 0.0, count: 70)
    var losses = 0.0
    for index in 0..<batches.count {
      losses += try part.evaluate(at: fields, on: batches.batch(index, in: Work()), in: Work())
      for i in 0..<70 { sum[i] += part.gradient[i] }
    }
    #expect(abs(losses - loss) < 1e-11)
    #expect(zip(sum, whole.gradient).allSatisfy { abs($0 - $1) < 1e-11 })
  }

  @Test(
    "weights that are all certain give finite losses and gradients", arguments: [20.0, 40, 300, 1e4, 1e300])
  func certainWeights(size: Double) throws {
    let task = try randomTask(n: 64, load: 1)
    let fields = perceptron(n: 64).fields.map { $0 < 0 ? -size : size }
    var likelihood = ExpectedLogLikelihood(fields: fields, gain: 1)
    let batch = try Batch(task.examples(in: Work()), in: Work())
    let loss = try likelihood.evaluate(at: fields, on: batch, in: Work())
    #expect(loss.isFinite)
    #expect(likelihood.gradient.allSatisfy { $0.isFinite })
  }

  /// The C library's tanh and cosh are good to an ulp or two; so is 1/cosh².
  @Test("means and variances are tanh and sech², for every size of field")
  func moments() {
    let fields = (-4000...4000).map { Double($0) / 200 } + [1e-9, 350, -350, 1e4, -1e308, 0, -0.0]
    let moments = WeightMoments(of: fields, gain: 1.5)
    for (index, field) in fields.enumerated() {
      let (mean, variance) = (tanh(1.5 * field), 1 / pow(cosh(1.5 * field), 2))
      #expect(abs(moments.means[index] - mean) <= 4e-16)
      #expect(abs(moments.variances[index] - variance) <= 2e-15 * variance + 1e-303)
    }
  }

  @Test("a sum in lanes is the sum", arguments: [0, 1, 7, 8, 9, 100])
  func laneSums(count: Int) {
    // Whole numbers: exact in every order.
    let values = (0..<count).map { Double($0 * $0 % 31) - 5 }
    #expect(laneSum(values) == values.reduce(0, +))
  }
}
