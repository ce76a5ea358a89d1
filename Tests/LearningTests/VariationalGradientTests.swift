import Execution
import Foundation
import Tensors
import Testing

@testable import Learning

/// A case of Golden/variational-network.json, made by scripts/golden-values/variational-network.py with PyTorch.
struct LayersCase: Decodable, CustomTestStringConvertible, Sendable {
  let name: String
  let widths: [Int]
  let gain: Double
  let fields: [[Float]]
  let inputs: [Float]
  let labels: [Int]
  let noise: [[Float]]
  let outputs: [Float]
  let loss: Double
  let gradient: [[Float]]
  let reference: [[Float]]
  let referenceGain: Double
  let pull: [[Float]]
  let fieldsAfterTwoSteps: [[Float]]

  var testDescription: String { name }

  static func all() throws -> [LayersCase] { try golden("variational-network") }

  var task: LabelledExamples { LabelledExamples(inputs: inputs, inputCount: widths[0], labels: labels) }

  /// A pass that has the case's fields.
  func pass(_ team: Team) -> VariationalPass {
    let pass = VariationalPass(widths: widths, capacity: labels.count, noise: stream())
    pass.load(VariationalNetwork.Posterior(gain: gain, fields: fields), team: team)
    return pass
  }

  /// Forward and back with the case's noise.
  func run(_ pass: inout VariationalPass, _ team: Team) throws -> Double {
    let task = task
    let all = Array(labels.indices)[...]
    pass.begin(task, all, fill: nil, team: team)
    for (units, noise) in zip(pass.units.dropFirst(), noise) {
      units.noise.base.update(from: noise, count: noise.count)
    }
    pass.forward(team: team)
    var loss = SoftmaxCrossEntropy()
    pass.addLoss(of: task, all, to: &loss)
    pass.backward(team: team)
    return loss.sum
  }
}

@Suite struct VariationalGradientTests {
  /// Of the largest element: single precision, sums of up to 140 terms.
  private let tolerance: Float = 1e-5

  private func agree(_ found: [Float], _ expected: [Float]) -> Bool {
    let scale = expected.map(\.magnitude).max() ?? 0
    return found.count == expected.count
      && zip(found, expected).allSatisfy { abs($0 - $1) <= tolerance * scale }
  }

  @Test(
    "outputs, loss and gradients are those of automatic differentiation, on any number of threads",
    arguments: try LayersCase.all(), [1, 3])
  func gradients(golden: LayersCase, threads: Int) throws {
    try Work(threads: threads).withTeam { team in
      var pass = golden.pass(team)
      let loss = try golden.run(&pass, team)
      #expect(abs(loss - golden.loss) < 1e-5 * golden.loss)
      #expect(agree(pass.units[golden.widths.count - 1].activations.elements, golden.outputs))
      for layer in golden.gradient.indices {
        let (units, inputs) = (golden.widths[layer + 1], golden.widths[layer])
        let (gradient, scratch) = (
          FloatMatrix(rows: units, columns: inputs), FloatMatrix(rows: units, columns: inputs)
        )
        pass.writeGradient(
          layer: layer, units: 0..<units, gain: Float(golden.gain), to: gradient, scratch: scratch)
        #expect(agree(gradient.elements, golden.gradient[layer]))
      }
    }
  }

  @Test(
    "the pull is the divergence's gradient also from a reference of another gain",
    arguments: try LayersCase.all())
  func pull(golden: LayersCase) throws {
    let gain = Float(golden.referenceGain)
    let references = golden.reference.map { layer in FloatBuffer(layer.map { gain * $0 }) }
    let pull = Pull(reference: .scaledFields(references), gamma: 4)
    for (layer, fields) in golden.fields.enumerated() {
      let variances = fields.map { fieldMoments(Float(golden.gain) * $0).variance }
      var found = Array(repeating: 0 as Float, count: fields.count)
      pull.add(
        to: &found, fields: fields, variances: variances, layer: layer, from: 0, count: fields.count,
        gain: Float(golden.gain), share: 0.25)
      #expect(agree(found, golden.pull[layer]))
    }
  }

  /// Where a gradient is the small difference of large terms, so are the steps, which Adam makes as large as the others. These
  /// are few: 99 of 100 fields agree to a thousandth of a step, and all to a tenth.
  @Test(
    "two steps of Adam, the second held back by the first, are PyTorch's", arguments: try LayersCase.all())
  func steps(golden: LayersCase) throws {
    try Work(threads: 2).withTeam { team in
      var pass = golden.pass(team)
      let zeros = golden.fields.map { FloatBuffer(count: $0.count) }
      let pull = Pull(reference: .lastStep(zeros), gamma: 1)
      let states = golden.fields.map { FloatAdam.State(count: $0.count) }
      var step = VariationalStep(
        widths: golden.widths, rate: 0.01, optimizers: states, pull: pull, team: team)
      for _ in 0..<2 {
        _ = try golden.run(&pass, team)
        let isFinite = step.take(pass, gain: golden.gain, share: 1, team: team)
        #expect(isFinite)
      }
      for (layer, expected) in golden.fieldsAfterTwoSteps.enumerated() {
        let errors = zip(pass.weights[layer].fields.elements, expected).map { abs($0 - $1) }.sorted()
        #expect(errors[errors.count * 99 / 100] < 1e-5)
        #expect(errors[errors.count - 1] < 1e-3)
      }
    }
  }

  /// The C library's functions in double precision; σ² beyond |x| = 43 is below the least normal number.
  @Test("means and variances are tanh and sech² in single precision, for every size of field")
  func moments() {
    for x in (-43_000...43_000).map({ Double($0) / 1000 }) + [1e-6, 1e4, -1e30] {
      let (mean, variance) = fieldMoments(Float(x))
      let exact = Double(Float(x))
      #expect(abs(Double(mean) - tanh(exact)) <= 3e-7)
      #expect(abs(Double(variance) - pow(cosh(exact), -2)) <= 6e-7 * pow(cosh(exact), -2) + 1e-37)
    }
  }
}
