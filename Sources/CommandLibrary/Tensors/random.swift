import Interpreter
import Language
import Tensors

extension Command {
  static let random = Command(
    "random", group: .tensors,
    summary: "Draws random numbers, keyed by the seed and the statement",
    parameters: [
      .shape,
      Parameter(
        "kind", .text, summary: "uniform on [0, 1), normal with mean 0 and variance 1, or signs ±1",
        default: .value(.text("uniform")),
        choices: ["uniform", "normal", "signs"]),
    ],
    result: "a tensor, or a number where no extent is given",
    effects: [.random],
    examples: [
      Example("random(1000).count", gives: "1000"),
      Example("abs(mean(random(10000, kind: \"normal\"))) < 0.05", gives: "true"),
      Example("min(abs(random(10, kind: \"signs\")))", gives: "1"),
      Example("random(3, kind: \"uniform\").count", gives: "3"),
    ],
    seeAlso: ["seed"],
    infer: { (arguments) throws(Diagnostic) in arguments.inferredTensor() }
  ) { arguments, context in
    let extents = try arguments.extents()
    var stream = context.stream()
    let draw: () -> Double =
      switch try arguments.text("kind") {
      case "normal": { stream.normal() }
      case "signs": { stream.next() & 1 == 0 ? 1 : -1 }
      default: { stream.uniform() }
      }
    if extents.isEmpty { return .number(draw()) }
    let shape = try Shape.checked(extents)
    var elements: [Double] = []
    elements.reserveCapacity(shape.count)
    for index in 0..<shape.count {
      if index & 0xFFFF == 0 { try context.work.checkpoint() }
      elements.append(draw())
    }
    return .tensor(Tensor(shape: shape, elements: elements))
  }
}
