import Interpreter
import Tensors

/// The commands that make one number of many, or one along an axis. They differ in nothing but what they
/// compute.
extension Command {
  static let reductions: [Command] = [
    reduction(.sum, "Adds up the elements", Example("sum(1...100)", gives: "5050")),
    reduction(.mean, "Takes the mean of the elements", Example("mean([1, 2, 6])", gives: "3")),
    reduction(
      .std, "Takes the standard deviation of the elements, √(Σ(x − mean)²/n)",
      Example("std([1, 3])", gives: "1")),
    reduction(.min, "Finds the smallest element", Example("min([3, 1, 2])", gives: "1")),
    reduction(.max, "Finds the largest element", Example("max([3, 1, 2])", gives: "3")),
    reduction(
      .argmin, "Finds the index of the first smallest element", Example("argmin([3, 9, 2])", gives: "2")),
    reduction(
      .argmax, "Finds the index of the first largest element", Example("argmax([3, 9, 2])", gives: "1")),
    reduction(.norm, "Takes the Euclidean norm √(Σ x²)", Example("norm([3, 4])", gives: "5")),
  ]

  private static func reduction(_ reduction: Reduction, _ summary: String, _ example: Example) -> Command {
    Command(
      reduction.rawValue, group: .tensors, summary: summary,
      parameters: [
        Parameter("x", .tensor, .number, summary: "numbers"),
        Parameter(
          "axis", .number, summary: "the axis to run along, −1 the last; without it all elements are taken",
          default: .absent,
          domain: .wholeNumber),
      ],
      result: "a number, or a tensor without that axis", examples: [example]
    ) { arguments, context in
      let tensor = try arguments.tensor("x")
      guard arguments.has("axis") else { return .number(try tensor.reduced(reduction, in: context.work)) }
      return Value(try tensor.reduced(reduction, axis: try arguments.integer("axis"), in: context.work))
    }
  }
}
