import Interpreter
import Language
import Learning

extension Command {
  static let binarynet = Command(
    "binarynet", group: .networks,
    summary: "Makes a network of layers with weights sgn(W), trained by straight-through gradients",
    details: """
      Units are signs of their normalized input; means and variances are those of the batch, in training and in testing.
      `strategy` is what keeps the network from forgetting: "metaplasticity" multiplies the steps that would shrink |W| by
      1 − tanh²(m |W|) (Laborieux et al. 2021), "ewc" adds strength/2 · Σ F (w − w*)² with the Fisher information of earlier tasks
      (Kirkpatrick et al. 2017), "si" adds strength · Σ Ω (W − W*)² with the path integral Ω (Zenke et al. 2017).
      """,
    parameters: [
      .layers,
      Parameter(
        "strategy", .text, summary: "what keeps it from forgetting", default: .value(.text("none")),
        choices: ["none", "metaplasticity", "ewc", "si"]),
      .metaplasticity, .strength, .damping, .fisherLabels,
      Parameter(
        "scenario", .text,
        summary:
          "whether each task has a normalization of its own, so that a test must know the task, or all share it",
        default: .value(.text("separate")), choices: ["separate", "shared"]),
    ],
    result: "a network",
    effects: [.random],
    examples: [
      Example(
        "net = binarynet layers: [64, 100, 10], strategy: \"none\", scenario: \"shared\"\ntrain net, on: digits(), epochs: 5\naccuracy(net, on: digits()) > 0.8",
        gives: "true"),
      Example(
        "binarynet(layers: [64, 100, 10], strategy: \"metaplasticity\", m: 12, scenario: \"separate\").strategy",
        gives: "\"metaplasticity m 12\""),
      Example(
        "net = binarynet layers: [64, 50, 10], strategy: \"ewc\", strength: 500, labels: \"sampled\"\ntrain net, on: digits()"
      ),
      Example(
        "binarynet(layers: [64, 50, 10], strategy: \"ewc\", labels: \"true\").strategy",
        gives: "\"ewc λ 5000\""),
      Example("binarynet layers: [64, 50, 10], strategy: \"ewc\", labels: \"predicted\""),
      Example(
        "binarynet(layers: [64, 50, 10], strategy: \"si\", damping: 0.01).strategy", gives: "\"si c 1\""),
    ],
    seeAlso: ["network", "train", "accuracy", "learn"],
    infer: { (arguments) throws(Diagnostic) in try arguments.inferredNetwork() }
  ) { arguments, context in
    let widths = try arguments.widths()
    let protection = try arguments.protection(try arguments.text("strategy"))
    let scenario = BinaryNetwork.NormalizationScenario(rawValue: try arguments.text("scenario")) ?? .perTask
    return try arguments.located("layers") {
      .object(
        BinaryObject(
          network: try BinaryNetwork(
            widths: widths, scenario: scenario, stream: context.stream(), in: context.work),
          protection: protection))
    }
  }
}
