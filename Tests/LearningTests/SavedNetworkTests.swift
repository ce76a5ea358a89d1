import Execution
import Foundation
import RandomStreams
import Tensors
import Testing

@testable import Learning

/// A file in the temporary folder, which is removed afterwards.
private func withFile<Result>(_ bytes: [UInt8], ending: String, _ body: (String) throws -> Result) throws
  -> Result
{
  let url = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).\(ending)")
  try Data(bytes).write(to: url)
  defer { try? FileManager.default.removeItem(at: url) }
  return try body(url.path)
}

private func reloaded(_ network: SavedNetwork) throws -> SavedNetwork {
  try withFile(network.tensors.bytes, ending: "safetensors") {
    try SavedNetwork(SafeTensors(reading: $0, in: Work()))
  }
}

extension Tensor<Double> {
  /// The file, whole.
  fileprivate var npy: [UInt8] {
    var bytes: [UInt8] = []
    writeNPY { bytes += $0 }
    return bytes
  }
}

@Suite struct SavedNetworkTests {
  @Test("a network of layers goes on as it would have, with its memory of the task before")
  func variational() throws {
    let (a, b) = (clusters(1), clusters(2))
    let network = try variationalNetwork(gain: 1.7).trained(on: a, VariationalOptions(epochs: 2))
      .trained(on: b, VariationalOptions(epochs: 1))
    guard case .variational(let copy) = try reloaded(.variational(network)) else {
      Issue.record("another kind of network")
      return
    }
    #expect(copy.fields == network.fields && copy.gain == 1.7)
    let options = VariationalOptions(epochs: 1, anchor: .previous)
    #expect(try copy.trained(on: b, options).fields == network.trained(on: b, options).fields)
  }

  @Test(
    "a binary network goes on as it would have, with its penalty and the normalizations of its tasks",
    arguments: [
      Protection.none, .metaplasticity(m: 3), .elasticWeights(strength: 7, labels: .predicted),
      .synapticIntelligence(strength: 0.3, damping: 0.02),
    ], BinaryNetwork.NormalizationScenario.allCases)
  func binary(protection: Protection, scenario: BinaryNetwork.NormalizationScenario) throws {
    let (a, b) = (clusters(1), clusters(2))
    let options = BinaryOptions(epochs: 2, protection: protection)
    let network = try binaryNetwork([20, 30, 3], scenario).trained(on: a, options).trained(on: b, options)
    guard case .binary(let copy, protection) = try reloaded(.binary(network, protection)) else {
      Issue.record("another network, or another protection")
      return
    }
    #expect(copy.weights == network.weights && copy.scenario == scenario)
    #expect(try copy.accuracy(on: a) == network.accuracy(on: a))
    #expect(try copy.trained(on: a, options).weights == network.trained(on: a, options).weights)
  }

  @Test("a perceptron goes on as it would have, with its memory of the task before")
  func perceptron() throws {
    let (a, b) = (try teacherTask(n: 65, number: 1), try teacherTask(n: 65, number: 2))
    var options = TrainingOptions(epochs: 3)
    func trained(_ network: BinaryPerceptron, on task: TeacherTask) throws -> BinaryPerceptron {
      try network.trained(on: task, options: options, stream: stream(5), in: Work()).network
    }
    var start = stream(4)
    let network = try trained(
      trained(BinaryPerceptron(n: 65, gain: 0.8, stream: &start), on: a), on: b)
    guard case .perceptron(let copy) = try reloaded(.perceptron(network)) else {
      Issue.record("another kind of network")
      return
    }
    #expect(copy.fields == network.fields && copy.gain == 0.8)
    (options.anchor, options.gamma) = (.previous, 1)
    #expect(try trained(copy, on: b).fields == trained(network, on: b).fields)
  }

  private func teacherTask(n: Int, number: UInt64) throws -> TeacherTask {
    try TeacherTask.random(inputs: n, load: 1, stream: stream(40 + number), in: Work())
  }

  @Test("a file that is cut off or damaged is refused, whatever is missing")
  func damage() throws {
    let whole = try SavedNetwork.variational(variationalNetwork([3, 2])).tensors.bytes
    for count in 0..<whole.count {
      #expect(throws: (any Error).self) {
        try withFile(Array(whole[..<count]), ending: "safetensors") {
          try SavedNetwork(SafeTensors(reading: $0, in: Work()))
        }
      }
    }
    // Any byte of the length and the header; a change that leaves a network is allowed.
    for place in 0..<whole.count - 24 {
      var damaged = whole
      damaged[place] ^= 0x15
      _ = try? withFile(damaged, ending: "safetensors") {
        try SavedNetwork(SafeTensors(reading: $0, in: Work()))
      }
    }
  }

  /// What `numpy.save` 1.26 writes for `numpy.array([[1.0, -2.5]])`.
  @Test("a tensor is written as NumPy writes it, and read back")
  func npy() throws {
    let tensor = Tensor(shape: Shape([1, 2]), elements: [1, -2.5])
    let header = "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 2), }"
    let expected: [UInt8] =
      [0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0] + Array(header.utf8)
      + Array(repeating: 0x20, count: 117 - header.utf8.count) + [0x0a]
      + [0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0, 0, 0, 0, 0, 0, 0x04, 0xc0]
    #expect(tensor.npy == expected)
    let copy = try withFile(tensor.npy, ending: "npy") { try Tensor(npy: $0, in: Work()) }
    #expect(copy == tensor)
    for rank in 1...4 {
      let shape = Shape(Array(repeating: 3, count: rank))
      let tensor = Tensor(shape: shape, elements: (0..<shape.count).map { Double($0) / 7 })
      #expect(try withFile(tensor.npy, ending: "npy") { try Tensor(npy: $0, in: Work()) } == tensor)
      #expect((tensor.npy.count - 8 * shape.count) % 64 == 0)
    }
  }
}
