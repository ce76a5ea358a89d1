import Display
import Interpreter
import Learning
import Tensors

/// What `learn` gives: a network that learned several tasks, and how it did on all of them all the time.
struct LearnedObject: StorableObject {
  static let storageName = "result"
  let label: String
  let taskNames: [String]
  let epochs: Int
  let course: TaskCourse
  let network: any NetworkObject

  var kind: Kind { .result }

  var fieldNames: [String] {
    ["label", "tasks", "accuracy", "untrained", "table", "uncertainty", "seconds", "network"]
  }

  func field(_ name: String) -> Value? {
    switch name {
    case "label": .text(label)
    case "tasks": .list(taskNames.map(Value.text))
    case "accuracy": .tensor(Self.matrix(course.accuracies.accuracies))
    case "untrained": .tensor(Tensor(course.accuracies.untrained))
    case "table": .table(Table(course.history.columns.map { .init(name: $0.name, numbers: $0.values) }))
    case "uncertainty":
      course.uncertainties.last.map { $0.isEmpty ? .nothing : .table(Table($0)) } ?? .nothing
    case "seconds": .tensor(Tensor(course.seconds))
    case "network": .object(network)
    default: nil
    }
  }

  func role(ofField name: String) -> FieldRole { name == "seconds" ? .time : .result }

  private static func matrix(_ rows: [[Double]]) -> Tensor<Double> {
    Tensor(shape: Shape([rows.count, rows.first?.count ?? 0]), elements: rows.flatMap(\.self))
  }

  var metrics: MetricsObject { MetricsObject(accuracies: course.accuracies) }

  var summary: String {
    "\(label) · \(taskNames.count) tasks · ACC \(NumberFormat.text(course.accuracies.averageAccuracy, digits: 4))"
  }

  func show() -> [DisplayBlock] {
    let accuracies = course.accuracies
    let seconds = NumberFormat.text(course.seconds.reduce(0, +), digits: 3)
    let trainings = accuracies.isJoint ? ["all"] : (1...taskNames.count).map { "task \($0)" }
    let columns = taskNames.indices.map { task in
      DisplayTable.Column(
        title: "task \(task + 1)",
        cells: accuracies.accuracies.map { StyledText(NumberFormat.text($0[task], digits: 4), .number) })
    }
    let after = DisplayTable.Column(
      title: "accuracy after", alignment: .leading, cells: trainings.map { StyledText($0, .name) })
    let heading =
      " · \(label) · \(taskNames.count) tasks · \(epochs) epochs each"
    return [
      .line(
        StyledText("result", .heading) + StyledText(heading, .muted)
          + StyledText(" · \(seconds) s", .timing)),
      .table(DisplayTable(columns: [after] + columns)),
    ] + metrics.show()
  }
}

/// On disk.
extension LearnedObject {
  func write(to file: inout StoredWriter) throws {
    try file.write(label)
    try file.write(list: taskNames) { file, name in try file.write(name) }
    try file.write(epochs)
    try file.write(list: course.accuracies.accuracies) { file, row in try file.write(elements: row) }
    try file.write(elements: course.accuracies.untrained)
    try file.write(course.history)
    try file.write(elements: course.seconds)
    try file.write(list: course.uncertainties) { file, layers in
      try file.write(list: layers) { file, histogram in try file.write(elements: histogram.counts) }
    }
    try file.write(.object(network))
  }

  init(from file: inout StoredReader) throws {
    let label = try file.text()
    let names = try file.list { file in try file.text() }
    let epochs: Int = try file.number()
    let accuracies = try AccuracyMatrix(
      accuracies: file.list { file in try file.elements() }, untrained: file.elements())
    let course = TaskCourse(
      accuracies: accuracies, history: try file.history(), seconds: try file.elements(),
      uncertainties: try file.list { file in
        try file.list { file in try VarianceHistogram(counts: file.elements()) }
      })
    guard case .object(let network as any NetworkObject) = try file.value(),
      names.count == accuracies.taskCount
    else { throw StoredReader.Damaged() }
    self.init(label: label, taskNames: names, epochs: epochs, course: course, network: network)
  }
}
