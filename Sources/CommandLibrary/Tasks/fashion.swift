import Interpreter
import Language
import Learning

extension Command {
  private static let fashionFolder = "/usr/share/datasets/fashion-mnist"

  static let fashion = Command(
    "fashion", group: .tasks,
    summary: "Reads Fashion-MNIST: 60 000 + 10 000 images of clothes, 28 × 28 pixels, ten classes",
    details: """
      The four files come with Debian's package dataset-fashion-mnist (MIT licence), or lie in a folder of yours, raw or packed.
      """,
    parameters: [
      Parameter(
        "path", .text, summary: "the folder of the four files", default: .value(.text(fashionFolder))),
      .trainingLimit,
    ],
    result: "a task",
    effects: [.files],
    examples: [
      Example("fashion().train", gives: "60000"), Example("fashion(limit: 32000).train", gives: "32000"),
    ],
    seeAlso: ["mnist5k", "idx", "describe"],
    infer: { (arguments) throws(Diagnostic) in
      AbstractArguments.sized(
        .task, ["inputs": 784, "classes": 10, "examples": arguments["limit"]?.integer ?? 60_000])
    }
  ) { arguments, context in
    let path = try arguments.text("path")
    let limit = try arguments.splitOptions().trainingLimit
    return try arguments.task(from: "path") { try .fashion(folder: path, limit: limit, in: context.work) }
  }
}
