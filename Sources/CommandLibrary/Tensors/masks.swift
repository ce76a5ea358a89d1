import Interpreter
import Tensors

/// The commands that make something else of a mask.
extension Command {
  static let masks: [Command] = [
    truth(
      "any", "Says whether a mask is true anywhere", [Example("any([1, 2, 3] > 2)", gives: "true")],
      ofNone: false
    ) { $0 || $1 },
    truth(
      "all", "Says whether a mask is true everywhere", [Example("all([1, 2, 3] > 2)", gives: "false")],
      ofNone: true
    ) { $0 && $1 },
    Command(
      "where", group: .tensors, summary: "Finds the places where a mask is true",
      details: "Of a mask of several axes it gives a matrix: a row of indices for each place.",
      parameters: [Parameter("mask", .mask, summary: "a comparison of numbers or texts")],
      result: "a tensor of indices",
      examples: [
        Example("where([5, 7, 9] > 6)", gives: "[1, 2]"),
        Example("where(reshape(0...3, 2, 2) > 1)", gives: "[[1, 0], [1, 1]]"),
      ],
      seeAlso: ["any", "all", "filter"]
    ) { arguments, _ in
      let mask = try arguments.mask("mask")
      let places = mask.places
      guard mask.shape.rank > 1 else { return .tensor(Tensor(places.map(Double.init))) }
      let indices = places.flatMap { place in
        var rest = place
        return mask.shape.extents.reversed().map { extent in
          defer { rest /= extent }
          return Double(rest % extent)
        }.reversed()
      }
      return .tensor(Tensor(shape: Shape([places.count, mask.shape.rank]), elements: indices))
    },
  ]

  private static func truth(
    _ name: String, _ summary: String, _ examples: [Example], ofNone: Bool,
    _ join: @escaping @Sendable (Bool, Bool) -> Bool
  ) -> Command {
    Command(
      name, group: .tensors, summary: summary,
      parameters: [
        Parameter("mask", .mask, .boolean, summary: "a comparison of numbers or texts"), .axis,
      ],
      result: "a boolean, or a mask without that axis", examples: examples,
      seeAlso: ["where", "equal", "sum"]
    ) { arguments, _ in
      if case .boolean = arguments.value("mask") { return arguments.value("mask") ?? .nothing }
      let mask = try arguments.mask("mask")
      guard arguments.has("axis") else { return .boolean(mask.elements.reduce(ofNone, join)) }
      let axis = try arguments.integer("axis")
      return Value(mask: try mask.reduced(axis: axis, ofNone, join))
    }
  }
}
