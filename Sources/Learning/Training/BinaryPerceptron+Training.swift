import Execution
import RandomStreams

extension BinaryPerceptron {
  /// The network after training on a task by the variational rule, and the course of the training.
  ///
  /// A step follows the gradient of the loss summed, not averaged, over its batch, plus that of the divergence from the
  /// anchor with the weight gamma · (patterns in the batch)/P: an epoch sees each of them with its full weight. In an epoch
  /// every pattern is seen once, in an order drawn from `stream`. The optimizer starts afresh. Where q_d is held, all fields are scaled by
  /// one factor after every step.
  ///
  /// Throws `LearningError`, and `Interruption` when `work` is cancelled; before that, `whenInterrupted` gets the network after the last
  /// epoch that was finished.
  package func trained(
    on task: TeacherTask, options: TrainingOptions, stream: RandomStream, in work: Work,
    whenInterrupted: (BinaryPerceptron) -> Void = { _ in }
  ) throws -> (network: BinaryPerceptron, history: TrainingHistory) {
    try work.withTeam { team in
      try trained(
        on: task, options: options, stream: stream, team: team, in: work, whenInterrupted: whenInterrupted)
    }
  }

  private func trained(
    on task: TeacherTask, options: TrainingOptions, stream: RandomStream, team: Team, in work: Work,
    whenInterrupted: (BinaryPerceptron) -> Void
  ) throws -> (network: BinaryPerceptron, history: TrainingHistory) {
    try options.check()
    try checkSize(of: task)
    guard task.patternCount > 0 else { throw LearningError.noPatterns }
    let divergence = try reference(of: options.anchor, on: task).map(Divergence.init)
    let patternCount = Double(task.patternCount)
    let recordEvery = options.recordEvery ?? max(1, options.epochs / 200)
    let memory = Memory(task: task.identity, fieldsBefore: fields(before: task))

    var stream = stream
    var fields = fields
    var batches = try Batches(of: task.examples(in: work), size: options.batchSize, in: work)
    var likelihood = ExpectedLogLikelihood(fields: fields, gain: gain, team: team)
    var optimization = options.optimizer.start(
      count: n, rate: options.rate ?? options.optimizer.defaultRate(gain: gain), decay: options.decay)
    var history = TrainingHistory()

    var network: BinaryPerceptron { BinaryPerceptron(fields: fields, gain: gain, memory: memory) }
    let firstLoss = try likelihood.value(at: fields, on: batches.examples, in: work)
    history.record(epoch: 0, loss: firstLoss / patternCount, try network.orderParameters(with: task))

    var finished: [Double]?
    defer {
      if work.isCancelled, let finished {
        whenInterrupted(BinaryPerceptron(fields: finished, gain: gain, memory: memory))
      }
    }
    for epoch in stride(from: 1, through: options.epochs, by: 1) {
      batches.shuffle(with: &stream)
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
      finished = fields
      work.report(Progress(label: "train", done: epoch, total: options.epochs, live: ("loss", loss)))
      if epoch % recordEvery == 0 || epoch == options.epochs {
        history.record(epoch: epoch, loss: loss, try network.orderParameters(with: task))
      }
    }
    return (network, history)
  }

  /// θ_ref of an anchor; `nil` for `none`.
  private func reference(of anchor: Anchor, on task: TeacherTask) throws -> [Double]? {
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
