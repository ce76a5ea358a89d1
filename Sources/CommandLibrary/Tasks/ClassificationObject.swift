import Display
import Interpreter
import Learning
import Tensors

/// A task of labelled data as a value of the language.
struct ClassificationObject: SessionObject {
  let task: ClassificationTask

  var kind: Kind { .task }

  var fieldNames: [String] { ["name", "train", "test", "classes", "shape", "source", "licence"] }

  func field(_ name: String) -> Value? {
    switch name {
    case "name": .text(task.name)
    case "train": .number(Double(task.train.count))
    case "test": .number(Double(task.test.count))
    case "classes": .number(Double(task.classCount))
    case "shape": .list(task.inputShape.map { .number(Double($0)) })
    case "source": .text(task.origin.source)
    case "licence": task.origin.licence.map { .text($0) } ?? .nothing
    default: nil
    }
  }

  func hash(into sink: inout some ContentSink) {
    hashFields(into: &sink)
    task.train.hash(into: &sink)
    task.test.hash(into: &sink)
    sink.combine(task.classCount)
    sink.combine(elements: task.inputShape)
  }

  /// Its places and labels; the inputs are shared with other tasks of the same data.
  var byteCount: Int { 16 * (task.train.count + task.test.count) + 1024 }

  var sizes: [String: Int] {
    ["inputs": task.inputCount, "classes": task.classCount, "examples": task.train.count]
  }

  var summary: String { "\(task.name) · \(size)" }

  /// "60 000 + 10 000 images of 28 × 28, 10 classes".
  var size: String {
    let isImage = task.inputShape.count == 2
    return "\(Self.grouped(task.train.count)) + \(Self.grouped(task.test.count)) "
      + (isImage ? "images of " : "examples of ") + task.inputShape.map(String.init).joined(separator: " × ")
      + (isImage ? "" : " inputs") + ", \(task.classCount) classes"
  }

  func show() -> [DisplayBlock] {
    [.line(StyledText("task", .heading) + StyledText(" · \(summary)", .muted))]
  }

  /// Digits in groups of three, from 10 000 on.
  private static func grouped(_ number: Int) -> String {
    guard number >= 10_000 else { return String(number) }
    let rest = String(number % 1000)
    return grouped(number / 1000) + " " + String(repeating: "0", count: 3 - rest.count) + rest
  }
}

extension Value {
  /// The task as a value.
  static func task(_ task: ClassificationTask) -> Value { .object(ClassificationObject(task: task)) }

  /// The tasks as a list.
  static func tasks(_ tasks: [ClassificationTask]) -> Value { .list(tasks.map(Value.task)) }
}
