import Interpreter
import Language
import Learning

extension Command {
  static let accuracy = Command(
    "accuracy", group: .networks,
    summary: "Gives the fraction of a task's examples that a network classifies correctly",
    details: """
      They are the test part of labelled data, or all the patterns of a teacher. By default the deployed weights answer, the signs. A
      network of layers can also be read by its mean weights, by Gaussian inputs of its units with a new noise for each example, as in
      training, or by weights ±1 that are drawn once.
      """,
    parameters: [
      Parameter("net", .network, summary: "a network"), Parameter("on", .task, summary: "a task"), .reading,
    ],
    result: "a number between 0 and 1",
    effects: [.random],
    isReusable: true,
    examples: [
      Example(
        "A = teacher n: 101, alpha: 0.5\nnet = perceptron n: 101\ntrain net, on: A, epochs: 200\naccuracy(net, on: A) > 0.9",
        gives: "true"),
      Example(
        "net = network layers: [64, 32, 10]\ntrain net, on: digits(), epochs: 20, gain: e -> e / 4\n"
          + "accuracies = [accuracy(net, on: digits(), reading: \"signs\"), accuracy(net, on: digits(), reading: \"mean\"), "
          + "accuracy(net, on: digits(), reading: \"noisy\"), accuracy(net, on: digits(), reading: \"sampled\")]\n"
          + "min(accuracies) > 0.6", gives: "true"),
    ],
    seeAlso: ["measure", "train", "learn"],
    infer: { (arguments) throws(Diagnostic) in
      try arguments.requireSizes(of: "on", "accuracy")
      return nil
    }
  ) { arguments, context in
    .number(try arguments.network("net").accuracy(by: arguments, in: context))
  }
}
