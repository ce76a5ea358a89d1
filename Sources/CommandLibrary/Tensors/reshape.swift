import Interpreter
import Language

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
    seeAlso: ["shape", "transpose"],
    infer: { (arguments) throws(Diagnostic) in
      // Without extents it is a number.
      guard !arguments.others.isEmpty else { return .unknown }
      guard let extents = arguments["x"]?.extents else { return nil }
      let (old, new) = (extents.compactMap(\.self), arguments.others.compactMap(\.integer))
      guard old.count == extents.count, new.count == arguments.others.count, !new.contains(-1) else {
        return nil
      }
      let (found, held) = (old.reduce(1, *), new.reduce(1, *))
      guard found == held else { throw .computation("shape \(new) holds \(held) elements, found \(found)") }
      return AbstractValue(extents: new)
    }
  ) { arguments, _ in
    Value(try arguments.tensor("x").reshaped(to: try arguments.extents()))
  }
}
