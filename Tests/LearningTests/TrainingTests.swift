import Execution
import RandomStreams
import Testing

@testable import Learning

@Suite struct TrainingTests {
  private func column(_ name: String, of history: TrainingHistory) throws -> [Double] {
    try #require(history.columns.first { $0.name == name }).values
  }

  @Test(
    "training lowers the loss and the error", arguments: [Optimizer.sgd(momentum: 0.9), .adam], [nil, 20])
  func learns(optimizer: Optimizer, batchSize: Int?) throws {
    let task = try randomTask(n: 201, load: 1.5)
    let (network, history) = try perceptron(n: 201).trained(
      on: task, options: TrainingOptions(epochs: 150, batchSize: batchSize, optimizer: optimizer),
      stream: stream(2), in: Work())
    let (losses, errors) = (try column("loss", of: history), try column("error", of: history))
    #expect(losses[150] < 0.2 * losses[0])
    #expect(errors[150] < 0.35 && errors[0] > 0.4)
    #expect(try network.orderParameters(with: task).error == errors[150])
    #expect(try network.accuracy(on: task) > 0.9)
  }

  /// Replica-symmetric theory at inverse temperature 20 (Li et al., Phys. Rev. E 108, 014309, Fig. 2b): .3554 and .2828. Four
  /// runs have a standard error of .008, and gradient descent is not a Gibbs measure: elsewhere, runs of it gave .348 and .272.
  @Test(
    "the error after training is near that of mean-field theory", arguments: [(0.5, 0.3554), (1, 0.2828)])
  func nearTheory(load: Double, error: Double) throws {
    let errors = try (0..<4).map { run in
      let task = try randomTask(n: 1000, load: load, UInt64(10 + run))
      let network = try perceptron(n: 1000, UInt64(1000 + run)).trained(
        on: task, TrainingOptions(epochs: 200, optimizer: .adam))
      return try network.orderParameters(with: task).error
    }
    #expect(abs(errors.reduce(0, +) / 4 - error) < 0.03)
  }

  @Test("the same stream gives the same bits, another one another order")
  func reproducible() throws {
    let task = try randomTask(n: 77, load: 1)
    let options = TrainingOptions(epochs: 5, batchSize: 10)
    let network = perceptron(n: 77)
    let fields = try network.trained(on: task, options, 1).fields
    #expect(try network.trained(on: task, options, 1).fields == fields)
    #expect(try network.trained(on: task, options, 2).fields != fields)
  }

  @Test("training has the same bits on one thread and on several", arguments: [nil, 400])
  func threads(batchSize: Int?) throws {
    let task = try randomTask(n: 600, load: 2)
    let options = TrainingOptions(epochs: 3, batchSize: batchSize)
    let runs = try [1, 2, 3].map { threads in
      try perceptron(n: 600).trained(
        on: task, options: options, stream: stream(5), in: Work(threads: threads))
    }
    #expect(runs.allSatisfy { $0.network.fields == runs[0].network.fields })
    #expect(
      try runs.map { try column("loss", of: $0.history) }.allSatisfy {
        try $0 == column("loss", of: runs[0].history)
      })
  }

  @Test("training leaves the network it starts from as it was")
  func value() throws {
    let task = try randomTask(n: 50, load: 1)
    let network = perceptron(n: 50)
    let before = network.fields
    _ = try network.trained(on: task, TrainingOptions(epochs: 3))
    #expect(network.fields == before && network.memory == nil)
  }

  @Test("a batch of all patterns, or of more, is no batch at all")
  func wholeBatch() throws {
    let task = try randomTask(n: 50, load: 1)
    let network = perceptron(n: 50)
    let fields = try network.trained(on: task, TrainingOptions(epochs: 3)).fields
    for batchSize in [50, 51, .max] {
      #expect(
        try network.trained(on: task, TrainingOptions(epochs: 3, batchSize: batchSize)).fields == fields)
    }
  }

  @Test(
    "a row is recorded at epoch 0, every so many epochs, and at the last",
    arguments: [(0, nil, [0.0]), (1, nil, [0, 1]), (20, 7, [0, 7, 14, 20]), (4, 9, [0, 4])])
  func recordedEpochs(epochs: Int, every: Int?, expected: [Double]) throws {
    let options = TrainingOptions(epochs: epochs, recordEvery: every)
    let history = try perceptron(n: 9).trained(
      on: randomTask(n: 9, load: 1), options: options, stream: stream(3), in: Work()
    ).history
    #expect(history.columns.map(\.name) == ["epoch", "loss", "qd", "r", "p", "error"])
    #expect(try column("epoch", of: history) == expected)
    #expect(history.columns.allSatisfy { $0.values.count == expected.count })
  }

  /// Every fourth epoch of 1000, and the one before the first.
  @Test("without being told, two to four hundred rows are recorded")
  func recordedByDefault() throws {
    let history = try perceptron(n: 9).trained(
      on: randomTask(n: 9, load: 1), options: TrainingOptions(epochs: 1000), stream: stream(3), in: Work()
    ).history
    #expect(try column("epoch", of: history).count == 251)
    for (epochs, interval) in [(0, 1), (1, 1), (399, 1), (400, 2), (799, 2), (800, 4), (1_000_000, 4096)] {
      #expect(TrainingHistory.interval(epochs: epochs) == interval)
    }
  }

  @Test("options that make no sense are refused")
  func badOptions() throws {
    let task = try randomTask(n: 9, load: 1)
    let bad = [
      TrainingOptions(epochs: -1), TrainingOptions(epochs: 1, batchSize: 0),
      TrainingOptions(epochs: 1, rate: 0),
      TrainingOptions(epochs: 1, rate: .infinity), TrainingOptions(epochs: 1, rate: .nan),
      TrainingOptions(epochs: 1, optimizer: .sgd(momentum: 1.1)), TrainingOptions(epochs: 1, decay: -1),
      TrainingOptions(epochs: 1, anchor: .prior, gamma: -1), TrainingOptions(epochs: 1, gamma: 1),
      TrainingOptions(epochs: 1, recordEvery: 0),
    ]
    for options in bad {
      #expect { try perceptron(n: 9).trained(on: task, options) } throws: {
        if case .invalid = $0 as? LearningError { true } else { false }
      }
    }
  }

  @Test("training that diverges stops and says where")
  func divergence() throws {
    let task = try randomTask(n: 100, load: 2)
    #expect { try perceptron(n: 100).trained(on: task, TrainingOptions(epochs: 500, rate: 100)) } throws: {
      if case .diverged(let epoch, let batch) = $0 as? LearningError {
        epoch > 1 && batch == 1
      } else {
        false
      }
    }
    let anchor = Anchor.fields(Array(repeating: .nan, count: 100))
    #expect(throws: LearningError.diverged(epoch: 1, batch: 1)) {
      try perceptron(n: 100).trained(
        on: task, TrainingOptions(epochs: 5, batchSize: 7, anchor: anchor, gamma: 1))
    }
  }

  @Test("training can be interrupted, and reports every epoch until then")
  func interruption() throws {
    let task = try randomTask(n: 100, load: 2)
    let cancellation = Cancellation()
    let work = Work(cancellation: cancellation) { progress in
      #expect(progress.label == "train" && progress.total == 1_000_000 && progress.done <= 3)
      if progress.done == 3 { cancellation.request() }
    }
    #expect(throws: Interruption.self) {
      try perceptron(n: 100).trained(
        on: task, options: TrainingOptions(epochs: 1_000_000, batchSize: 50), stream: stream(4), in: work)
    }
  }
}
