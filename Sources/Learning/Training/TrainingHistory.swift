/// The course of a training: equally long columns of numbers, a row per recorded epoch.
package struct TrainingHistory: Sendable {
  package struct Column: Sendable {
    package let name: String
    package fileprivate(set) var values: [Double] = []
  }

  package private(set) var columns: [Column] = []

  /// Adds a row; all rows have the same names.
  mutating func record(_ row: KeyValuePairs<String, Double>) {
    if columns.isEmpty { columns = row.map { Column(name: $0.key) } }
    for (index, entry) in row.enumerated() { columns[index].values.append(entry.value) }
  }

  /// Adds a row: the loss per pattern seen in that epoch, and the order parameters after it.
  mutating func record(epoch: Int, loss: Double, _ parameters: BinaryPerceptron.OrderParameters) {
    record([
      "epoch": Double(epoch), "loss": loss, "qd": parameters.qd, "r": parameters.r, "p": parameters.p,
      "error": parameters.error,
    ])
  }
}
