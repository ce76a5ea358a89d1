import Execution
import Tensors
import Testing

@testable import Learning

/// A case of Golden/binary-network.json, made by scripts/golden-values/binary-network.py with PyTorch.
struct BinaryCase: Decodable, CustomTestStringConvertible, Sendable {
  let name: String
  let widths: [Int]
  let weights, scales, shifts: [[Float]]
  let inputs: [Float]
  let labels: [Int]
  let loss: Double
  let outputs: [Float]
  let gradient, scaleGradient, shiftGradient, information: [[Float]]
  let m, rate, decay: Double
  let weightsAfterThreeSteps, normalizationAfterThreeSteps: [[Float]]

  var testDescription: String { name }

  static func all() throws -> [BinaryCase] { try golden("binary-network") }

  var task: LabelledExamples { LabelledExamples(inputs: inputs, inputCount: widths[0], labels: labels) }

  var network: BinaryNetwork {
    get throws {
      var network = try BinaryNetwork(widths: widths, stream: stream(), in: Work())
      network.weights = weights
      var normalization = BinaryNetwork.Normalization(widths: widths)
      (normalization.scales, normalization.shifts) = (scales, shifts)
      network.normalizations[task.identity] = normalization
      return network
    }
  }

  func pass(_ team: Team) throws -> BinaryPass {
    let (network, pass) = (try network, BinaryPass(widths: widths, capacity: labels.count))
    pass.load(network, network.normalization(for: task.identity), team: team)
    return pass
  }

  /// Forward and back.
  func run(_ pass: inout BinaryPass, _ team: Team) throws -> Double {
    let task = task
    let all = Array(labels.indices)[...]
    pass.begin(task, all)
    pass.forward(team: team)
    var loss = SoftmaxCrossEntropy()
    pass.addLoss(of: task, all, to: &loss)
    pass.backward(team: team)
    return loss.sum / Double(labels.count)
  }
}

@Suite struct BinaryGradientTests {
  /// Of the largest element: single precision, sums of up to 140 terms, and u − mean cancels a digit.
  private func agree(_ found: [Float], _ expected: [Float], _ tolerance: Float = 1e-5) -> Bool {
    let scale = expected.map(\.magnitude).max() ?? 0
    return found.count == expected.count
      && zip(found, expected).allSatisfy { abs($0 - $1) <= tolerance * scale }
  }

  @Test(
    "outputs, loss and gradients are those of automatic differentiation, on any number of threads",
    arguments: try BinaryCase.all(), [1, 3])
  func gradients(golden: BinaryCase, threads: Int) throws {
    try Work(threads: threads).withTeam { team in
      var pass = try golden.pass(team)
      let loss = try golden.run(&pass, team)
      #expect(abs(loss - golden.loss) < 1e-5 * golden.loss)
      #expect(agree(pass.units[golden.widths.count - 2].activations.elements, golden.outputs))
      for (layer, expected) in golden.gradient.enumerated() {
        let (units, inputs) = (golden.widths[layer + 1], golden.widths[layer])
        let gradient = FloatMatrix(rows: units, columns: inputs)
        pass.writeGradient(layer: layer, units: 0..<units, to: gradient)
        #expect(agree(gradient.elements, expected))
        let found = pass.units[layer].normalization.gradients.elements
        #expect(agree(found, golden.scaleGradient[layer] + golden.shiftGradient[layer]))
      }
    }
  }

  /// Adam makes steps of full size from gradients that are small differences, so few numbers differ by more.
  /// Steps are 0.05 long; 97 of 100 numbers agree to a five-hundredth of one.
  @Test(
    "three metaplastic steps are those of the rule written out in PyTorch", arguments: try BinaryCase.all())
  func steps(golden: BinaryCase) throws {
    let options = BinaryOptions(
      epochs: 3, batchSize: golden.labels.count, rate: golden.rate, decay: golden.decay,
      protection: .metaplasticity(m: golden.m))
    let network = try golden.network.trained(on: golden.task, options: options, stream: stream(), in: Work())
      .network
    let normalization = network.normalization(for: golden.task.identity)
    let found = network.weights + normalization.scales + normalization.shifts
    for (found, expected) in zip(found, golden.weightsAfterThreeSteps + golden.normalizationAfterThreeSteps) {
      let errors = zip(found, expected).map { abs($0 - $1) }.sorted()
      #expect(errors[(errors.count - 1) * 97 / 100] < 1e-4)
      #expect(errors[errors.count - 1] < 2e-2)
    }
  }

  @Test(
    "the Fisher information is the mean of squared gradients, an example at a time",
    arguments: try BinaryCase.all())
  func information(golden: BinaryCase) throws {
    let found = try Work(threads: 2).withTeam { team in
      try golden.network.fisherInformation(
        on: golden.task, labels: .true, stream: stream(), team: team, in: Work())
    }
    for (found, expected) in zip(found, golden.information) { #expect(agree(found, expected, 2e-5)) }
  }
}
