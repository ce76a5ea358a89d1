import Execution
import RandomStreams
import Tensors

extension VariationalNetwork {
  /// The network after training on a task by the variational rule, and the course of the training.
  ///
  /// A step follows the gradient of the loss −Σ ln ŷ, summed over its batch, and that of the divergence from the anchor, with the
  /// weight gamma · (examples in the batch)/P, or gamma for the anchor `step`. In an epoch every example is seen once, in an order
  /// drawn from `stream`, as is the noise. The optimizer, Adam with β₁ 0.9 and β₂ 0.99, starts afresh. After each epoch
  /// `afterEpoch` gets its number, from 1, and the network.
  ///
  /// The history has the gain, the mean loss and the fraction of right answers of each epoch's passes, and the mean variance.
  ///
  /// Li, Huang, Zou and Huang, Phys. Rev. E 108, 014309 (2023). Throws `LearningError`, `MemoryShortage`, whatever `afterEpoch`
  /// throws, and `Interruption` when `work` is cancelled.
  package func trained(
    on task: LabelledInputs, options: VariationalOptions, stream: RandomStream, in work: Work,
    afterEpoch: ((_ epoch: Int, _ network: VariationalNetwork) throws -> Void)? = nil
  ) throws -> (network: VariationalNetwork, history: TrainingHistory) {
    try options.check()
    try task.check(against: widths)
    let pull = try pull(of: options, on: task)
    let memory = Memory(task: task.identity, posteriorBefore: posterior(before: task.identity))
    let batchSize = min(options.batchSize, task.count)
    try checkMemory(batchSize: batchSize)

    return try work.withTeam { team in
      var gain = gain
      var history = TrainingHistory()
      var shuffling = stream.split(0)
      var order = ExampleOrder(count: task.count, batchSize: batchSize)
      var pass = VariationalPass(widths: widths, capacity: batchSize, noise: stream.split(1))
      pass.load(posterior, team: team)
      var step = VariationalStep(pass: pass, rate: options.rate, pull: pull, team: team)
      var network: VariationalNetwork {
        VariationalNetwork(widths: widths, posterior: pass.posterior(gain: gain), memory: memory)
      }

      for epoch in stride(from: 1, through: options.epochs, by: 1) {
        if let gains = options.gains, gains[epoch - 1] != gain {
          gain = gains[epoch - 1]
          pass.updateMoments(gain: gain, team: team)
        }
        order.shuffle(with: &shuffling)
        var loss = SoftmaxCrossEntropy()
        for index in 0..<order.batchCount {
          try work.checkpoint()
          let batch = order.batch(index)
          pass.begin(task, batch, team: team)
          pass.forward(team: team)
          pass.addLoss(of: task, batch, to: &loss)
          pass.backward(team: team)
          let share = Double(batch.count) / Double(task.count)
          let isFinite = step.take(pass, gain: gain, share: share, team: team)
          guard isFinite, loss.sum.isFinite else {
            throw LearningError.diverged(epoch: epoch, batch: index + 1)
          }
        }
        let mean = loss.sum / Double(task.count)
        work.report(Progress(label: "train", done: epoch, total: options.epochs, live: ("loss", mean)))
        history.record([
          "epoch": Double(epoch), "gain": gain, "loss": mean,
          "accuracy": Double(loss.correct) / Double(task.count), "variance": pass.meanVariance,
        ])
        try afterEpoch?(epoch, network)
      }
      return (network, history)
    }
  }

  private func pull(of options: VariationalOptions, on task: LabelledInputs) throws -> Pull? {
    func towards(_ reference: Posterior) -> Pull {
      let gain = Float(reference.gain)
      let scaled = reference.fields.map { layer in FloatBuffer(layer.map { gain * $0 }) }
      return Pull(reference: .scaledFields(scaled), gamma: Float(options.gamma))
    }
    switch options.anchor {
    case .none: return nil
    case .prior: return Pull(reference: .zero, gamma: Float(options.gamma))
    case .step:
      let zeros = fields.map { FloatBuffer(count: $0.count) }
      return Pull(reference: .lastStep(zeros), gamma: Float(options.gamma))
    case .previous:
      guard let reference = posterior(before: task.identity) else { throw LearningError.noPreviousTask }
      return towards(reference)
    case .network(let reference):
      guard reference.widths == widths else {
        throw LearningError.widthsDiffer(network: widths, anchor: reference.widths)
      }
      return towards(reference.posterior)
    }
  }

  /// Throws `MemoryShortage` where weights, their optimizer and a batch do not fit.
  func checkMemory(batchSize: Int) throws {
    let weights = fields.reduce(0) { $0 + $1.count }
    let (units, overflow) = batchSize.multipliedReportingOverflow(by: widths.reduce(0, +))
    try Execution.Memory.require(bytes: overflow ? .max : weights * 6 + units * 5, each: 4)
  }
}
