import Interpreter
import Learning

extension Command {
  static let metrics = Command(
    "metrics", group: .continual,
    summary: "Gives average accuracy, backward and forward transfer, and forgetting, with their formulas",
    details: """
      R[i][j] is the accuracy on task j after training on task i, counted from 1 to T, and b[j] that of the untrained network. After joint
      training there is an average accuracy only.
      """,
    parameters: [Parameter("result", .result, summary: "what learn gave")],
    result: "metrics, with the fields ACC, BWT, FWT and forgetting",
    examples: [
      Example(
        "net = network layers: [64, 32, 10]\nr = learn net, tasks: permuted(digits(), count: 2), epochs: 3\n"
          + "m = metrics(r)\nabs(m.ACC - mean(r.accuracy[-1])) < 1e-12", gives: "true")
    ],
    seeAlso: ["learn", "compare"]
  ) { arguments, _ in
    .object(try arguments.object("result", as: LearnedObject.self).metrics)
  }
}
