import Execution
import RandomStreams

extension BinaryPerceptron {
  /// The network after training on a task by the variational rule, and the course of the training.
  ///
  /// A step follows the gradient of the loss summed, not averaged, over its batch, plus that of the divergence from the
  /// anchor with the weight gamma · (patterns in the batch)/P: an epoch sees each of them with its full weight. In an epoch
  /// every pattern is seen once, in an order drawn from `stream`. The optimizer starts afresh. Where q_d is held, all fields are scaled by
  /// one factor after every step. `afterEpoch` is called at the end of each epoch.
  ///
  /// Throws `LearningError`, whatever `afterEpoch` throws, and `Interruption` when `work` is cancelled.
  package func trained(
    on task: TeacherTask, options: TrainingOptions, stream: RandomStream, in work: Work,
    afterEpoch: (PerceptronCheckpoint) throws -> Void = { _ in }
  ) throws -> (network: BinaryPerceptron, history: TrainingHistory) {
    try PerceptronCheckpoint(beginning: self, options.optimizer).resumed(
      on: task, options: options, stream: stream, in: work, afterEpoch: afterEpoch)
  }
}

extension PerceptronCheckpoint {
  /// The rest of a training, bit by bit as it would have gone on: with the same task, options and stream.
  package func resumed(
    on task: TeacherTask, options: TrainingOptions, stream: RandomStream, in work: Work,
    afterEpoch: (PerceptronCheckpoint) throws -> Void = { _ in }
  ) throws -> (network: BinaryPerceptron, history: TrainingHistory) {
    try work.withTeam { team in
      try resumed(
        on: task, options: options, stream: stream, team: team, in: work, afterEpoch: afterEpoch)
    }
  }

  private func resumed(
    on task: TeacherTask, options: TrainingOptions, stream: RandomStream, team: Team, in work: Work,
    afterEpoch: (PerceptronCheckpoint) throws -> Void
  ) throws -> (network: BinaryPerceptron, history: TrainingHistory) {
    try options.check()
    for task in [task] + options.comparedTasks { try network.checkSize(of: task) }
    guard task.patternCount > 0 else { throw LearningError.noPatterns }
    try check(options.optimizer)
    let gain = network.gain
    let divergence = try network.reference(of: options.anchor, on: task).map(Divergence.init)
    let patternCount = Double(task.patternCount)
    let recordEvery = options.recordEvery ?? TrainingHistory.interval(epochs: options.epochs)
    let memory = BinaryPerceptron.Memory(task: task.identity, fieldsBefore: network.fields(before: task))

    var fields = network.fields
    var batches = try Batches(of: task.examples(in: work), size: options.batchSize, in: work)
    var likelihood = ExpectedLogLikelihood(fields: fields, gain: gain, team: team)
    var optimization = options.optimizer.resumed(
      optimizer, rate: options.rate ?? options.optimizer.defaultRate(gain: gain), decay: options.decay)
    var history = history

    var trained: BinaryPerceptron { BinaryPerceptron(fields: fields, gain: gain, memory: memory) }
    func record(_ epoch: Int, loss: Double) throws {
      try history.record(
        epoch: epoch, loss: loss, try trained.orderParameters(with: task),
        others: try options.comparedTasks.map(trained.orderParameters))
    }
    if epoch == 0 {
      let loss = try likelihood.value(at: fields, on: batches.examples, in: work)
      try record(0, loss: loss / patternCount)
    }
    for epoch in stride(from: epoch + 1, through: options.epochs, by: 1) {
      batches.deal(epoch: epoch, from: stream)
      var loss = 0.0
      let held = try options.heldSelfOverlap?(epoch)
      if let held, !(held > 0 && held < 1) {
        throw LearningError.invalid("q_d is held between 0 and 1, found \(held) in epoch \(epoch)")
      }
      for index in 0..<batches.count {
        try work.checkpoint()
        let batch = try batches.batch(index, in: work)
        loss += try likelihood.evaluate(at: fields, on: batch, in: work)
        divergence?.addGradient(
          at: fields, moments: likelihood.moments,
          weight: options.gamma * Double(batch.examples.rows) / patternCount, to: &likelihood.gradient)
        optimization.update(&fields, along: likelihood.gradient)
        if let held { HeldSelfOverlap.scale(&fields, gain: gain, to: held) }
        guard loss <= ExpectedLogLikelihood.greatestValue, laneSum(fields).isFinite else {
          throw LearningError.diverged(epoch: epoch, batch: index + 1)
        }
      }
      loss /= patternCount
      work.report(Progress(label: "train", done: epoch, total: options.epochs, live: ("loss", loss)))
      if epoch % recordEvery == 0 || epoch == options.epochs { try record(epoch, loss: loss) }
      try afterEpoch(
        PerceptronCheckpoint(
          network: trained, epoch: epoch, history: history, optimizer: optimization.state))
    }
    return (trained, history.thinned(toEvery: recordEvery))
  }
}

extension BinaryPerceptron {
  /// θ_ref of an anchor; `nil` for `none`.
  fileprivate func reference(of anchor: Anchor, on task: TeacherTask) throws -> [Double]? {
    switch anchor {
    case .none: return nil
    case .prior: return Array(repeating: 0, count: n)
    case .previous:
      guard let fields = fields(before: task) else { throw LearningError.noPreviousTask }
      return fields
    case .fields(let reference):
      guard reference.count == n else {
        throw LearningError.anchorSize(network: n, anchor: reference.count)
      }
      return reference
    }
  }
}
