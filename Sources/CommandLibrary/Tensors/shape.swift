import Interpreter

extension Command {
  static let shape = Command(
    "shape", group: .tensors, summary: "Gives the number of elements along each axis of a tensor",
    parameters: [Parameter("x", .tensor, summary: "a tensor")],
    result: "a list of numbers",
    examples: [Example("shape(zeros(2, 3))", gives: "[2, 3]")], seeAlso: ["reshape"]
  ) { arguments, _ in .list(try arguments.tensor("x").shape.extents.map { .number(Double($0)) }) }
}
