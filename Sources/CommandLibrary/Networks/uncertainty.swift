import Interpreter
import Learning

extension Command {
  static let uncertainty = Command(
    "uncertainty", group: .networks,
    summary: "Counts which part of each layer's weights has which variance σ² = sech²(gain · θ)",
    details: """
      Weights at 0 are decided, those at 1 may still turn: what a network can learn without forgetting is in them. The bins are of equal
      width; a column gives the fractions of a layer's weights, from the inputs on.
      """,
    parameters: [Parameter("net", .network, summary: "a perceptron or a network of layers")],
    result: "a table of variance, layer1, layer2 and so on",
    isReusable: true,
    examples: [
      Example("abs(sum(uncertainty(perceptron(n: 100)).layer1) - 1) < 1e-12", gives: "true"),
      Example("plot uncertainty(network(layers: [64, 32, 10]))"),
    ],
    seeAlso: ["network", "measure", "plot", "histogram"]
  ) { arguments, _ in
    let network = try arguments.network("net")
    guard let variances = network.variances else {
      throw arguments.diagnostic("net", "uncertainty: the weights of \(network.summary) have no variances")
    }
    return .table(Table(variances.map(VarianceHistogram.init)))
  }
}

extension Table {
  /// A row for each bin of variances, and for each layer the fractions of its weights.
  init(_ layers: [VarianceHistogram]) {
    let columns = layers.enumerated().map { layer, histogram in
      let total = Double(max(1, histogram.counts.reduce(0, +)))
      return Column(name: "layer\(layer + 1)", numbers: histogram.counts.map { Double($0) / total })
    }
    self.init([Column(name: "variance", numbers: VarianceHistogram.centers)] + columns)
  }
}
