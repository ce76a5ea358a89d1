import Interpreter
import Learning

extension Command {
  static let csv = Command(
    "csv", group: .tasks,
    summary: "Reads a task from a text of numbers separated by commas, a line for each example",
    details: """
      A line is the inputs of an example and its label, a whole number from 0. A first line without numbers is a heading. The
      text may be packed by gzip.
      """,
    parameters: [
      Parameter("path", .text, summary: "the file", file: .read),
      Parameter(
        "label", .text, summary: "where in a line the label stands", default: .value(.text("last")),
        choices: ["last", "first"]),
      .inputScale, .inputShape,
      Parameter(
        "test", .number, .text,
        summary: "the file of the test part, or the part of each class that is kept for it",
        default: .value(.number(0.2)), domain: .strictlyBetween(0, 1)),
      .splitSeed, .trainingLimit,
    ],
    result: "a task",
    effects: [.files],
    examples: [
      Example(
        "save table(x: [0, 0, 1, 1], y: [0, 1, 0, 1], label: [0, 1, 1, 0]), to: \"parity.csv\"\n"
          + "csv(\"parity.csv\", label: \"last\", test: 0.5).classes",
        gives: "2"),
      Example(
        "save table(label: [0, 1, 2], x: [0, 8, 16]), to: \"shades.csv\"\n"
          + "csv(\"shades.csv\", label: \"first\", scale: 16, test: \"shades.csv\").test", gives: "3"),
    ],
    seeAlso: ["idx", "npy", "describe"]
  ) { arguments, context in
    let path = try arguments.text("path")
    let label: CSVFile.LabelColumn = try arguments.text("label") == "first" ? .first : .last
    let shape = try arguments.inputShape()
    let testPath = arguments.value("test")?.kind == .text ? try arguments.text("test") : nil
    let options = try arguments.splitOptions()
    return try arguments.task(from: "path") {
      try .csv(
        path, test: testPath, label: label, scale: arguments.value("scale")?.number, shape: shape,
        options: options,
        in: context.work)
    }
  }
}
