import Interpreter

extension Command {
  static let sort = Command(
    "sort", group: .tensors, summary: "Sorts numbers from small to large, along the last axis",
    parameters: [Parameter("x", .tensor, summary: "numbers")],
    result: "a tensor of the same shape",
    examples: [Example("sort([3, 1, 2])", gives: "[1, 2, 3]")], seeAlso: ["min", "max"]
  ) { arguments, context in Value(try arguments.tensor("x").sorted(in: context.work)) }
}
