import Interpreter

extension Command {
  static let select = Command(
    "select", group: .tensors,
    summary: "Gives a table with some of the columns of another, in the order named",
    parameters: [
      Parameter("table", .table, summary: "the table"),
      Parameter("columns", .text, summary: "names of columns", arity: .rest),
    ],
    result: "a table",
    examples: [
      Example("select(table(x: [1], y: [2], z: [3]), \"z\", \"x\")[0]", gives: "record(z: 3, x: 1)")
    ],
    seeAlso: ["filter", "table"]
  ) { arguments, _ in
    guard case .table(let table) = arguments.value("table") else { return .nothing }
    let columns = try arguments.list("columns").map { name in
      guard case .text(let name) = name, let column = table.column(name) else {
        throw arguments.mistake(
          "columns", "select: there is no column \(name.summary)",
          help: "the columns are \(table.names.joined(separator: ", "))")
      }
      return column
    }
    return .table(Table(columns))
  }
}
