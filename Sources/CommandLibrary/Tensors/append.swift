import Interpreter
import Language
import Tensors

extension Command {
  static let append = Command(
    "append", group: .tensors,
    summary: "Puts a value at the end of a list or tensor, whose name is bound to the longer one",
    details: "A number goes behind a vector, a row behind a matrix. A copy made before keeps its length.",
    parameters: [
      Parameter(
        "list", .list, .tensor, .mask, .range, summary: "the name of the list or tensor", evaluation: .place),
      Parameter("value", summary: "what becomes its last element"),
    ],
    result: "the longer list or tensor",
    effects: [.variable],
    examples: [
      Example("squares = []\nfor i in 1...4 { append squares, i^2 }\nsquares", gives: "[1, 4, 9, 16]"),
      Example("m = [1, 2] > 1\nappend m, true\nm", gives: "[false, true, true]"),
      Example("a = [1]\nb = append(a, 2)\nequal(a, b)", gives: "true"),
    ],
    seeAlso: ["concat"], addition: putBehind
  ) { arguments, context in
    guard let new = arguments.value("value") else { return .nothing }
    return try context.add(new, to: try arguments.place("list"), by: putBehind)
  }

  private static let putBehind: Addition = { value, new in
    if var values = value.takeList() {
      values.append(new)
      value = .list(values)
    } else if let mask = value.takeMask() {
      var longer = mask
      defer { value = .mask(longer) }
      guard case .boolean(let boolean) = new, mask.shape.rank == 1 else {
        throw Diagnostic.wrongKind(
          "append", expected: "a boolean, behind a mask of one axis", found: new.described)
      }
      longer = Tensor(mask.elements + [boolean])
    } else {
      var tensor = try value.takeTensor() ?? value.asTensor()
      defer { value = .tensor(tensor) }
      try tensor.append(try new.asTensor())
    }
  }
}
