/// The course of a training: equally long columns of numbers, a row per recorded epoch.
package struct TrainingHistory: Sendable {
  package struct Column: Sendable {
    package let name: String
    package fileprivate(set) var values: [Double] = []
  }

  package private(set) var columns: [Column] = []

  init() {}

  /// Throws `LearningError.invalid` for columns of different lengths.
  package init(_ columns: [(name: String, values: [Double])]) throws(LearningError) {
    try require(Set(columns.map(\.values.count)).count <= 1, "expected equally long columns of a history")
    self.columns = columns.map { Column(name: $0.name, values: $0.values) }
  }

  /// Epochs from one row to the next that give a training 200 to 400 rows: a power of 2, so that the rows of a longer training are
  /// among those of a shorter one that goes on.
  package static func interval(epochs: Int) -> Int {
    let largest = max(1, epochs / 200)
    return 1 << (Int.bitWidth - 1 - largest.leadingZeroBitCount)
  }

  /// Adds a row; all rows have the same names. Throws `LearningError.invalid` where those so far, from a file
  /// perhaps, have others.
  mutating func record(_ row: [(name: String, value: Double)]) throws(LearningError) {
    if columns.isEmpty { columns = row.map { Column(name: $0.name) } }
    try require(
      columns.map(\.name) == row.map(\.name),
      "expected a history of \(row.map(\.name)), found one of \(columns.map(\.name))")
    for (index, entry) in row.enumerated() { columns[index].values.append(entry.value) }
  }

  /// The rows of every `interval`-th epoch, and the last one.
  package func thinned(toEvery interval: Int) -> TrainingHistory {
    guard let epochs = columns.first(where: { $0.name == "epoch" })?.values else { return self }
    let rows = epochs.indices.filter {
      $0 == epochs.count - 1 || epochs[$0].truncatingRemainder(dividingBy: Double(interval)) == 0
    }
    var history = self
    for index in columns.indices { history.columns[index].values = rows.map { columns[index].values[$0] } }
    return history
  }

  /// Adds a row: the loss per pattern seen in that epoch, and the order parameters after it; of the other tasks r, p and ε, numbered from 1.
  mutating func record(
    epoch: Int, loss: Double, _ parameters: BinaryPerceptron.OrderParameters,
    others: [BinaryPerceptron.OrderParameters]
  ) throws(LearningError) {
    try record(
      [
        ("epoch", Double(epoch)), ("loss", loss), ("qd", parameters.qd), ("r", parameters.r),
        ("p", parameters.p), ("error", parameters.error),
      ]
        + others.enumerated().flatMap { index, other in
          [("r\(index + 1)", other.r), ("p\(index + 1)", other.p), ("error\(index + 1)", other.error)]
        })
  }
}
