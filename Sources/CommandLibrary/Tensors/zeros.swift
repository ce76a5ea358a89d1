import Interpreter
import Language

extension Command {
  static let zeros = Command(
    "zeros", group: .tensors,
    summary: "Makes a tensor of zeros",
    parameters: [.shape],
    result: "a tensor, or a number where no extent is given",
    examples: [Example("zeros(3)", gives: "[0, 0, 0]"), Example("zeros(2, 5).count", gives: "10")],
    seeAlso: ["ones", "random"],
    infer: { (arguments) throws(Diagnostic) in arguments.inferredTensor() }
  ) { arguments, _ in Value(try .zeros(arguments.extents())) }
}
