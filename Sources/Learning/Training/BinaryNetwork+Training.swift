import Execution
import RandomStreams
import Tensors

extension BinaryNetwork {
  /// The network after training on a task, and the course of the training.
  ///
  /// A step follows the gradient of the loss −mean ln ŷ of its batch with respect to sgn(W), applied to W as it is, by Adam with β₁
  /// 0.9 and β₂ 0.999, which starts afresh. In an epoch every example is seen once, in an order drawn from `stream`. At the end
  /// the protection, if it has springs, notes what the weights are worth to this task. After each epoch `afterEpoch` gets its
  /// number, from 1, and the network, which has not noted that yet.
  ///
  /// The history has the mean loss and the fraction of right answers of each epoch's passes. Throws `LearningError`,
  /// `MemoryShortage`, whatever `afterEpoch` throws, and `Interruption` when `work` is cancelled.
  package func trained(
    on task: LabelledInputs, options: BinaryOptions, stream: RandomStream, in work: Work,
    afterEpoch: ((_ epoch: Int, _ network: BinaryNetwork) throws -> Void)? = nil
  ) throws -> (network: BinaryNetwork, history: TrainingHistory) {
    try options.check()
    try task.check(against: widths)
    let springs = try springs(for: options.protection)
    var path: PathIntegral?
    if case .synapticIntelligence = options.protection { path = PathIntegral(from: weights) }
    let batchSize = min(options.batchSize, task.count)
    try checkMemory(batchSize: batchSize)

    return try work.withTeam { team in
      var history = TrainingHistory()
      var shuffling = stream.split(0)
      var order = ExampleOrder(count: task.count, batchSize: batchSize)
      var pass = BinaryPass(widths: widths, capacity: batchSize)
      pass.load(self, normalization(for: task.identity), team: team)
      var step = BinaryStep(pass: pass, options: options, springs: springs, path: path, team: team)

      for epoch in stride(from: 1, through: options.epochs, by: 1) {
        order.shuffle(with: &shuffling)
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
        work.report(Progress(label: "train", done: epoch, total: options.epochs, live: ("loss", mean)))
        history.record([
          "epoch": Double(epoch), "loss": mean, "accuracy": Double(loss.correct) / Double(task.count),
        ])
        if let afterEpoch { try afterEpoch(epoch, taking(pass, after: task)) }
      }
      var network = taking(pass, after: task)
      try network.consolidate(
        task, options.protection, path: path, stream: stream.split(1), team: team, in: work)
      return (network, history)
    }
  }

  /// The network with the weights of a pass, and its normalization for that task.
  private func taking(_ pass: BinaryPass, after task: LabelledInputs) -> BinaryNetwork {
    var network = self
    network.weights = pass.weights.map(\.hidden.elements)
    network.normalizations[normalizationKey(for: task.identity)] = pass.normalization
    return network
  }

  /// Throws `LearningError.invalid` where the earlier tasks were consolidated by another rule.
  private func springs(for protection: Protection) throws -> Consolidation.Springs? {
    guard let target = protection.target, let consolidation else { return nil }
    try require(
      consolidation.target == target,
      "the network protects earlier tasks by \(consolidation.target.rule), not by \(target.rule)")
    return Consolidation.Springs(consolidation)
  }

  private mutating func consolidate(
    _ task: LabelledInputs, _ protection: Protection, path: PathIntegral?, stream: RandomStream, team: Team,
    in work: Work
  ) throws {
    guard let target = protection.target else { return }
    var result = consolidation ?? Consolidation(target, weights: weights)
    switch protection {
    case .elasticWeights(let strength, let labels):
      let information = try fisherInformation(on: task, labels: labels, stream: stream, team: team, in: work)
      result.addSprings(information, strength: Float(strength), weights: weights)
    case .synapticIntelligence(let strength, let damping):
      path?.consolidate(&result, weights: weights, strength: Float(strength), damping: Float(damping))
    case .none, .metaplasticity: break
    }
    consolidation = result
  }

  /// Throws `MemoryShortage` where weights, their optimizer and a batch do not fit.
  func checkMemory(batchSize: Int) throws {
    let weightCount = weights.reduce(0) { $0 + $1.count }
    let (units, overflow) = batchSize.multipliedReportingOverflow(by: widths.reduce(0, +))
    try Memory.require(bytes: overflow ? .max : weightCount * 8 + units * 3, each: 4)
  }
}
