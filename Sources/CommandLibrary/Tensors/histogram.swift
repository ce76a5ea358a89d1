import Interpreter
import Tensors

extension Command {
  static let histogram = Command(
    "histogram", group: .tensors,
    summary: "Counts how many numbers fall into each of equally wide bins",
    details:
      "The density is normalized: its sum times the width of a bin is the fraction of the numbers within the limits.",
    parameters: [
      Parameter("x", .tensor, summary: "numbers"),
      Parameter(
        "bins", .number, summary: "the number of bins", default: .value(.number(20)),
        domain: .integers(1, 1_000_000)),
      Parameter(
        "limits", .range, summary: "from where to where; the span of the numbers without it", default: .absent
      ),
    ],
    result: "a table of center, count and density",
    examples: [
      Example("histogram([1, 2, 2, 3], bins: 2, limits: 1...3).count", gives: "[1, 3]"),
      Example("histogram([0, 1, 1, 1], bins: 2).density", gives: "[0.5, 1.5]"),
    ],
    seeAlso: ["plot", "mean", "std"]
  ) { arguments, context in
    let numbers = try arguments.tensor("x").elements
    let limits = arguments.has("limits") ? try arguments.range("limits") : nil
    guard limits.map({ $0.lower < $0.upper }) ?? true else {
      throw arguments.diagnostic("limits", "histogram: limits must run from a smaller to a larger number")
    }
    let histogram = try Histogram(
      numbers, bins: try arguments.integer("bins"), range: limits.map { $0.lower...$0.upper },
      in: context.work)
    let width = histogram.edges[1] - histogram.edges[0]
    let scale = 1 / (Double(numbers.count) * width)
    return .table(
      Table([
        .init(name: "center", numbers: histogram.edges.dropLast().map { $0 + width / 2 }),
        .init(name: "count", numbers: histogram.counts.map(Double.init)),
        .init(name: "density", numbers: histogram.counts.map { Double($0) * scale }),
      ]))
  }
}
