import Execution
import RandomStreams
import Tensors

/// What answers in the place of a network's distribution of weights.
package enum Readout: String, Sendable, Hashable, CaseIterable {
  /// The Gaussian units of training, with noise: the answers of many networks, a new one for each example.
  case noisyMeanField = "noisy"
  /// The mean weights tanh(gain · θ), without noise.
  case meanField = "mean"
  /// Weights ±1, drawn once with P(±1) = (1 ± tanh(gain · θ))/2.
  case sampled
  /// The weights sgn(θ), the most probable ones; a field of zero counts as positive.
  case signs
}

/// How well a network answers.
package struct Evaluation: Sendable, Hashable {
  /// The fraction of examples whose largest output is the right one.
  package let accuracy: Double
  /// The mean of −ln ŷ_label.
  package let loss: Double

  /// Throws `LearningError.outputsNotFinite` where what answered was no number: the largest of such outputs
  /// is as good as any.
  init(_ loss: SoftmaxCrossEntropy, count: Int) throws(LearningError) {
    guard !loss.sum.isNaN else { throw .outputsNotFinite }
    (accuracy, self.loss) = (Double(loss.correct) / Double(count), loss.sum / Double(count))
  }
}

extension VariationalNetwork {
  /// Examples that pass through the network together.
  private static let batchSize = 512

  /// How well the network answers on a task; `stream` is where noise and sampled weights come from.
  ///
  /// Throws `LearningError` for a task without examples or of another size, `MemoryShortage` and `Interruption`.
  package func evaluation(
    on task: LabelledExamples, reading: Readout, stream: RandomStream, in work: Work
  ) throws -> Evaluation {
    try task.check(against: widths)
    let isNoisy = reading == .noisyMeanField
    let batchSize = min(Self.batchSize, task.count)
    try checkMemory(batchSize: batchSize)
    return try work.withTeam { team in
      var pass = VariationalPass(widths: widths, capacity: batchSize, noise: stream.split(0))
      pass.load(posterior, team: team)
      switch reading {
      case .noisyMeanField, .meanField: break
      case .sampled: pass.sampleWeights(from: stream.split(1), team: team)
      case .signs: pass.takeSigns(team: team)
      }
      let order = ExampleOrder(count: task.count, batchSize: batchSize)
      var loss = SoftmaxCrossEntropy()
      for index in 0..<order.batchCount {
        try work.checkpoint()
        let batch = order.batch(index)
        pass.begin(task, batch, fill: isNoisy ? index : nil, team: team)
        pass.forward(isNoisy: isNoisy, team: team)
        pass.addLoss(of: task, batch, to: &loss)
      }
      return try Evaluation(loss, count: task.count)
    }
  }
}

extension VariationalPass {
  /// Puts weights drawn from their distribution in the place of their means.
  fileprivate func sampleWeights(from stream: RandomStream, team: Team) {
    for (layer, weights) in weights.enumerated() {
      let stream = stream.split(layer)
      team.run(weights.units) { unit, _ in
        var stream = stream.split(unit)
        let means = weights.means.row(unit)
        for i in 0..<weights.inputs { means[i] = 2 * stream.uniform() - 1 < Double(means[i]) ? 1 : -1 }
      }
    }
  }

  /// Puts the signs of the fields in the place of the means.
  fileprivate func takeSigns(team: Team) {
    for weights in weights {
      team.run(weights.units) { unit, _ in
        let (fields, means) = (weights.fields.row(unit), weights.means.row(unit))
        for i in 0..<weights.inputs { means[i] = fields[i] < 0 ? -1 : 1 }
      }
    }
  }
}
