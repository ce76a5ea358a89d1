import Interpreter

extension Command {
  static let sort = Command(
    "sort", group: .tensors, summary: "Sorts numbers from small to large",
    parameters: [Parameter("x", .tensor, summary: "numbers")],
    result: "a vector",
    examples: [Example("sort([3, 1, 2])", gives: "[1, 2, 3]")], seeAlso: ["min", "max"]
  ) { arguments, _ in .tensor(try arguments.tensor("x").sorted) }
}
