import Execution
import RandomStreams
import Tensors

extension VariationalNetwork {
  /// The network after training on a task by the variational rule, and the course of the training.
  ///
  /// A step follows the gradient of the loss −Σ ln ŷ, summed over its batch, and that of the divergence from the anchor, with the
  /// weight gamma · (examples in the batch)/P, or gamma for the anchor `step`. In an epoch every example is seen once, in an order
  /// drawn from `stream`, as is the noise. The optimizer, Adam with β₁ 0.9 and β₂ 0.99, starts afresh. `afterEpoch` is called at the
  /// end of each epoch.
  ///
  /// The history has the gain, the mean loss and the fraction of right answers of each epoch's passes, and the mean variance.
  ///
  /// Li, Huang, Zou and Huang, Phys. Rev. E 108, 014309 (2023). Throws `LearningError`, `MemoryShortage`, whatever `afterEpoch`
  /// throws, and `Interruption` when `work` is cancelled.
  package func trained(
    on task: LabelledExamples, options: VariationalOptions, stream: RandomStream, in work: Work,
    afterEpoch: (borrowing VariationalTraining) throws -> Void = { _ in }
  ) throws -> (network: VariationalNetwork, history: TrainingHistory) {
    try VariationalCheckpoint(beginning: self).resumed(
      on: task, options: options, stream: stream, in: work, afterEpoch: afterEpoch)
  }
}

extension VariationalCheckpoint {
  /// The rest of a training, bit by bit as it would have gone on: with the same task, options and stream.
  package func resumed(
    on task: LabelledExamples, options: VariationalOptions, stream: RandomStream, in work: Work,
    afterEpoch: (borrowing VariationalTraining) throws -> Void = { _ in }
  ) throws -> (network: VariationalNetwork, history: TrainingHistory) {
    try options.check()
    try check()
    try task.check(against: network.widths)
    try network.checkMemory(batchSize: min(options.batchSize, task.count))
    return try work.withTeam { team in
      var training = try VariationalTraining(self, task: task, options: options, stream: stream, team: team)
      while training.epoch < options.epochs {
        let loss = try training.runEpoch(team: team, in: work)
        work.report(
          Progress(label: "train", done: training.epoch, total: options.epochs, live: ("loss", loss)))
        try afterEpoch(training)
      }
      return (training.network, training.history)
    }
  }
}

/// A training under way, between two epochs. Its memory is written in the next one, so there is no copy of it to keep.
package struct VariationalTraining: ~Copyable {
  /// The number of epochs that have ended.
  package private(set) var epoch: Int
  package private(set) var history: TrainingHistory
  private let start: VariationalNetwork
  private let task: LabelledExamples
  private let options: VariationalOptions
  private let stream: RandomStream
  private var gain: Double
  private var order: ExampleOrder
  private var pass: VariationalPass
  private var step: VariationalStep

  fileprivate init(
    _ checkpoint: VariationalCheckpoint, task: LabelledExamples, options: VariationalOptions,
    stream: RandomStream, team: Team
  ) throws {
    (start, epoch, history) = (checkpoint.network, checkpoint.epoch, checkpoint.history)
    (self.task, self.options, self.stream) = (task, options, stream)
    gain = start.gain
    let batchSize = min(options.batchSize, task.count)
    order = ExampleOrder(count: task.count, batchSize: batchSize)
    pass = VariationalPass(widths: start.widths, capacity: batchSize, noise: stream.split(1))
    pass.load(start.posterior, team: team)
    step = VariationalStep(
      widths: start.widths, rate: options.rate, optimizers: checkpoint.optimizers,
      pull: try Pull(options, on: task, from: checkpoint), team: team)
  }

  /// The network as it is now.
  package var network: VariationalNetwork {
    VariationalNetwork(
      widths: start.widths, posterior: pass.posterior(gain: gain),
      memory: VariationalNetwork.Memory(
        task: task.identity, posteriorBefore: start.posterior(before: task.identity)))
  }

  /// All that the rest of the training depends on.
  package var checkpoint: VariationalCheckpoint {
    VariationalCheckpoint(
      network: network, epoch: epoch, history: history, optimizers: step.optimizerStates,
      lastPulls: step.lastPulls ?? start.fields.map { Array(repeating: 0, count: $0.count) })
  }

  /// The mean loss.
  fileprivate mutating func runEpoch(team: Team, in work: Work) throws -> Double {
    epoch += 1
    if let gains = options.gains, gains[epoch - 1] != gain {
      gain = gains[epoch - 1]
      pass.updateMoments(gain: gain, team: team)
    }
    order.deal(epoch: epoch, from: stream.split(0))
    var loss = SoftmaxCrossEntropy()
    for index in 0..<order.batchCount {
      try work.checkpoint()
      let batch = order.batch(index)
      pass.begin(task, batch, fill: (epoch - 1) * order.batchCount + index, team: team)
      pass.forward(team: team)
      pass.addLoss(of: task, batch, to: &loss)
      pass.backward(team: team)
      let share = Double(batch.count) / Double(task.count)
      guard step.take(pass, gain: gain, share: share, team: team), loss.sum.isFinite else {
        throw LearningError.diverged(epoch: epoch, batch: index + 1)
      }
    }
    let mean = loss.sum / Double(task.count)
    try history.record([
      ("epoch", Double(epoch)), ("gain", gain), ("loss", mean),
      ("accuracy", Double(loss.correct) / Double(task.count)), ("variance", pass.meanVariance),
    ])
    return mean
  }
}

extension Pull {
  /// What the anchor of a training pulls towards; `nil` where there is none.
  fileprivate init?(
    _ options: VariationalOptions, on task: LabelledExamples, from checkpoint: VariationalCheckpoint
  ) throws {
    func scaled(_ reference: VariationalNetwork.Posterior) -> Reference {
      let gain = Float(reference.gain)
      return .scaledFields(reference.fields.map { layer in FloatBuffer(layer.map { gain * $0 }) })
    }
    let network = checkpoint.network
    gamma = Float(options.gamma)
    switch options.anchor {
    case .none: return nil
    case .prior: reference = .zero
    case .step: reference = .lastStep(checkpoint.lastPulls.map { FloatBuffer($0) })
    case .previous:
      guard let before = network.posterior(before: task.identity) else { throw LearningError.noPreviousTask }
      reference = scaled(before)
    case .network(let other):
      guard other.widths == network.widths else {
        throw LearningError.widthsDiffer(network: network.widths, anchor: other.widths)
      }
      reference = scaled(other.posterior)
    }
  }
}

extension VariationalNetwork {
  /// Throws `MemoryShortage` where weights, their optimizer and a batch do not fit.
  func checkMemory(batchSize: Int) throws {
    let weights = fields.reduce(0) { $0 + $1.count }
    let (units, overflow) = batchSize.multipliedReportingOverflow(by: widths.reduce(0, +))
    try Execution.Memory.require(bytes: overflow ? .max : weights * 6 + units * 5, each: 4)
  }
}
