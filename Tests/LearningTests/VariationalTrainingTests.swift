import Execution
import Foundation
import Testing

@testable import Learning

@Suite struct VariationalTrainingTests {
  private let options = VariationalOptions(epochs: 10, batchSize: 32, rate: 0.05)

  private func anchored(_ anchor: FieldAnchor, gamma: Double = 1) -> VariationalOptions {
    VariationalOptions(epochs: 3, batchSize: 32, rate: 0.05, anchor: anchor, gamma: gamma)
  }

  @Test(
    "training lowers the loss, and the network answers right however it is read", arguments: Readout.allCases)
  func learns(reading: Readout) throws {
    let task = clusters(1)
    let (network, history) = try variationalNetwork().trained(
      on: task, options: options, stream: stream(1), in: Work())
    let losses = try #require(history.columns.first { $0.name == "loss" }).values
    #expect(losses.count == 10 && losses[9] < 0.3 * losses[0])
    let evaluation = try network.evaluation(on: task, reading: reading, stream: stream(2), in: Work())
    #expect(evaluation.accuracy > 0.95 && evaluation.loss < 0.5)
    #expect(try variationalNetwork().accuracy(on: task, reading) < 0.8)
  }

  @Test("the same stream gives the same bits on any number of threads, another one others")
  func reproducible() throws {
    // Wide enough for several parts, and a last batch that is smaller.
    let task = clusters(1, count: 77, features: 300)
    let network = try variationalNetwork([300, 260, 140, 3])
    let once = try network.trained(on: task, anchored(.step))
    for threads in [2, 5] {
      #expect(try network.trained(on: task, anchored(.step), threads: threads).fields == once.fields)
    }
    #expect(try network.trained(on: task, anchored(.step), 703).fields != once.fields)
    for reading in Readout.allCases {
      let found = try [1, 3].map { threads in
        try once.evaluation(on: task, reading: reading, stream: stream(9), in: Work(threads: threads))
      }
      #expect(found[0] == found[1])
    }
  }

