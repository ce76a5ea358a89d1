import Execution
import Faults
import Files
import Foundation
import RandomStreams
import Testing

@testable import Learning

/// A training of any sort of network that may keep its state in a file.
private struct Training: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// All numbers of the network and its history, after so many epochs. With `stop` it is interrupted in the epoch after that one.
  let run: @Sendable (_ epochs: Int, _ path: String?, _ stop: Int?, _ seed: UInt64) throws -> [[Double]]

  func callAsFunction(_ epochs: Int, at path: String? = nil, stop: Int? = nil, seed: UInt64 = 1) throws
    -> [[Double]]
  { try run(epochs, path, stop, seed) }
}

/// Runs what goes on from a file, or from the beginning, and fails the test if the file cannot be written.
private func kept<Checkpoint: TrainingCheckpoint>(
  at path: String?, _ identity: TrainingIdentity, from beginning: Checkpoint, epochs: Int, stop: Int?,
  _ run: (Checkpoint, CheckpointFile<Checkpoint>?, Work) throws -> [[Double]]
) throws -> [[Double]] {
  let file = try path.map {
    try CheckpointFile($0, of: identity, beginning: beginning, lastEpoch: epochs, in: Work()) { warning in
      Issue.record(Comment(rawValue: warning))
    }
  }
  defer { file?.close() }
  let cancellation = Cancellation()
  let work = Work(threads: 2, cancellation: cancellation) { if $0.done == stop { cancellation.request() } }
  return try run(file?.start ?? beginning, file, work)
}

private func perceptrons(_ name: String, _ options: TrainingOptions) -> Training {
  Training(testDescription: "perceptron, \(name)") { epochs, path, stop, seed in
    let (a, b) = (try randomTask(n: 65, load: 2, 1), try randomTask(n: 65, load: 2, 2))
    let network = try perceptron(n: 65).trained(on: a, TrainingOptions(epochs: 3))
    var options = options
    options.epochs = epochs
    let stream = stream(seed)
    return try kept(
      at: path, network.trainingIdentity(on: b, options: options, stream: stream),
      from: PerceptronCheckpoint(beginning: network, options.optimizer), epochs: epochs, stop: stop
    ) { start, file, work in
      let end = try start.resumed(on: b, options: options, stream: stream, in: work) { file?.record($0) }
      return [end.network.fields, end.network.memory?.fieldsBefore ?? []]
        + end.history.columns.map(\.values)
    }
  }
}

private func variationals(_ name: String, _ anchor: FieldAnchor, gains: Bool) -> Training {
  Training(testDescription: "network of layers, \(name)") { epochs, path, stop, seed in
    let (a, b) = (clusters(1), clusters(2))
    let network = try variationalNetwork([20, 7, 3]).trained(on: a, VariationalOptions(epochs: 2))
    let options = VariationalOptions(
      epochs: epochs, batchSize: 45, gains: gains ? (0..<epochs).map { 1 + Double($0) / 7 } : nil,
      anchor: anchor, gamma: 0.5)
    let stream = stream(seed)
    return try kept(
      at: path, network.trainingIdentity(on: b, options: options, stream: stream),
      from: VariationalCheckpoint(beginning: network), epochs: epochs, stop: stop
    ) { start, file, work in
      let end = try start.resumed(on: b, options: options, stream: stream, in: work) {
        file?.record($0.checkpoint)
      }
      let before = end.network.posterior(before: b.identity)?.fields ?? []
      return (end.network.fields + before).map { $0.map(Double.init) } + end.history.columns.map(\.values)
    }
  }
}

