import Interpreter

extension Command {
  static let reshape = Command(
    "reshape", group: .tensors, summary: "Gives the same elements another shape",
    parameters: [
      Parameter("x", .tensor, summary: "a tensor"),
      Parameter(
        "extents", .number, summary: "the number of elements along each axis; −1, once, for what is left",
        default: .absent,
        domain: .integers(-1), arity: .rest),
    ],
    result: "a tensor",
    examples: [
      Example("reshape([1, 2, 3, 4], 2, 2)", gives: "[[1, 2], [3, 4]]"),
      Example("reshape(1...6, 2, -1).shape", gives: "[2, 3]"),
    ],
    seeAlso: ["shape", "transpose"]
  ) { arguments, _ in
    Value(try arguments.tensor("x").reshaped(to: try arguments.extents()))
  }
}