  @Test("the previous network is that when the last training on a different task ended")
  func previous() throws {
    let (a, b) = (clusters(1), clusters(2))
    let start = try variationalNetwork()
    #expect(throws: LearningError.noPreviousTask) { try start.trained(on: a, anchored(.previous)) }
    let afterA = try start.trained(on: a, options)
    #expect(throws: LearningError.noPreviousTask) { try afterA.trained(on: a, anchored(.previous)) }
    let afterB = try afterA.trained(on: b, anchored(.previous))
    #expect(try afterB.fields == afterA.trained(on: b, anchored(.network(afterA))).fields)
    #expect(
      try afterB.trained(on: b, anchored(.previous)).fields
        == afterB.trained(on: b, anchored(.network(afterA))).fields)
  }

  @Test("an anchor of no weight is none", arguments: [true, false])
  func noWeight(isStep: Bool) throws {
    let task = clusters(1)
    let network = try variationalNetwork()
    let anchor = isStep ? FieldAnchor.step : .network(network)
    #expect(
      try network.trained(on: task, anchored(anchor, gamma: 0)).fields
        == network.trained(on: task, anchored(.none)).fields)
  }

  /// Adam's 30 steps of 0.05 carry a field at most 1.5 far: to zero, for most, under a pull that outweighs the loss.
  @Test("a strong prior leaves the weights undecided")
  func prior() throws {
    let task = clusters(1)
    func variance(_ anchor: FieldAnchor, _ gamma: Double) throws -> Double {
      let variances = try variationalNetwork().trained(on: task, anchored(anchor, gamma: gamma)).variances
      return variances.joined().reduce(0) { $0 + Double($1) } / Double(20 * 30 + 30 * 3)
    }
    #expect(try variance(.prior, 1e6) > 0.9)
    #expect(try variance(.none, 1) < 0.8)
  }

  @Test("the anchor of the previous network protects its task")
  func protection() throws {
    let (a, b) = (clusters(1), clusters(2))
    let afterA = try variationalNetwork().trained(on: a, options)
    let free = try afterA.trained(on: b, options).accuracy(on: a)
    var strong = options
    (strong.anchor, strong.gamma) = (.previous, 1000)
    #expect(try afterA.trained(on: b, strong).accuracy(on: a) > max(free, 0.9))
  }

  @Test("the gain follows its schedule, and stays with the network")
  func gains() throws {
    let task = clusters(1)
    var annealed = options
    (annealed.epochs, annealed.gains) = (3, [1, 2, 4])
    let (network, history) = try variationalNetwork().trained(
      on: task, options: annealed, stream: stream(1), in: Work())
    #expect(network.gain == 4)
    #expect(try #require(history.columns.first { $0.name == "gain" }).values == [1, 2, 4])
    #expect(network.variances[0][7] == fieldMoments(4 * network.fields[0][7]).variance)
  }

  @Test("after each epoch the network so far can be had")
  func afterEpoch() throws {
    let task = clusters(1)
    var snapshots: [VariationalNetwork] = []
    let network = try variationalNetwork().trained(
      on: task, options: anchored(.none), stream: stream(1), in: Work()
    ) { training in
      snapshots.append(training.network)
      #expect(training.epoch == snapshots.count && training.history.columns[0].values.count == training.epoch)
    }.network
    #expect(snapshots.count == 3 && snapshots[2].fields == network.fields)
    #expect(snapshots[0].fields != snapshots[1].fields)
  }

  @Test("a training taken up from a checkpoint goes on bit by bit", arguments: [true, false])
  func checkpoints(isStep: Bool) throws {
    let (a, b) = (clusters(1), clusters(2))
    let afterA = try variationalNetwork().trained(on: a, options)
    var annealed = anchored(isStep ? .step : .previous)
    annealed.gains = [1, 2, 3]
    var checkpoints: [VariationalCheckpoint] = []
    let whole = try afterA.trained(on: b, options: annealed, stream: stream(1), in: Work()) { training in
      checkpoints.append(training.checkpoint)
    }
    for checkpoint in checkpoints {
      let rest = try checkpoint.resumed(on: b, options: annealed, stream: stream(1), in: Work(threads: 2))
      #expect(rest.network.fields == whole.network.fields && rest.network.gain == 3)
      #expect(rest.history.columns.map(\.values) == whole.history.columns.map(\.values))
      #expect(rest.network.posterior(before: b.identity)?.fields == afterA.fields)
    }
  }

  @Test("training that diverges stops and says where")
  func divergence() throws {
    let task = clusters(1)
    var wild = options
    wild.rate = 3e38
    #expect(throws: LearningError.diverged(epoch: 1, batch: 1)) {
      try variationalNetwork().trained(on: task, wild)
    }
    let broken = withBrokenInput(task)
    #expect { try variationalNetwork().trained(on: broken, options) } throws: {
      if case .diverged(epoch: 1, batch: _) = $0 as? LearningError { true } else { false }
    }
  }

  @Test("training can be interrupted, and reports every epoch until then")
  func interruption() throws {
    let task = clusters(1)
    let cancellation = Cancellation()
    let work = Work(threads: 2, cancellation: cancellation) { progress in
      #expect(progress.label == "train" && progress.total == 1_000_000 && progress.done <= 3)
      if progress.done == 3 { cancellation.request() }
    }
    #expect(throws: Interruption.self) {
      try variationalNetwork().trained(
        on: task, options: VariationalOptions(epochs: 1_000_000), stream: stream(4), in: work)
    }
  }

  @Test("tasks, widths and options that make no sense are refused with a fact")
  func refusals() throws {
    let task = clusters(1)
    #expect(throws: LearningError.sizesDiffer(network: 19, task: 20)) {
      try variationalNetwork([19, 3]).trained(on: task, options)
    }
    #expect(throws: LearningError.classesDiffer(network: 2, task: 3)) {
      try variationalNetwork([20, 2]).trained(on: task, options)
    }
    #expect(throws: LearningError.widthsDiffer(network: [20, 30, 3], anchor: [20, 3])) {
      try variationalNetwork().trained(on: task, anchored(.network(variationalNetwork([20, 3]))))
    }
    let empty = LabelledExamples(inputs: [], inputCount: 20, labels: [])
    #expect(throws: LearningError.noPatterns) { try variationalNetwork().trained(on: empty, options) }
    for widths in [[], [3], [3, 0], [3, -1, 2]] {
      #expect(throws: LearningError.self) { try variationalNetwork(widths) }
    }
    #expect(throws: MemoryShortage.self) { try variationalNetwork([1 << 24, 1 << 24]) }
    #expect(throws: LearningError.self) { try variationalNetwork(gain: 0) }
    #expect(throws: LearningError.invalid("expected [600, 90] fields, found [600]")) {
      try VariationalNetwork(widths: [20, 30, 3], gain: 1, fields: [Array(repeating: 0, count: 600)])
    }
    let start = VariationalCheckpoint(beginning: try variationalNetwork())
    let cut = VariationalCheckpoint(
      network: start.network, epoch: 0, history: start.history, optimizers: [start.optimizers[0]],
      lastPulls: start.lastPulls)
    #expect(throws: LearningError.self) {
      try cut.resumed(on: task, options: options, stream: stream(), in: Work())
    }
    let bad = [
      VariationalOptions(epochs: -1), VariationalOptions(epochs: 1, batchSize: 0),
      VariationalOptions(epochs: 1, rate: 0), VariationalOptions(epochs: 1, rate: .nan),
      VariationalOptions(epochs: 2, gains: [1]), VariationalOptions(epochs: 1, gains: [-1]),
      VariationalOptions(epochs: 1, anchor: .prior, gamma: -1),
    ]
    for options in bad {
      #expect(throws: LearningError.self) { try variationalNetwork().trained(on: task, options) }
    }
  }
}
