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
  private enum Key: String, CodingKey {
    case label, tasks, epochs, course, network
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(label, forKey: .label)
    try container.encode(taskNames, forKey: .tasks)
    try container.encode(epochs, forKey: .epochs)
    try container.encode(course, forKey: .course)
    try container.encode(StoredValue(.object(network)), forKey: .network)
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    guard
      case .object(let network as any NetworkObject) = try container.decode(
        StoredValue.self, forKey: .network
      )
      .value
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .network, in: container, debugDescription: "expected a network")
    }
    let names = try container.decode([String].self, forKey: .tasks)
    let course = try container.decode(TaskCourse.self, forKey: .course)
    guard names.count == course.accuracies.taskCount else {
      throw DecodingError.dataCorruptedError(
        forKey: .tasks, in: container, debugDescription: "expected a name for each task")
    }
    self.init(
      label: try container.decode(String.self, forKey: .label), taskNames: names,
      epochs: try container.decode(Int.self, forKey: .epochs), course: course, network: network)
  }
}
