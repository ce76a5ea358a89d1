import Interpreter
import Learning

extension Command {
  static let digits = Command(
    "digits", group: .tasks,
    summary: "Gives 1797 handwritten digits of 8 × 8 pixels, which are inside the program",
    details: """
      The test set of UCI's optdigits (CC BY 4.0). Its 17 shades are scaled to 0…1. It has no test part: a part of each class is set
      aside, the same in every session. Both parts are in random order.
      """,
    parameters: [.testFraction, .splitSeed, .trainingLimit],
    result: "a task",
    examples: [
      Example("digits().train", gives: "1438"), Example("digits(test: 0.5, limit: 100).train", gives: "100"),
    ],
    seeAlso: ["mnist5k", "fashion", "describe", "permuted"],
    infer: inferredData(inputs: 64, classes: 10, examples: 1797)
  ) { arguments, _ in
    .task(try .digits(arguments.splitOptions()))
  }
}
