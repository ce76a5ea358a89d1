import Interpreter
import Language
import Learning

extension Command {
  static let perceptron = Command(
    "perceptron", group: .networks,
    summary: "Makes a binary perceptron whose weights ±1 are described by fields",
    details:
      "The fields begin as normal random numbers. A weight's mean is m = tanh(gain · θ); the deployed weight is its sign.",
    parameters: [
      Parameter("n", .number, summary: "number of inputs", domain: .integers(1, 1 << 24)),
      Parameter(
        "gain", .number, summary: "field gain β_w in m = tanh(β_w θ)", default: .value(.number(1)),
        domain: .above(0)),
    ],
    result: "a network",
    effects: [.random],
    examples: [Example("perceptron(n: 100).n", gives: "100")],
    seeAlso: ["train", "measure", "network", "teacher"],
    infer: { (arguments) throws(Diagnostic) in
      AbstractArguments.sized(.network, ["inputs": arguments["n"]?.integer])
    }
  ) { arguments, context in
    var stream = context.stream()
    return .object(
      PerceptronObject(
        network: BinaryPerceptron(
          n: try arguments.integer("n"), gain: try arguments.number("gain"), stream: &stream)))
  }
}
