import Execution
import Tensors

extension BinaryNetwork {
  /// Examples that are tested together, about, and share means and variances.
  static let testBatchSize = 1000

  /// How well the network answers on a task, normalized by the means and variances of batches of up to 1000 examples from all over
  /// the task.
  ///
  /// Throws `LearningError` for a task without examples or of another size, `MemoryShortage` and `Interruption`.
  package func evaluation(on task: LabelledExamples, in work: Work) throws -> Evaluation {
    try task.check(against: widths)
    let order = ExampleOrder(evenly: task.count, batchSize: Self.testBatchSize)
    let batchSize = order.batch(0).count
    try checkMemory(batchSize: batchSize)
    return try work.withTeam { team in
      var pass = BinaryPass(widths: widths, capacity: batchSize)
      pass.load(self, normalization(for: task.identity), team: team)
      var loss = SoftmaxCrossEntropy()
      for index in 0..<order.batchCount {
        try work.checkpoint()
        let batch = order.batch(index)
        pass.begin(task, batch)
        pass.forward(team: team)
        pass.addLoss(of: task, batch, to: &loss)
      }
      return try Evaluation(loss, count: task.count)
    }
  }
}
