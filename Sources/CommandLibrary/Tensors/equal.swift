import Interpreter

extension Command {
  static let equal = Command(
    "equal", group: .tensors, summary: "Says whether two values are the same, as a whole",
    details: """
      Values of different kinds are not, except that a list equals the tensor or the mask of its elements. == compares
      lists and tensors element by element.
      """,
    parameters: [Parameter("a", summary: "a value"), Parameter("b", summary: "another")],
    result: "a boolean",
    examples: [
      Example("equal([1, 2], [1, 2])", gives: "true"), Example("equal([1, [2]], [1, [3]])", gives: "false"),
    ],
    seeAlso: ["all", "any"]
  ) { arguments, context in
    let (first, second) = (arguments.value("a") ?? .nothing, arguments.value("b") ?? .nothing)
    return .boolean(try first.equals(second, in: context.work))
  }
}
