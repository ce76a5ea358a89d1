import Execution
import Testing

@testable import Learning

@Suite struct BinaryTrainingTests {
  private let options = BinaryOptions(epochs: 10, batchSize: 50, rate: 0.01)

  @Test("training lowers the loss and the network answers right")
  func learns() throws {
    let task = clusters(1)
    let (network, history) = try binaryNetwork().trained(
      on: task, options: options, stream: stream(1), in: Work())
    let losses = try #require(history.columns.first { $0.name == "loss" }).values
    #expect(losses.count == 10 && losses[9] < 0.3 * losses[0])
    #expect(try network.accuracy(on: task) > 0.95)
  }

  @Test("the same stream gives the same bits on any number of threads, another one others")
  func reproducible() throws {
    let task = clusters(1, count: 77, features: 300)
    let network = try binaryNetwork([300, 260, 140, 3])
    var elastic = options
    (elastic.epochs, elastic.protection) = (2, .elasticWeights(strength: 5, labels: .sampled))
    let once = try network.trained(on: task, elastic)
    for threads in [2, 5] {
      let again = try network.trained(on: task, elastic, threads: threads)
      #expect(again.weights == once.weights)
      #expect(again.consolidation?.stiffness == once.consolidation?.stiffness)
    }
    #expect(try network.trained(on: task, elastic, 703).weights != once.weights)
  }

  @Test("each task keeps its own normalization, or all share one")
  func scenarios() throws {
    let (a, b) = (clusters(1), clusters(2))
    for scenario in BinaryNetwork.NormalizationScenario.allCases {
      let afterA = try binaryNetwork([20, 30, 3], scenario).trained(on: a, options)
      let afterB = try afterA.trained(on: b, options)
      let keeps = afterA.normalization(for: a.identity).scales == afterB.normalization(for: a.identity).scales
      #expect(keeps == (scenario == .perTask))
      let isSame =
        afterB.normalization(for: a.identity).scales == afterB.normalization(for: b.identity).scales
      #expect(isSame == (scenario == .shared))
    }
  }

  @Test("tasks that are learned at once are not forgotten")
  func joint() throws {
    let (a, b) = (clusters(1), clusters(2))
    let joint = try LabelledExamples(joining: [a, b])
    #expect(rows(joint) == rows(a) + rows(b) && joint.labels == a.labels + b.labels)
    let network = try binaryNetwork([20, 30, 3], .shared).trained(on: joint, options)
    #expect(try network.accuracy(on: a) > 0.9 && network.accuracy(on: b) > 0.9)
    #expect(throws: LearningError.self) { try LabelledExamples(joining: []) }
    let other = clusters(3, features: 19)
    #expect(throws: LearningError.invalid("tasks of 20 and 19 inputs cannot be joined")) {
      try LabelledExamples(joining: [a, other])
    }
  }

  @Test("a task that is sorted by class is tested like a shuffled one")
  func sorted() throws {
    let task = clusters(1, count: 1500)
    let network = try binaryNetwork().trained(on: task, options)
    let order = task.labels.indices.sorted { (task.labels[$0], $0) < (task.labels[$1], $1) }
    #expect(try abs(network.accuracy(on: task.selecting(order)) - network.accuracy(on: task)) < 0.01)
  }

  @Test(
    "a training taken up from a checkpoint goes on bit by bit",
    arguments: [
      Protection.metaplasticity(m: 1), .elasticWeights(strength: 1, labels: .sampled),
      .synapticIntelligence(strength: 1, damping: 0.1),
    ])
  func checkpoints(protection: Protection) throws {
    let (a, b) = (clusters(1), clusters(2))
    let options = BinaryOptions(epochs: 3, batchSize: 50, rate: 0.01, protection: protection)
    let afterA = try binaryNetwork().trained(on: a, options)
    var checkpoints: [BinaryCheckpoint] = []
    let whole = try afterA.trained(on: b, options: options, stream: stream(1), in: Work()) { training in
      checkpoints.append(training.checkpoint)
    }
    for checkpoint in checkpoints {
      let rest = try checkpoint.resumed(on: b, options: options, stream: stream(1), in: Work(threads: 2))
      #expect(rest.network.weights == whole.network.weights)
      #expect(
        rest.network.normalization(for: b.identity).scales
          == whole.network.normalization(for: b.identity).scales)
      #expect(rest.network.consolidation?.pull == whole.network.consolidation?.pull)
      #expect(rest.history.columns.map(\.values) == whole.history.columns.map(\.values))
    }
    #expect(checkpoints.count == 3)
  }

  @Test("training that diverges stops and says where")
  func divergence() throws {
    let task = clusters(1)
    var wild = options
    wild.rate = 3e38
    #expect { try binaryNetwork().trained(on: task, wild) } throws: {
      if case .diverged(epoch: 1, batch: _) = $0 as? LearningError { true } else { false }
    }
    let broken = withBrokenInput(task)
    #expect { try binaryNetwork().trained(on: broken, options) } throws: {
      if case .diverged(epoch: 1, batch: _) = $0 as? LearningError { true } else { false }
    }
  }

  @Test("training can be interrupted")
  func interruption() throws {
    let task = clusters(1)
    let cancellation = Cancellation()
    let work = Work(threads: 2, cancellation: cancellation) { if $0.done == 3 { cancellation.request() } }
    #expect(throws: Interruption.self) {
      try binaryNetwork().trained(
        on: task, options: BinaryOptions(epochs: 1_000_000), stream: stream(4), in: work)
    }
  }

  @Test("options that make no sense are refused")
  func refusals() throws {
    let task = clusters(1)
    let start = BinaryCheckpoint(beginning: try binaryNetwork(), .none)
    let cut = BinaryCheckpoint(
      network: start.network, protection: .none, epoch: 0, history: start.history,
      weightOptimizers: start.weightOptimizers, normalizationOptimizers: [], path: nil)
    #expect(throws: LearningError.self) {
      try cut.resumed(on: task, options: options, stream: stream(), in: Work())
    }
    let bad = [
      BinaryOptions(epochs: -1), BinaryOptions(epochs: 1, batchSize: 0), BinaryOptions(epochs: 1, rate: 0),
      BinaryOptions(epochs: 1, decay: -1), BinaryOptions(epochs: 1, protection: .metaplasticity(m: -1)),
      BinaryOptions(epochs: 1, protection: .elasticWeights(strength: .nan, labels: .true)),
      BinaryOptions(epochs: 1, protection: .synapticIntelligence(strength: 1, damping: 0)),
    ]
    for options in bad {
      #expect(throws: LearningError.self) { try binaryNetwork().trained(on: task, options) }
    }
  }
}
