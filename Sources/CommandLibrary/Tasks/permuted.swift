import Interpreter
import Language
import Learning

extension Command {
  static let permuted = Command(
    "permuted", group: .tasks,
    summary: "Makes tasks out of one by putting the inputs of all its examples into random orders",
    details: """
      Each task has an order of its own. They share their inputs, and take no more memory than one.
      """,
    parameters: [
      .dataTask,
      Parameter(
        "count", .number, summary: "number of tasks", default: .value(.number(5)),
        domain: .integers(1, 1 << 20)),
      Parameter(
        "first", .boolean, summary: "whether the first task is permuted too, or the data as they are",
        default: .value(.boolean(true))),
    ],
    result: "a list of tasks",
    effects: [.random],
    examples: [
      Example("permuted(digits(), count: 3).count", gives: "3"),
      Example("permuted(digits(), count: 2, first: false)[0].name", gives: "\"digits\""),
    ],
    seeAlso: ["split", "rotated", "mnist5k"],
    infer: { (arguments) throws(Diagnostic) in
      arguments.inferredTask(like: "task", as: .list, tasks: arguments["count"]?.integer)
    }
  ) { arguments, context in
    .tasks(
      try arguments.dataTask().permuted(
        count: arguments.integer("count"), permutingFirst: arguments.boolean("first"),
        stream: context.stream(),
        in: context.work))
  }
}
