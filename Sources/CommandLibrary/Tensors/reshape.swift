import Interpreter

extension Command {
  static let reshape = Command(
    "reshape", group: .tensors, summary: "Gives the same elements another shape",
    parameters: [Parameter("x", .tensor, summary: "a tensor"), .shape],
    result: "a tensor",
    examples: [Example("reshape([1, 2, 3, 4], 2, 2)[1, 0]", gives: "3")], seeAlso: ["shape", "transpose"]
  ) { arguments, _ in
    Value(try arguments.tensor("x").reshaped(to: try arguments.extents()))
  }
}
