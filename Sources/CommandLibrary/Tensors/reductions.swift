import Interpreter
import Tensors

/// The commands that make one number of many, or one along an axis. They differ in nothing but what they compute.
extension Command {
  static let reductions: [Command] = [
    reduction(.sum, "Sum of the elements", Example("sum(1...100)", gives: "5050")),
    reduction(.mean, "Mean of the elements", Example("mean([1, 2, 6])", gives: "3")),
    reduction(
      .std, "Standard deviation of the elements, √(Σ(x − mean)²/n)", Example("std([1, 3])", gives: "1")),
    reduction(.min, "Smallest element", Example("min([3, 1, 2])", gives: "1")),
    reduction(.max, "Largest element", Example("max([3, 1, 2])", gives: "3")),
    reduction(.argmax, "Index of the first largest element", Example("argmax([3, 9, 2])", gives: "1")),
    reduction(.norm, "Euclidean norm √(Σ x²)", Example("norm([3, 4])", gives: "5")),
  ]

  private static func reduction(_ reduction: Reduction, _ summary: String, _ example: Example) -> Command {
    Command(
      reduction.rawValue, group: .tensors, summary: summary,
      parameters: [
        Parameter("x", .tensor, .number, summary: "numbers"),
        Parameter("axis", .number, summary: "the axis to run along; without it all elements are taken", default: .absent),
      ],
      result: "a number, or a tensor without that axis", examples: [example]
    ) { arguments, _ in
      let tensor = try arguments.tensor("x")
      guard arguments.has("axis") else { return .number(try tensor.reduced(reduction)) }
      return .tensor(try tensor.reduced(reduction, axis: try arguments.integer("axis")))
    }
  }
}
