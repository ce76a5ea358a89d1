import Interpreter
import Learning

extension Command {
  static let describe = Command(
    "describe", group: .tasks,
    summary: "Describes a task: its size, classes, inputs and where its data come from",
    details: """
      `low`, `high` and `mean` are those of the training inputs; `counts` are the training examples of each class.
      """,
    parameters: [Parameter("task", .task, summary: "a task of any kind")],
    result: "a record",
    examples: [
      Example("describe(mnist5k()).counts[3]", gives: "400"),
      Example("describe(digits()).licence", gives: "\"CC BY 4.0\""),
      Example("describe(teacher(n: 100, alpha: 2)).low", gives: "-1"),
    ],
    seeAlso: ["digits", "mnist5k", "fashion", "teacher"]
  ) { arguments, context in
    switch arguments.value("task") {
    case .object(let object as ClassificationObject):
      return .record(try description(of: object, in: context))
    case .object(let object as TaskObject): return .record(description(of: object.task))
    default: return .nothing
    }
  }

  private static func description(of object: ClassificationObject, in context: CommandContext) throws
    -> Record
  {
    let task = object.task
    let range = try task.train.inputRange(in: context.work)
    func field(_ name: String) -> (String, Value) { (name, object.field(name) ?? .nothing) }
    return Record([
      field("name"), ("size", .text(object.size)), field("train"), field("test"), field("classes"),
      field("shape"),
      ("counts", .list(task.train.classCounts(of: task.classCount).map { .number(Double($0)) })),
      ("low", .number(range.low)), ("high", .number(range.high)), ("mean", .number(range.mean)),
      ("permuted", .boolean(task.train.isPermuted)), field("source"), field("licence"),
    ])
  }

  private static func description(of task: TeacherTask) -> Record {
    let counts = task.labelCounts
    return Record([
      ("name", .text("teacher")),
      ("size", .text("\(task.patternCount) patterns of \(task.n) inputs, 2 classes")),
      ("train", .number(Double(task.patternCount))), ("test", .number(0)), ("classes", .number(2)),
      ("shape", .list([.number(Double(task.n))])),
      ("counts", .list([counts.negative, counts.positive].map { .number(Double($0)) })),
      ("low", .number(-1)), ("high", .number(1)), ("alpha", .number(task.alpha)),
      ("overlap", task.overlap.map { .number($0) } ?? .nothing),
      ("redrawn", .number(Double(task.tiesRedrawn))), ("ties", .number(Double(task.tiesKept))),
      ("source", .text("random patterns, labelled by a random teacher")), ("licence", .nothing),
    ])
  }
}
