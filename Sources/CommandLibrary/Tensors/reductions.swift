import Interpreter
import Language
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
    extreme(
      .min, .minimum, "smallest", Example("min([3, 1, 2])", gives: "1"), Example("min(3, 1)", gives: "1")),
    extreme(
      .max, .maximum, "largest", Example("max([3, 1, 2])", gives: "3"),
      Example("max([-1, 2], 0)", gives: "[0, 2]")),
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
        Parameter("x", .tensor, .mask, .number, summary: "numbers; of a mask, true counts 1"), .axis,
      ],
      result: "a number, or a tensor without that axis", examples: [example]
    ) { arguments, context in
      // To count needs no numbers.
      if case .mask(let mask) = arguments.value("x"), !arguments.has("axis"), mask.elements.count > 0 {
        if reduction == .sum { return .number(Double(mask.trueCount)) }
        if reduction == .mean { return .number(Double(mask.trueCount) / Double(mask.elements.count)) }
      }
      return try reduced(try arguments.tensor("x"), by: reduction, arguments, context)
    }
  }

  /// Of one value the extreme of its elements, of several values that of each place.
  private static func extreme(
    _ reduction: Reduction, _ operation: ElementwiseOperator, _ word: String, _ examples: Example...
  ) -> Command {
    Command(
      reduction.rawValue, group: .tensors,
      summary: "Finds the \(word) element, or the \(word) of several values",
      details:
        "Several values are compared element by element, as arithmetic takes them; a number goes with each element.",
      parameters: [
        Parameter("values", .tensor, .number, summary: "numbers, or several of them", arity: .rest), .axis,
      ],
      result: "a number, or a tensor", examples: examples, seeAlso: ["arg\(reduction.rawValue)", "sort"]
    ) { arguments, context in
      let values = try arguments.list("values").map { try $0.asTensor() }
      guard let first = values.first else {
        throw Diagnostic.missingArgument("values", of: reduction.rawValue, help: "it is a number or a tensor")
      }
      guard values.count > 1 else { return try reduced(first, by: reduction, arguments, context) }
      guard !arguments.has("axis") else {
        throw arguments.diagnostic(
          "axis", "\(reduction.rawValue): an axis goes with one value, found \(values.count)")
      }
      return Value(try values.dropFirst().reduce(first) { try .apply(operation, $0, $1, in: context.work) })
    }
  }

  private static func reduced(
    _ tensor: Tensor<Double>, by reduction: Reduction, _ arguments: Arguments, _ context: CommandContext
  ) throws -> Value {
    guard arguments.has("axis") else { return .number(try tensor.reduced(reduction, in: context.work)) }
    return Value(try tensor.reduced(reduction, axis: try arguments.integer("axis"), in: context.work))
  }
}

extension Parameter {
  /// The axis of a reduction, by its label alone: `max(x, 0)` is the larger of two.
  static let axis = Parameter(
    "axis", .number, summary: "the axis to run along, −1 the last; without it all elements are taken",
    default: .absent, domain: .wholeNumber, arity: .labelled)
}
