import RandomStreams

/// A training of a perceptron between two epochs: all that the next epoch depends on, besides the task, the options and the stream.
package struct PerceptronCheckpoint: TrainingCheckpoint {
  package let network: BinaryPerceptron
  package let epoch: Int
  package let history: TrainingHistory
  package let optimizer: Optimizer.State

  init(network: BinaryPerceptron, epoch: Int, history: TrainingHistory, optimizer: Optimizer.State) {
    (self.network, self.epoch, self.history) = (network, epoch, history)
    self.optimizer = optimizer
  }

  /// Before the first epoch.
  package init(beginning network: BinaryPerceptron, _ optimizer: Optimizer) {
    self.init(
      network: network, epoch: 0, history: TrainingHistory(), optimizer: optimizer.start(count: network.n))
  }

  /// Throws `LearningError.invalid` where the numbers are not those of the network's fields.
  func check(_ rule: Optimizer) throws(LearningError) {
    let expected = rule.start(count: network.n).averages.map(\.count)
    let found = optimizer.averages.map(\.count)
    try require(found == expected, "expected \(expected) numbers of a checkpoint, found \(found)")
  }
}

extension PerceptronCheckpoint {
  private static let (step, averages) = ("training.step", "training.average")

  package var tensors: SafeTensors {
    SavedNetwork.perceptron(network).tensors.with { tensors in
      tensors.add(history, through: epoch)
      tensors.texts[Self.step] = "\(optimizer.step)"
      for (index, numbers) in optimizer.averages.enumerated() {
        tensors.add(numbers, "\(Self.averages)\(index + 1)")
      }
    }
  }

  package init(_ tensors: SafeTensors) throws {
    guard case .perceptron(let network) = try SavedNetwork(tensors) else {
      throw tensors.error("expected a perceptron")
    }
    var averages: [[Double]] = []
    while case let name = "\(Self.averages)\(averages.count + 1)", tensors.contains(name) {
      averages.append(try tensors.doubles(name))
    }
    self.init(
      network: network, epoch: try tensors.trainedEpochs(), history: try tensors.trainingHistory(),
      optimizer: Optimizer.State(step: try tensors.count(Self.step), averages: averages))
  }
}

extension BinaryPerceptron {
  /// What tells its training on a task from others.
  package func trainingIdentity(on task: TeacherTask, options: TrainingOptions, stream: RandomStream) throws
    -> TrainingIdentity
  {
    let rate = options.rate ?? options.optimizer.defaultRate(gain: gain)
    let held = try options.heldSelfOverlap.map { held in
      try stride(from: 1, through: options.epochs, by: 1).map(held)
    }
    return TrainingIdentity(
      network: .perceptron(self), task: task.hash(into:), stream: stream,
      options: [
        ("batch", "\(min(options.batchSize ?? .max, task.patternCount))"), ("rate", "\(rate)"),
        ("optimizer", options.optimizer.name), ("decay", "\(options.decay)"),
        ("anchor", options.anchor.identity), ("gamma", "\(options.gamma)"),
        (
          "also", TrainingIdentity.text { hasher in options.comparedTasks.forEach { $0.hash(into: &hasher) } }
        ),
      ], schedule: ("hold", held))
  }
}

extension Anchor {
  fileprivate var identity: String {
    switch self {
    case .none: "none"
    case .prior: "prior"
    case .previous: "previous"
    case .fields(let fields): TrainingIdentity.text { $0.combine(elements: fields) }
    }
  }
}

extension Optimizer {
  fileprivate var name: String {
    switch self {
    case .sgd(let momentum): "sgd with momentum \(momentum)"
    case .adam: "adam"
    }
  }
}
