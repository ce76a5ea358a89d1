import Interpreter
import Tensors

/// The commands that make one number of many, or one along an axis. They differ in nothing but what they compute.
extension Command {
  static let reductions: [Command] = [
    reduction("sum", "Sum of the elements", Example("sum(1...100)", gives: "5050")) { $0.reduce(0, +) },
    reduction("mean", "Mean of the elements", Example("mean([1, 2, 6])", gives: "3")) { $0.reduce(0, +) / Double($0.count) },
    reduction("std", "Standard deviation of the elements, √(Σ(x − mean)²/(n − 1))", Example("std([1, 3])^2", gives: "2")) { deviation($0) },
    reduction("min", "Smallest element", Example("min([3, 1, 2])", gives: "1")) { $0.reduce(.infinity) { least($0, $1) } },
    reduction("max", "Largest element", Example("max([3, 1, 2])", gives: "3")) { $0.reduce(-.infinity) { -least(-$0, -$1) } },
    reduction("argmax", "Index of the first largest element", Example("argmax([3, 9, 2])", gives: "1")) { numbers in
      Double(numbers.indices.reduce(0) { numbers[$1] > numbers[$0] ? $1 : $0 })
    },
    reduction("norm", "Euclidean norm √(Σ x²)", Example("norm([3, 4])", gives: "5")) { $0.reduce(0) { $0 + $1 * $1 }.squareRoot() },
  ]

  private static func reduction(
    _ name: String, _ summary: String, _ example: Example, _ reduce: @escaping @Sendable ([Double]) -> Double
  ) -> Command {
    Command(
      name, group: .tensors, summary: summary,
      parameters: [
        Parameter("x", .tensor, .number, summary: "numbers"),
        Parameter("axis", .number, summary: "the axis to run along; without it all elements are taken", default: .absent),
      ],
      result: "a number, or a tensor without that axis", examples: [example]
    ) { arguments, _ in
      let tensor = try arguments.tensor("x")
      guard tensor.shape.count > 0 || name == "sum" || name == "norm" else {
        throw arguments.mistake("x", "\(name): there are no elements")
      }
      guard arguments.has("axis") else { return .number(reduce(tensor.elements)) }
      return .tensor(try tensor.reduced(along: try arguments.integer("axis"), reduce))
    }
  }

  private static func deviation(_ numbers: [Double]) -> Double {
    let mean = numbers.reduce(0, +) / Double(numbers.count)
    return (numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(numbers.count - 1)).squareRoot()
  }

  /// The smaller number; not-a-number wins, so that it is not lost.
  private static func least(_ x: Double, _ y: Double) -> Double { x < y || x.isNaN ? x : y }
}
