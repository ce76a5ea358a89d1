import Interpreter

extension Command {
  static let tensor = Command(
    "tensor", group: .tensors,
    summary: "Makes a tensor of nested lists of numbers",
    parameters: [
      Parameter("values", .tensor, .number, summary: "numbers, nested as deeply as the tensor has axes")
    ],
    result: "a tensor",
    examples: [Example("tensor([[1, 2], [3, 4]])[1, 0]", gives: "3")],
    seeAlso: ["zeros", "shape", "reshape"]
  ) { arguments, _ in Value(try arguments.tensor("values")) }
}
