import Interpreter
import Learning

extension Command {
  static let mnist5k = Command(
    "mnist5k", group: .tasks,
    summary: "Gives 5000 images of MNIST, 500 of each digit, which are inside the program",
    details: """
      Images of 28 × 28 pixels from MNIST's training set (CC BY-SA 3.0), scaled to 0…1. A part of each class is set aside for testing,
      the same in every session. Both parts are in random order. All of MNIST is read by `idx`.
      """,
    parameters: [.testFraction, .splitSeed, .trainingLimit],
    result: "a task",
    examples: [
      Example("mnist5k().train", gives: "4000"), Example("mnist5k(test: 0.1).shape", gives: "[28, 28]"),
    ],
    seeAlso: ["digits", "fashion", "idx", "describe"],
    infer: inferredData(inputs: 784, classes: 10, examples: 5000)
  ) { arguments, _ in
    .task(try .mnist5k(arguments.splitOptions()))
  }
}
