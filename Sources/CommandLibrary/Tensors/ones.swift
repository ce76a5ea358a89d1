import Interpreter
import Language

extension Command {
  static let ones = Command(
    "ones", group: .tensors,
    summary: "Makes a tensor of ones",
    parameters: [.shape],
    result: "a tensor, or a number where no extent is given",
    examples: [Example("ones(3)", gives: "[1, 1, 1]")],
    seeAlso: ["zeros", "random"],
    infer: { (arguments) throws(Diagnostic) in arguments.inferredTensor() }
  ) { arguments, _ in Value(try .ones(arguments.extents())) }
}