private func binaries(_ protection: Protection) -> Training {
  Training(testDescription: "binary network, \(protection)") { epochs, path, stop, seed in
    let (a, b) = (clusters(1), clusters(2))
    let network = try binaryNetwork([20, 7, 3]).trained(
      on: a, BinaryOptions(epochs: 2, protection: protection))
    let options = BinaryOptions(epochs: epochs, batchSize: 45, protection: protection)
    let stream = stream(seed)
    return try kept(
      at: path, network.trainingIdentity(on: b, options: options, stream: stream),
      from: BinaryCheckpoint(beginning: network, protection), epochs: epochs, stop: stop
    ) { start, file, work in
      let end = try start.resumed(on: b, options: options, stream: stream, in: work) {
        file?.record($0.checkpoint)
      }
      let (network, normalization) = (end.network, end.network.normalization(for: b.identity))
      let penalty = (network.consolidation?.stiffness ?? []) + (network.consolidation?.pull ?? [])
      return (network.weights + normalization.scales + normalization.shifts + penalty).map {
        $0.map(Double.init)
      } + end.history.columns.map(\.values)
    }
  }
}

private let trainings: [Training] = [
  perceptrons("sgd", TrainingOptions(epochs: 0)),
  perceptrons("adam, decay", TrainingOptions(epochs: 0, optimizer: .adam, decay: 0.1)),
  perceptrons("sgd in batches", TrainingOptions(epochs: 0, batchSize: 30, recordEvery: 2)),
  perceptrons(
    "adam in batches near the task before",
    TrainingOptions(epochs: 0, batchSize: 30, optimizer: .adam, anchor: .previous, gamma: 1)),
  perceptrons("held", TrainingOptions(epochs: 0, heldSelfOverlap: { 0.5 + 0.02 * Double($0) })),
  variationals("no anchor", .none, gains: false), variationals("anchor step", .step, gains: true),
  variationals("anchor previous", .previous, gains: true),
  binaries(.none), binaries(.metaplasticity(m: 3)), binaries(.elasticWeights(strength: 7, labels: .sampled)),
  binaries(.synapticIntelligence(strength: 0.3, damping: 0.02)),
]

/// The error that a file is refused with.
private func refusal(_ body: () throws -> Void) -> String {
  do {
    try body()
    return "accepted"
  } catch {
    return (error as? DataFileError)?.fact ?? "\(error)"
  }
}

@Suite struct CheckpointFileTests {
  @Test(
    "an interrupted training goes on from its file, and ends bit by bit as at one go", arguments: trainings)
  private func interrupted(training: Training) throws {
    let folder = try DataFolder()
    let path = folder.path + "/run.safetensors"
    let whole = try training(9)
    for stop in [2, 3, 7] {
      #expect(throws: Interruption.self) { try training(9, at: path, stop: stop) }
      #expect(try SafeTensors(reading: path, in: Work()).trainedEpochs() == stop)
    }
    #expect(try training(9, at: path) == whole)
    // There is nothing left to do, and the numbers are the same again; in a longer training there is.
    #expect(try training(9, at: path) == whole)
    #expect(try training(12, at: path) == training(12))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["run.safetensors"])
  }

  @Test("a file has a network that can be read as one")
  func isNetwork() throws {
    let folder = try DataFolder()
    for (index, training) in trainings.enumerated() {
      let path = "\(folder.path)/\(index).safetensors"
      let numbers = try training(2, at: path)
      switch try SavedNetwork(SafeTensors(reading: path, in: Work())) {
      case .perceptron(let network): #expect(network.fields == numbers[0])
      case .variational(let network): #expect(network.fields[0].map(Double.init) == numbers[0])
      case .binary(let network, _): #expect(network.weights[0].map(Double.init) == numbers[0])
      }
    }
  }

