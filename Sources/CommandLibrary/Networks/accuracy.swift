import Interpreter
import Learning

extension Command {
  static let accuracy = Command(
    "accuracy", group: .networks,
    summary: "Gives the fraction of a task's patterns that the deployed weights sgn(θ) classify correctly",
    parameters: [
      Parameter("net", .network, summary: "a network"), Parameter("on", .task, summary: "a task"),
    ],
    result: "a number between 0 and 1",
    examples: [
      Example(
        "A = teacher n: 101, alpha: 0.5\nnet = perceptron n: 101\ntrain net, on: A, epochs: 200\naccuracy(net, on: A) > 0.9",
        gives: "true")
    ],
    seeAlso: ["measure", "train"]
  ) { arguments, _ in
    let network = try arguments.object("net", as: NetworkObject.self).network
    return .number(try network.accuracy(on: try arguments.object("on", as: TaskObject.self).task))
  }
}
