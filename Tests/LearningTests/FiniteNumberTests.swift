import Execution
import Foundation
import RandomStreams
import Tensors
import Testing

@testable import Learning

/// Networks of every sort, with all that a file can have of them.
private func networks() throws -> [SavedNetwork] {
  let (a, b) = (clusters(1), clusters(2))
  let (first, second) = (try randomTask(n: 9, load: 2, 1), try randomTask(n: 9, load: 2, 2))
  let options = TrainingOptions(epochs: 1)
  let binary = { (protection: Protection) in
    SavedNetwork.binary(
      try binaryNetwork([20, 4, 3]).trained(on: a, BinaryOptions(epochs: 1, protection: protection)),
      protection)
  }
  return [
    .perceptron(try perceptron(n: 9).trained(on: first, options).trained(on: second, options)),
    .variational(
      try variationalNetwork([20, 4, 3]).trained(on: a, VariationalOptions(epochs: 1))
        .trained(on: b, VariationalOptions(epochs: 1))),
    try binary(.elasticWeights(strength: 7, labels: .true)), try binary(.metaplasticity(m: 2)),
    try binary(.synapticIntelligence(strength: 0.3, damping: 0.02)),
  ]
}

extension SafeTensors {
  /// The same arrays, the last element of one being another.
  fileprivate func ending(_ name: String, with number: Double) -> SafeTensors {
    let changed = arrays.map { array in
      guard array.name == name else { return array }
      let elements: Elements =
        switch array.elements {
        case .float(let elements): .float(elements.dropLast() + [Float(number)])
        case .double(let elements): .double(elements.dropLast() + [number])
        }
      return NamedArray(name: name, shape: array.shape, elements: elements)
    }
    return SafeTensors(path: "", arrays: changed, texts: texts)
  }
}

/// A file with that header in front of so many bytes.
private func file(_ header: String, bytes: Int) -> [UInt8] {
  let count = header.utf8.count
  return (0..<8).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) } + Array(header.utf8)
    + Array(repeating: 0, count: bytes)
}

private func refusal(_ body: () throws -> Void) -> String {
  do { try body() } catch { return (error as? DataFileError)?.reason ?? "\(error)" }
  return "accepted"
}

