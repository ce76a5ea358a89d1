/// The course of a training: equally long columns of numbers, a row per recorded epoch.
package struct TrainingHistory: Sendable {
  package struct Column: Sendable {
    package let name: String
    package fileprivate(set) var values: [Double] = []
  }

  package private(set) var columns = ["epoch", "loss", "qd", "r", "p", "error"].map { Column(name: $0) }

  /// Adds a row: the loss per pattern seen in that epoch, and the order parameters after it.
  mutating func record(epoch: Int, loss: Double, _ parameters: BinaryPerceptron.OrderParameters) {
    let row = [Double(epoch), loss, parameters.qd, parameters.r, parameters.p, parameters.error]
    for (index, value) in row.enumerated() { columns[index].values.append(value) }
  }
}
