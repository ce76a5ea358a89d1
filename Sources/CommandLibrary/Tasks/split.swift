import Interpreter
import Learning

extension Command {
  static let split = Command(
    "split", group: .tasks, summary: "Splits a task into tasks that have some of its classes each",
    details: """
      Labels stay as they are, so that a network needs an output for every class of the whole; with `relabel` the tasks share
      their outputs.
      """,
    parameters: [
      .dataTask,
      Parameter(
        "into", .number, summary: "number of tasks, each of as many consecutive classes", default: .absent,
        domain: .integers(1, 1 << 16)),
      Parameter(
        "classes", .list, summary: "a list or range of classes for each task, instead", default: .absent),
      .relabel,
    ],
    result: "a list of tasks",
    examples: [
      Example("split(digits(), into: 5)[1].name", gives: "\"digits, classes 2 3\""),
      Example("split(digits(), classes: [[0, 1], 2...4], relabel: true)[1].classes", gives: "3"),
    ],
    seeAlso: ["permuted", "rotated", "digits"]
  ) { arguments, context in
    let task = try arguments.dataTask()
    let relabelling = try arguments.boolean("relabel")
    switch (arguments.has("into"), arguments.has("classes")) {
    case (true, false):
      return .tasks(
        try arguments.located("into") {
          try task.split(into: arguments.integer("into"), relabelling: relabelling, in: context.work)
        })
    case (false, true):
      let groups = try arguments.list("classes").map { try arguments.wholeNumbers(in: $0, of: "classes") }
      return .tasks(
        try arguments.located("classes") {
          try task.split(classes: groups, relabelling: relabelling, in: context.work)
        })
    default:
      throw arguments.diagnostic(
        "task", "split: expected either a number of tasks or the classes of each",
        help: "give into: 5, or classes: [[0, 1], [2, 3]]")
    }
  }
}
