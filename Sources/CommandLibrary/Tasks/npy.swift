import Interpreter
import Learning

extension Command {
  static let npy = Command(
    "npy", group: .tasks, summary: "Reads a task from two files of NumPy, inputs and labels",
    details: """
      The first axis of the inputs counts the examples; the others are the shape of one. Elements are float32, float64, uint8 or int64.
      """,
    parameters: [
      Parameter("path", .text, summary: "the file of the inputs", file: .read),
      Parameter("labels", .text, summary: "the file of the labels, whole numbers from 0", file: .read),
      .inputScale, .inputShape, .testFraction, .splitSeed, .trainingLimit,
    ],
    result: "a task",
    effects: [.files],
    examples: [Example("npy(\"inputs.npy\", labels: \"labels.npy\", test: 0.5).shape", gives: "[2, 3]")],
    seeAlso: ["idx", "csv", "describe"]
  ) { arguments, context in
    let (path, labels) = (try arguments.text("path"), try arguments.text("labels"))
    let shape = try arguments.inputShape()
    let options = try arguments.splitOptions()
    return try arguments.task(from: "path") {
      try .npy(
        inputs: path, labels: labels, scale: arguments.value("scale")?.number, shape: shape,
        options: options,
        in: context.work)
    }
  }
}
