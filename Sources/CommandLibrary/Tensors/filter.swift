import Interpreter

extension Command {
  static let filter = Command(
    "filter", group: .tensors,
    summary: "Keeps the rows of a table, or the elements of a list, for which a condition holds",
    parameters: [
      Parameter("values", .table, .list, .tensor, .range, summary: "rows or elements"),
      Parameter("condition", .function, summary: "says true of those to keep; a row is given as a record"),
    ],
    result: "a table of the rows kept, or a list of the elements",
    examples: [
      Example("filter(1...6, x -> x % 2 == 0)", gives: "[2, 4, 6]"),
      Example("t = table(x: [1, 2, 3], y: [4, 5, 6])\nfilter(t, row -> row.y > 4).x", gives: "[2, 3]"),
      Example("filter([\"a\", \"bc\"], name -> name == \"bc\")", gives: "[\"bc\"]"),
    ],
    seeAlso: ["where", "select", "sort"]
  ) { arguments, context in
    let condition = try arguments.function("condition")
    let values = arguments.value("values") ?? .nothing
    let elements = try values.elements()
    let places = try elements.indices.filter { place in
      try context.work.checkpoint()
      let truth = try context.call(condition, [elements[place]])
      guard case .boolean(let keeps) = truth else {
        throw arguments.diagnostic(
          "condition", "filter: the condition must give true or false, and gave \(truth.described)",
          help: truth.kind == .mask
            ? "any(…) or all(…) makes one boolean of a mask; a mask itself picks, as in x[x > 1]" : nil)
      }
      return keeps
    }
    switch values {
    case .table(let table): return .table(table.rows(places))
    default: return .list(places.map { elements[$0] })
    }
  }
}
