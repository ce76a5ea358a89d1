import Interpreter

extension Command {
  static let transpose = Command(
    "transpose", group: .tensors, summary: "Exchanges the rows and columns of a matrix",
    parameters: [Parameter("x", .tensor, summary: "a matrix")],
    result: "a tensor",
    examples: [Example("transpose([[1, 2], [3, 4]])[0, 1]", gives: "3")], seeAlso: ["reshape"]
  ) { arguments, context in Value(try arguments.tensor("x").transposed(in: context.work)) }
}
