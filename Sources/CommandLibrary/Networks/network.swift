import Interpreter
import Language
import Learning

extension Command {
  static let network = Command(
    "network", group: .networks,
    summary:
      "Makes a network of layers whose binary weights are described by fields, for variational learning",
    details: """
      P(w) ∝ exp(gain · w θ) for each weight w = ±1, with the mean tanh(gain · θ) and the variance σ² = sech²(gain · θ). Units are ReLU,
      the classes a softmax, and there is no bias. Fields begin as normal random numbers. Training takes a unit's input as Gaussian
      (local reparametrization).
      """,
    parameters: [
      .layers,
      Parameter(
        "gain", .number, summary: "field gain β_w in tanh(β_w θ)", default: .value(.number(1)),
        domain: .above(0)),
    ],
    result: "a network",
    effects: [.random],
    examples: [
      Example("network(layers: [784, 256, 10]).weights", gives: "203264"),
      Example(
        "net = network layers: [64, 32, 10], gain: 2\ntrain net, on: digits(), epochs: 20\naccuracy(net, on: digits(), reading: \"mean\") > 0.7",
        gives: "true"),
    ],
    seeAlso: ["binarynet", "train", "accuracy", "uncertainty", "learn"],
    infer: { (arguments) throws(Diagnostic) in try arguments.inferredNetwork() }
  ) { arguments, context in
    let widths = try arguments.widths()
    let gain = try arguments.number("gain")
    try arguments.located("gain") { try checkGain(gain) }
    return try arguments.located("layers") {
      .object(
        VariationalObject(
          network: try VariationalNetwork(
            widths: widths, gain: gain, stream: context.stream(), in: context.work)))
    }
  }
}
