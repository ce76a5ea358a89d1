import Execution
import RandomStreams
import Tensors

extension BinaryNetwork {
  /// The network after training on a task, and the course of the training.
  ///
  /// A step follows the gradient of the loss −mean ln ŷ of its batch with respect to sgn(W), applied to W as it is, by Adam with β₁
  /// 0.9 and β₂ 0.999, which starts afresh. In an epoch every example is seen once, in an order drawn from `stream`. `afterEpoch` is
  /// called at the end of each epoch. At the very end the protection notes what the weights are worth to this task.
  ///
  /// The history has the mean loss and the fraction of right answers of each epoch's passes. Throws `LearningError`,
  /// `MemoryShortage`, whatever `afterEpoch` throws, and `Interruption` when `work` is cancelled.
  package func trained(
    on task: LabelledExamples, options: BinaryOptions, stream: RandomStream, in work: Work,
    afterEpoch: (borrowing BinaryTraining) throws -> Void = { _ in }
  ) throws -> (network: BinaryNetwork, history: TrainingHistory) {
    try BinaryCheckpoint(beginning: self, options.protection).resumed(
      on: task, options: options, stream: stream, in: work, afterEpoch: afterEpoch)
  }
}

extension BinaryCheckpoint {
  /// The rest of a training, bit by bit as it would have gone on: with the same task, options and stream.
  package func resumed(
    on task: LabelledExamples, options: BinaryOptions, stream: RandomStream, in work: Work,
    afterEpoch: (borrowing BinaryTraining) throws -> Void = { _ in }
  ) throws -> (network: BinaryNetwork, history: TrainingHistory) {
    try options.check()
    try check()
    try task.check(against: network.widths)
    try network.checkMemory(batchSize: min(options.batchSize, task.count))
    let penalty = try network.penalty(for: options.protection)
    return try work.withTeam { team in
      var training = BinaryTraining(
        self, task: task, options: options, penalty: penalty, stream: stream, team: team)
      while training.epoch < options.epochs {
        let loss = try training.runEpoch(team: team, in: work)
        work.report(
          Progress(label: "train", done: training.epoch, total: options.epochs, live: ("loss", loss)))
        try afterEpoch(training)
      }
      var network = training.network
      try network.consolidate(
        task, options.protection, path: training.checkpoint.path, stream: stream.split(1), team: team,
        in: work)
      return (network, training.history)
    }
  }
}

/// A training under way, between two epochs. Its memory is written in the next one, so there is no copy of it to keep.
package struct BinaryTraining: ~Copyable {
  /// The number of epochs that have ended.
  package private(set) var epoch: Int
  package private(set) var history: TrainingHistory
  private let start: BinaryNetwork
  private let task: LabelledExamples
  private let protection: Protection
  private let stream: RandomStream
  private var order: ExampleOrder
  private var pass: BinaryPass
  private var step: BinaryStep

  fileprivate init(
    _ checkpoint: BinaryCheckpoint, task: LabelledExamples, options: BinaryOptions,
    penalty: Consolidation.QuadraticPenalty?, stream: RandomStream, team: Team
  ) {
    (start, epoch, history) = (checkpoint.network, checkpoint.epoch, checkpoint.history)
    (self.task, self.protection, self.stream) = (task, options.protection, stream)
    let batchSize = min(options.batchSize, task.count)
    order = ExampleOrder(count: task.count, batchSize: batchSize)
    pass = BinaryPass(widths: start.widths, capacity: batchSize)
    pass.load(start, start.normalization(for: task.identity), team: team)
    step = BinaryStep(checkpoint, options: options, penalty: penalty, team: team)
  }

  /// The network as it is now, which has noted nothing of this task's worth yet.
  package var network: BinaryNetwork {
    var network = start
    network.weights = pass.weights.map(\.hidden.elements)
    network.normalizations[start.normalizationKey(for: task.identity)] = pass.normalization
    return network
  }

  /// All that the rest of the training depends on.
  package var checkpoint: BinaryCheckpoint {
    BinaryCheckpoint(
      network: network, protection: protection, epoch: epoch, history: history,
      weightOptimizers: step.weightOptimizerStates,
      normalizationOptimizers: step.normalizationOptimizerStates, path: step.pathState)
  }

  /// The mean loss.
  fileprivate mutating func runEpoch(team: Team, in work: Work) throws -> Double {
    epoch += 1
    order.deal(epoch: epoch, from: stream.split(0))
    var loss = SoftmaxCrossEntropy()
    for index in 0..<order.batchCount {
      try work.checkpoint()
      let batch = order.batch(index)
      pass.begin(task, batch)
      pass.forward(team: team)
      pass.addLoss(of: task, batch, to: &loss)
      pass.backward(team: team)
      guard step.take(pass, team: team), loss.sum.isFinite else {
        throw LearningError.diverged(epoch: epoch, batch: index + 1)
      }
    }
    let mean = loss.sum / Double(task.count)
    try history.record([
      ("epoch", Double(epoch)), ("loss", mean), ("accuracy", Double(loss.correct) / Double(task.count)),
    ])
    return mean
  }
}

extension BinaryNetwork {
  /// Throws `LearningError.invalid` where the earlier tasks were consolidated by another rule.
  fileprivate func penalty(for protection: Protection) throws -> Consolidation.QuadraticPenalty? {
    guard let target = protection.target, let consolidation else { return nil }
    try require(
      consolidation.target == target,
      "the network protects earlier tasks by \(consolidation.target.rule), not by \(target.rule)")
    return Consolidation.QuadraticPenalty(consolidation)
  }

  fileprivate mutating func consolidate(
    _ task: LabelledExamples, _ protection: Protection, path: PathIntegral.State?, stream: RandomStream,
    team: Team, in work: Work
  ) throws {
    guard let target = protection.target else { return }
    var result = consolidation ?? Consolidation(target, weights: weights)
    if case .elasticWeights(let strength, let labels) = protection {
      let information = try fisherInformation(on: task, labels: labels, stream: stream, team: team, in: work)
      result.addPenalty(information, strength: Float(strength), weights: weights)
    }
    if case .synapticIntelligence(let strength, let damping) = protection, let path {
      result.addPath(path, weights: weights, strength: Float(strength), damping: Float(damping))
    }
    let isFinite = try (result.stiffness + result.pull).allSatisfy { try $0.firstNotFinite(in: work) == nil }
    try require(isFinite, "the strength of \(target.rule) is too large for numbers of single precision")
    consolidation = result
  }

  /// Throws `MemoryShortage` where weights, their optimizer and a batch do not fit.
  func checkMemory(batchSize: Int) throws {
    let weightCount = weights.reduce(0) { $0 + $1.count }
    let (units, overflow) = batchSize.multipliedReportingOverflow(by: widths.reduce(0, +))
    try Memory.require(bytes: overflow ? .max : weightCount * 8 + units * 3, each: 4)
  }
}