  @Test("the file of another training is refused with what is otherwise, and stays")
  func others() throws {
    let folder = try DataFolder()
    let path = folder.path + "/run.safetensors"
    _ = try perceptrons("", TrainingOptions(epochs: 0, batchSize: 30))(4, at: path)
    let bytes = try Data(contentsOf: URL(filePath: path))
    func difference(_ training: Training, epochs: Int = 5, seed: UInt64 = 1) -> String {
      refusal { _ = try training(epochs, at: path, seed: seed) }
    }
    func refused(_ what: String) -> String {
      "it belongs to another training (\(what)); give another name, or delete the file"
    }
    let same = TrainingOptions(epochs: 0, batchSize: 30)
    var options = same
    options.rate = 0.5
    #expect(difference(perceptrons("", options)) == refused("rate 0.01 instead of 0.5"))
    (options.rate, options.batchSize, options.optimizer) = (0.01, nil, .adam)
    #expect(
      difference(perceptrons("", options))
        == refused("batch 30 instead of 130, optimizer sgd with momentum 0.9 instead of adam"))
    options = same
    (options.anchor, options.gamma) = (.fields(Array(repeating: 0, count: 65)), 2)
    #expect(difference(perceptrons("", options)) == refused("another anchor, gamma 0.0 instead of 2.0"))
    options = same
    options.heldSelfOverlap = { _ in 0.5 }
    #expect(
      difference(perceptrons("", options)) == refused("another hold"))
    // Streams of tests differ in their statements.
    #expect(difference(perceptrons("", same), seed: 2) == refused("statement 2 instead of 3"))
    #expect(
      difference(binaries(.none)).hasPrefix("it belongs to another training (another network, another task,"))
    #expect(
      difference(perceptrons("", same), epochs: 3)
        == "it has 4 epochs already, more than 3; give more, or another name")
    #expect(try Data(contentsOf: URL(filePath: path)) == bytes)
    #expect(difference(perceptrons("", same)) == "accepted")
  }

  @Test("a schedule counts as far as it was followed")
  func schedules() throws {
    func held(_ change: @escaping @Sendable (Int) -> Double) -> Training {
      perceptrons("", TrainingOptions(epochs: 0, heldSelfOverlap: change))
    }
    let folder = try DataFolder()
    let path = folder.path + "/run.safetensors"
    _ = try held { _ in 0.5 }(3, at: path)
    #expect(
      refusal { _ = try held { $0 < 3 ? 0.5 : 0.6 }(6, at: path) }
        == "it belongs to another training (another hold); give another name, or delete the file")
    let bent = held { $0 < 4 ? 0.5 : 0.6 }
    #expect(try bent(6, at: path) == bent(6))
  }

  @Test("a file that is cut off, damaged or of another sort is refused, and stays", arguments: [0, 7, 10])
  func damage(index: Int) throws {
    let (training, folder) = (trainings[index], try DataFolder())
    let path = folder.path + "/run.safetensors"
    _ = try training(2, at: path)
    let whole = try [UInt8](Data(contentsOf: URL(filePath: path)))
    let step = max(1, whole.count / 150)
    for place in stride(from: 0, to: whole.count, by: step) {
      try Data(whole[..<place]).write(to: URL(filePath: path))
      #expect(throws: DataFileError.self) { try training(3, at: path) }
      var damaged = whole
      damaged[place] ^= 0x10
      try Data(damaged).write(to: URL(filePath: path))
      #expect(throws: DataFileError.self) { try training(3, at: path) }
      #expect(try [UInt8](Data(contentsOf: URL(filePath: path))) == damaged)
    }
    let cut = whole.count - 3
    try Data(whole[..<cut]).write(to: URL(filePath: path))
    let error = #expect(throws: DataFileError.self) { try training(3, at: path) }
    #expect(error?.place == .byte(cut) && error?.fact.hasPrefix("the file ends within ") == true)

    let network = try SavedNetwork.perceptron(perceptron(n: 65)).tensors.bytes
    try Data(network).write(to: URL(filePath: path))
    #expect(
      refusal { _ = try training(3, at: path) } == "it is no checkpoint of a training; give another name")
  }

  @Test("what cannot be written is said before anything is computed")
  func unwritable() throws {
    let folder = try DataFolder()
    let path = folder.path + "/missing/run.safetensors"
    #expect(
      refusal { _ = try trainings[0](1_000_000, at: path) }
        == "cannot be written: no such file or directory")
    #expect(
      refusal { _ = try trainings[0](1_000_000, at: folder.path) } == "this is a folder, not a file")
  }

  @Test("a file that can no longer be written is a warning, once, and the training goes on")
  func lostFolder() throws {
    let folder = try DataFolder()
    let path = try folder.write("", to: "inner/other.txt").replacing("other.txt", with: "run.safetensors")
    let network = perceptron(n: 9)
    let (task, options) = (try randomTask(n: 9, load: 1), TrainingOptions(epochs: 3))
    let beginning = PerceptronCheckpoint(beginning: network, options.optimizer)
    var warnings: [String] = []
    let file = try CheckpointFile(
      path, of: network.trainingIdentity(on: task, options: options, stream: stream()), beginning: beginning,
      lastEpoch: 3, in: Work()
    ) { warnings.append($0) }
    try FileManager.default.removeItem(atPath: folder.path + "/inner")
    let end = try beginning.resumed(on: task, options: options, stream: stream(), in: Work()) {
      file.record($0)
      file.close()
    }
    #expect(
      warnings == ["\(path): cannot be written: no such file or directory; it stays at epoch 0"])
    #expect(
      try end.network.fields
        == network.trained(on: task, options: options, stream: stream(), in: Work()).network.fields)
  }

  @Test("a training that fails before its first epoch leaves no file")
  func noEpoch() throws {
    let folder = try DataFolder()
    let path = folder.path + "/run.safetensors"
    let wild = perceptrons("", TrainingOptions(epochs: 0, anchor: .fields([1]), gamma: 1))
    #expect(throws: LearningError.anchorSize(network: 65, anchor: 1)) { try wild(3, at: path) }
    #expect(!FileManager.default.fileExists(atPath: path))
    _ = try trainings[0](0, at: path)
    #expect(try SafeTensors(reading: path, in: Work()).trainedEpochs() == 0)
    #expect(try trainings[0](2, at: path) == trainings[0](2))
  }

  /// A small training with its file, told to stop by `stop` after an epoch; gives its fields at the end.
  @discardableResult
  private func small(
    at path: String, epochs: Int = 3, cancellation: Cancellation = Cancellation(), after epoch: Int = 0,
    stop: () -> Void = {}
  ) throws -> [Double] {
    let network = perceptron(n: 9)
    let (task, options) = (try randomTask(n: 9, load: 1), TrainingOptions(epochs: epochs))
    let beginning = PerceptronCheckpoint(beginning: network, options.optimizer)
    let work = Work(cancellation: cancellation)
    let file = try CheckpointFile(
      path, of: network.trainingIdentity(on: task, options: options, stream: stream()), beginning: beginning,
      lastEpoch: epochs, in: work
    ) { _ in }
    defer { file.close() }
    return try file.start.resumed(on: task, options: options, stream: stream(), in: work) {
      file.record($0)
      if $0.epoch == epoch { stop() }
    }.network.fields
  }

  @Test(
    "whichever call fails while a training keeps its state, its file has a whole one, from which it goes on to the same end"
  )
  func faults() throws {
    let folder = try ScratchFolder()
    let whole = try small(at: folder.file("whole.safetensors"))
    let count = try Faults.forEach { faults in
      let folder = try ScratchFolder()
      let path = folder.file("run.safetensors")
      try SystemCalls.$current.withValue(.system) { _ = try small(at: path, epochs: 1) }
      let end = try? small(at: path)
      #expect(end == nil || end == whole, "\(faults)")
      faults.endProcess()
      #expect(FileManager.default.fileExists(atPath: path), "\(faults)")
      let next = try SystemCalls.$current.withValue(.system) { try small(at: path) }
      #expect(next == whole, "\(faults)")
      #expect(folder.names == ["run.safetensors"], "\(faults)")
    }
    #expect(count > 150)
  }

  @Test(
    "an interrupted training writes its last epoch, an abandoned one leaves its file as it was, also the blank one of its beginning"
  )
  func stopped() throws {
    for (isAbandoned, epoch) in [(false, 2), (true, 2)] {
      let folder = try ScratchFolder()
      let path = folder.file("run.safetensors")
      let cancellation = Cancellation()
      #expect(throws: Interruption.self) {
        try small(at: path, epochs: 1000, cancellation: cancellation, after: epoch) {
          if isAbandoned { #expect(cancellation.abandon()) } else { cancellation.request() }
        }
      }
      let found = try SafeTensors(reading: path, in: Work()).trainedEpochs()
      // The first epoch is written five seconds after the beginning at the earliest.
      #expect(found == (isAbandoned ? 0 : 2))
      #expect(folder.names == ["run.safetensors"])
    }
  }
}
