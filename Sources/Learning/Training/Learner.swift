import Execution
import RandomStreams

/// A network together with the rule by which it learns one task after another.
package protocol Learner: Sendable {
  /// Passes over the examples of each training.
  var epochs: Int { get }
  /// The variances of each layer's weights; empty where weights have none.
  var variances: [[Float]] { get }
  /// As it learns all tasks at once, which then are one.
  var joint: Self { get }

  /// The learner after training number `index`, from 0. `observe` is called with what it is after every `interval` epochs, and after
  /// the last one.
  ///
  /// Throws `LearningError`, `MemoryShortage`, whatever `observe` throws, and `Interruption`.
  func trained(
    on task: LabelledExamples, training index: Int, interval: Int, stream: RandomStream, in work: Work,
    observe: (_ epoch: Int, _ learner: Self) throws -> Void
  ) throws -> Self

  /// The fraction of right answers.
  func accuracy(on task: LabelledExamples, stream: RandomStream, in work: Work) throws -> Double
}

/// A network of layers that learns by the variational rule.
package struct VariationalLearner: Learner {
  package let network: VariationalNetwork
  /// Each training's, but for the gains, which are those of all epochs of all trainings. In the first training the anchor `previous`
  /// is none.
  package let options: VariationalOptions
  package let reading: Readout

  package init(network: VariationalNetwork, options: VariationalOptions, reading: Readout) {
    (self.network, self.options, self.reading) = (network, options, reading)
  }

  package var epochs: Int { options.epochs }
  package var variances: [[Float]] { network.variances }
  package var joint: VariationalLearner { self }

  private func with(_ network: VariationalNetwork) -> VariationalLearner {
    VariationalLearner(network: network, options: options, reading: reading)
  }

  package func trained(
    on task: LabelledExamples, training index: Int, interval: Int, stream: RandomStream, in work: Work,
    observe: (Int, VariationalLearner) throws -> Void
  ) throws -> VariationalLearner {
    var options = options
    options.gains = options.gains.map { Array($0.dropFirst(index * epochs).prefix(epochs)) }
    if case .previous = options.anchor, index == 0 { options.anchor = .none }
    let trained = try network.trained(on: task, options: options, stream: stream, in: work) { training in
      guard isObserved(training.epoch, every: interval) else { return }
      try observe(training.epoch, with(training.network))
    }
    return with(trained.network)
  }

  package func accuracy(on task: LabelledExamples, stream: RandomStream, in work: Work) throws -> Double {
    try network.evaluation(on: task, reading: reading, stream: stream, in: work).accuracy
  }
}

/// A binary network that learns by straight-through gradients, whatever protects it.
package struct BinaryLearner: Learner {
  package let network: BinaryNetwork
  package let options: BinaryOptions

  package init(network: BinaryNetwork, options: BinaryOptions) {
    (self.network, self.options) = (network, options)
  }

  package var epochs: Int { options.epochs }
  package var variances: [[Float]] { [] }
  package var joint: BinaryLearner {
    BinaryLearner(network: network.sharingNormalization, options: options)
  }

  package func trained(
    on task: LabelledExamples, training index: Int, interval: Int, stream: RandomStream, in work: Work,
    observe: (Int, BinaryLearner) throws -> Void
  ) throws -> BinaryLearner {
    let trained = try network.trained(on: task, options: options, stream: stream, in: work) { training in
      guard isObserved(training.epoch, every: interval) else { return }
      try observe(training.epoch, BinaryLearner(network: training.network, options: options))
    }
    return BinaryLearner(network: trained.network, options: options)
  }

  package func accuracy(on task: LabelledExamples, stream: RandomStream, in work: Work) throws -> Double {
    try network.evaluation(on: task, in: work).accuracy
  }
}

extension Learner {
  fileprivate func isObserved(_ epoch: Int, every interval: Int) -> Bool {
    epoch % interval == 0 || epoch == epochs
  }
}
