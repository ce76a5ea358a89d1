/// A training of a network between two epochs: with the task, the options and the stream, all that the next epoch depends on.
package protocol TrainingCheckpoint: Sendable {
  /// The number of epochs that have ended.
  var epoch: Int { get }

  /// As named arrays and texts: the network as `SavedNetwork` has it, and the rest under `training`.
  var tensors: SafeTensors { get }

  /// Throws as `SavedNetwork` does, and `LearningError.invalid` where the numbers are not those of the network.
  init(_ tensors: SafeTensors) throws
}

extension SafeTensors {
  private static let (epoch, history) = ("training.epoch", "training.history")
  private static let step = "training.step"
  private static let (first, second) = ("training.first", "training.second")

  // MARK: Putting in

  mutating func add(_ history: TrainingHistory, through epoch: Int) {
    texts[Self.epoch] = "\(epoch)"
    texts[Self.history] = history.columns.map(\.name).joined(separator: " ")
    for column in history.columns { add(column.values, "\(Self.history).\(column.name)") }
  }

  /// The states of the layers' optimizers, which have made equally many steps.
  mutating func add(_ optimizers: [FloatAdam.State], widths: [Int]) {
    texts[Self.step] = "\(optimizers.first?.step ?? 0)"
    add(layers: optimizers.map(\.first), Self.first, widths: widths)
    add(layers: optimizers.map(\.second), Self.second, widths: widths)
  }

  // MARK: Taking out

  func trainedEpochs() throws(DataFileError) -> Int { try count(Self.epoch) }

  func trainingHistory() throws(DataFileError) -> TrainingHistory {
    var columns: [(name: String, values: [Double])] = []
    for name in try text(Self.history).split(separator: " ") {
      columns.append((String(name), try doubles("\(Self.history).\(name)")))
    }
    do { return try TrainingHistory(columns) } catch { throw self.error("\(error)") }
  }

  func optimizers(widths: [Int]) throws(DataFileError) -> [FloatAdam.State] {
    let step = try count(Self.step)
    let moments = zip(try layers(Self.first, widths: widths), try layers(Self.second, widths: widths))
    return moments.map { FloatAdam.State(step: step, first: $0, second: $1) }
  }

  /// More steps or epochs than that no training makes.
  private static let largestCount = 1 << 53

  /// A whole number that is not negative.
  func count(_ name: String) throws(DataFileError) -> Int {
    let text = try text(name)
    guard let count = Int(text), (0...Self.largestCount).contains(count) else {
      throw error("expected \(name) to be a whole number from 0 to \(Self.largestCount), found \(text)")
    }
    return count
  }
}
