import Interpreter
import Tensors

extension Command {
  static let dot = Command(
    "dot", group: .tensors, summary: "Gives the scalar product of two vectors, Σ xᵢ yᵢ",
    parameters: [
      Parameter("x", .tensor, summary: "a vector"),
      Parameter("y", .tensor, summary: "a vector of as many numbers"),
    ],
    result: "a number",
    examples: [Example("dot([1, 2, 3], [1, 1, 1])", gives: "6")], seeAlso: ["norm"]
  ) { arguments, _ in .number(try Tensor.dot(arguments.tensor("x"), arguments.tensor("y"))) }
}