@Suite struct FiniteNumberTests {
  @Test(
    "no array of a network's file may hold what is no number, and the error says where",
    arguments: [Double.nan, .infinity, -.infinity])
  func arrays(number: Double) throws {
    for network in try networks() {
      let tensors = network.tensors
      #expect(!tensors.arrays.isEmpty)
      var end = try tensors.bytes.count
      for array in tensors.arrays.reversed() {
        let size = if case .float = array.elements { 4 } else { 8 }
        let last = array.shape.map { $0 - 1 }
        #expect(
          refusal { _ = try SafeTensors(bytes: tensors.ending(array.name, with: number).bytes) }
            == "byte \(end - size): \(array.name): expected finite numbers, found \(number) at \(last)")
        end -= size * array.elements.count
      }
    }
  }

  @Test("no number among a network's texts may be none", arguments: ["nan", "inf", "-inf", "1e400"])
  func texts(text: String) throws {
    for network in try networks() {
      for (name, number) in network.tensors.texts where Double(number) != nil {
        let tensors = network.tensors.with { $0.texts[name] = text }
        #expect(throws: (any Error).self, "\(name)") { try SavedNetwork(SafeTensors(bytes: tensors.bytes)) }
      }
    }
  }

  @Test("a gain that single precision does not hold is refused: times a field of 0 it is no number")
  func gain() throws {
    let fields: [[Float]] = [[0, 1]]
    #expect(throws: LearningError.self) {
      try VariationalNetwork(widths: [2, 1], gain: 1e300, fields: fields)
    }
    #expect(throws: LearningError.self) {
      try VariationalNetwork(widths: [2, 1], gain: 1, fields: [[0, .nan]])
    }
    let largest = try VariationalNetwork(widths: [2, 1], gain: 3e38, fields: fields)
    #expect(largest.variances[0][0] == 1 && largest.variances[0][1] < 1e-30)
  }

  @Test("a variance that is no number is no index")
  func histogram() {
    let counts = VarianceHistogram(of: [.nan, -.infinity, .infinity, 0, 0.5, 1]).counts
    #expect(counts.reduce(0, +) == 6 && counts[19] == 2 && counts[10] == 1)
  }

  /// Of 64 units that agree the next layer's have √64 times the input: 8⁴⁵ is beyond 3 · 10³⁸.
  @Test("a network whose outputs are no numbers has no accuracy")
  func outputs() throws {
    let widths = Array(repeating: 64, count: 46) + [3]
    let fields = zip(widths, widths.dropFirst()).map { Array(repeating: Float(9), count: $0 * $1) }
    let network = try VariationalNetwork(widths: widths, gain: 1, fields: fields)
    let task = LabelledExamples(
      inputs: Array(repeating: 1, count: 128), inputCount: 64, labels: [0, 1])
    for reading in [Readout.signs, .meanField] {
      #expect(throws: LearningError.outputsNotFinite) {
        try network.evaluation(on: task, reading: reading, stream: stream(), in: Work())
      }
    }
  }

  @Test("widths of many layers can have more weights than are counted")
  func manyWeights() {
    #expect(throws: MemoryShortage.self) {
      try checkWidths(Array(repeating: 1 << 24, count: 40_000))
    }
  }

  @Test("a strength that single precision does not hold is an error, and no network")
  func strength() throws {
    let task = clusters(1)
    #expect(throws: LearningError.self) {
      try binaryNetwork([20, 4, 3]).trained(
        on: task, BinaryOptions(epochs: 1, protection: .elasticWeights(strength: 1e300, labels: .true)))
    }
  }

  // MARK: Checkpoints

  @Test("steps that were never made are refused", arguments: ["9223372036854775807", "-1", "1e3", "nan"])
  func steps(text: String) throws {
    let checkpoint = VariationalCheckpoint(beginning: try variationalNetwork([20, 4, 3]))
    for name in ["training.step", "training.epoch"] {
      let tensors = checkpoint.tensors.with { $0.texts[name] = text }
      #expect(throws: DataFileError.self) { try VariationalCheckpoint(tensors) }
    }
  }

  @Test("a history with other columns is an error, and the rows of one are thinned whatever its epochs are")
  func history() throws {
    let other = try TrainingHistory([(name: "epoch", values: [1]), (name: "loss", values: [1])])
    let checkpoint = VariationalCheckpoint(
      network: try variationalNetwork([20, 4, 3]), epoch: 1, history: other,
      optimizers: [FloatAdam.State(count: 80), FloatAdam.State(count: 12)],
      lastPulls: [Array(repeating: 0, count: 80), Array(repeating: 0, count: 12)])
    #expect(throws: LearningError.self) {
      try checkpoint.resumed(
        on: clusters(1), options: VariationalOptions(epochs: 2), stream: stream(), in: Work())
    }
    let wild = try TrainingHistory([(name: "epoch", values: [1e300, .nan, -.infinity, 4, 5])])
    #expect(wild.thinned(toEvery: 4).columns[0].values.suffix(2) == [4, 5])
  }

  // MARK: The header

  @Test(
    "a header that is no header says where it stops being one",
    arguments: [
      (
        #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#,
        "byte 66: a stands there twice"
      ),
      (
        #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}"#,
        "byte 8: b: the arrays have more bytes than the file"
      ),
      (
        #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
        "byte 62: the arrays have 4 bytes, but 8 follow the header"
      ),
      (
        #"{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,8]}}"#,
        "byte 38: expected ] in the header's JSON"
      ),
      (
        #"{"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,8]}}"#,
        "byte 37: expected a whole number"
      ),
      (
        #"{"a":{"dtype":"I32","shape":[2],"data_offsets":[0,8]}}"#,
        "byte 8: a: expected elements of type F32 or F64, found I32"
      ),
      (#"{"a":[[[[[["#, "byte 13: expected { in the header's JSON"),
      (#"{"a\u00"#, "byte 13: expected four hexadecimal digits"),
      (#"{"__metadata__":{"x":1}}"#, "byte 29: expected \" in the header's JSON"),
      (#"[]"#, "byte 8: expected { in the header's JSON"), ("", "byte 8: expected { in the header's JSON"),
    ])
  func header(text: String, words: String) {
    #expect(refusal { _ = try SafeTensors(bytes: file(text, bytes: 8)) } == words)
  }

  @Test("a header is read however its JSON is written")
  func foreignHeader() throws {
    let text =
      #" { "__metadata__" : { "k\u00e9\ud83d\ude00" : "a\"\\\/\n" }, "b" : { "data_offsets" : [ 0 , 8 ] ,"shape":[1,2],"dtype":"F32"},"e":{"dtype":"F64","shape":[0],"data_offsets":[8,8]} }  "#
    let tensors = try SafeTensors(bytes: file(text, bytes: 8))
    #expect(tensors.texts == ["ké😀": "a\"\\/\n"])
    #expect(tensors.arrays.map(\.name) == ["b", "e"] && tensors.arrays[0].shape == [1, 2])
  }

  // MARK: Time

  @Test("a network of many layers is read in a time that grows with their number")
  func manyLayers() throws {
    let clock = ContinuousClock()
    func seconds(_ layers: Int) throws -> Double {
      let fields = Array(repeating: [Float(1)], count: layers)
      let network = try VariationalNetwork(
        widths: Array(repeating: 1, count: layers + 1), gain: 1, fields: fields)
      let bytes = try SavedNetwork.variational(network).tensors.bytes
      let time = try clock.measure { _ = try SavedNetwork(SafeTensors(bytes: bytes)) }
      return time / .seconds(1)
    }
    // Quadratic, it would take 16 times as long.
    let few = try (0..<3).map { _ in try seconds(5_000) }.min() ?? 0
    #expect(try seconds(20_000) < 8 * few + 0.2)
  }

  /// Each is one thing, an array or a line, so that a look before each would not do.
  @Test(
    "reading comes to a safe point within a tenth of a second",
    arguments: ["safetensors", "npy", "csv", "blank", "heading"])
  func interruption(format: String) throws {
    let count = 30 << 20
    let bytes: [UInt8] =
      switch format {
      case "safetensors":
        file(
          "{\"a\":{\"dtype\":\"F32\",\"shape\":[\(count / 4)],\"data_offsets\":[0,\(count)]}}", bytes: count)
      case "npy":
        npy("|u1", "(\(count),)", Array(repeating: 1, count: count))
      case "csv": Array("0,0\n".utf8) + Array(repeating: UInt8(ascii: "1"), count: count)
      case "blank": Array("0,0\n".utf8) + Array(repeating: UInt8(ascii: " "), count: count)
      default: Array(repeating: UInt8(ascii: "x"), count: count)
      }
    let cancellation = Cancellation()
    let work = Work(cancellation: cancellation)
    let file = try DataFile(path: "", contents: bytes, in: .alone)
    cancellation.request()
    let time = ContinuousClock().measure {
      #expect(throws: Interruption.self) {
        switch format {
        case "safetensors": _ = try SafeTensors(file, in: work)
        case "npy": _ = try NumPyFile(file).tensor(in: work)
        default: _ = try CSVFile(file, label: .last, scale: nil, in: work)
        }
      }
    }
    #expect(time < .milliseconds(100))
  }

  @Test("a header of .npy is bounded, and so are its axes")
  func npyHeader() throws {
    let header = Array(repeating: UInt8(ascii: " "), count: 60 << 20)
    let long = [0x93] + Array("NUMPY".utf8) + [2, 0, 0, 0, 0xC0, 3] + header
    #expect(
      refusal { _ = try NumPyFile(DataFile(path: "", contents: long, in: .alone)) }
        == "byte 8: expected a header of at most 65536 bytes, found 62914560")
    let deep = npy("|u1", "(" + String(repeating: "1,", count: 65) + ")", [1])
    #expect(
      refusal { _ = try NumPyFile(DataFile(path: "", contents: deep, in: .alone)) }
        == "byte 10: expected at most 64 axes, found 65")
  }
}
