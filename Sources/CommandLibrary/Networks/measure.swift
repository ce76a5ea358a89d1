import Interpreter
import Language
import Learning

extension Command {
  static let measure = Command(
    "measure", group: .networks,
    summary: "Measures a network's order parameters with a task's teacher, exactly and without a test set",
    details: """
      q_d = Σm²/n, the overlap r = W·m/n, the overlap of the deployed weights p = W·sgn(m)/n, the generalization error
      ε = arccos(p)/π, and the mean variance Σ(1 − m²)/n.
      """,
    equation: .orderParameters,
    parameters: [
      Parameter("net", .network, summary: "a perceptron"),
      Parameter("with", .task, summary: "the task whose teacher it is compared with"),
    ],
    result: "a record of qd, r, p, error and variance",
    examples: [
      Example(
        "A = teacher n: 101, alpha: 1\nnet = perceptron n: 101\nm = measure net, with: A\nabs(m.qd + m.variance - 1) < 1e-12",
        gives: "true")
    ],
    seeAlso: ["accuracy", "train", "sample", "solve"],
    infer: { (arguments) throws(Diagnostic) in
      try arguments.requireSizes(of: "with", "measure")
      return nil
    }
  ) { arguments, _ in
    let network = try arguments.object("net", as: PerceptronObject.self).network
    let task = try arguments.object("with", as: TaskObject.self).task
    let measured = try network.orderParameters(with: task)
    return .record(
      Record([
        ("qd", .number(measured.qd)), ("r", .number(measured.r)), ("p", .number(measured.p)),
        ("error", .number(measured.error)), ("variance", .number(measured.variance)),
      ]))
  }
}
