import Interpreter
import Tensors

extension Command {
  static let reshape = Command(
    "reshape", group: .tensors, summary: "Gives the same elements another shape",
    parameters: [Parameter("x", .tensor, summary: "a tensor"), .shape],
    result: "a tensor",
    examples: [Example("reshape([1, 2, 3, 4], 2, 2)[1, 0]", gives: "3")], seeAlso: ["shape", "transpose"]
  ) { arguments, _ in
    let tensor = try arguments.tensor("x")
    let shape = try arguments.shape()
    guard shape.count == tensor.shape.count else {
      throw arguments.mistake(
        "extents", "reshape: \(tensor.shape.count) elements do not fill \(shape.extents.map(String.init).joined(separator: " × "))")
    }
    return .tensor(Tensor(shape: shape, elements: tensor.elements))
  }
}
