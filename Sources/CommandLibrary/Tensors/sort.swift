import Interpreter
import Language

extension Command {
  static let sort = Command(
    "sort", group: .tensors,
    summary: "Sorts numbers from small to large along the last axis, or the rows of a table by a column",
    details: """
      Rows with equal values keep their order; of several columns the first decides, then the second. Texts come behind numbers, empty
      cells last.
      """,
    parameters: [
      Parameter("x", .tensor, .table, summary: "numbers, or a table"),
      Parameter(
        "by", .text, .list, summary: "the column of a table that decides, or several", default: .absent),
    ],
    result: "a tensor of the same shape, or a table",
    examples: [
      Example("sort([3, 1, 2])", gives: "[1, 2, 3]"),
      Example(
        "t = table(n: [3, 1, 2], name: [\"c\", \"a\", \"b\"])\nsort(t, by: \"n\").name",
        gives: "[\"a\", \"b\", \"c\"]"),
    ],
    seeAlso: ["min", "max", "group", "filter"],
    infer: { (arguments) throws(Diagnostic) in
      guard let kinds = arguments["x"]?.kinds else { return nil }
      return AbstractValue([kinds == [.table] ? .table : .tensor])
    }
  ) { arguments, context in
    guard case .table(let table) = arguments.value("x") else {
      if arguments.has("by") { throw arguments.diagnostic("by", "sort: only a table is sorted by a column") }
      return Value(try arguments.tensor("x").sorted(in: context.work))
    }
    guard arguments.has("by") else {
      throw arguments.diagnostic(
        "x", "sort: the column to sort by is missing",
        help: table.names.first.map { "by: \"\($0)\"" })
    }
    let keys = try arguments.keys(arguments.columns("by", of: table), "by", in: context)
    return .table(
      table.rows(
        try keys.indices.sorted { one, other in
          try context.work.checkpoint()
          guard keys[one] != keys[other] else { return one < other }
          return keys[one].lexicographicallyPrecedes(keys[other])
        }))
  }
}
