import Interpreter

extension Command {
  static let select = Command(
    "select", group: .tensors,
    summary: "Gives a table with some of the columns of another, in the order named",
    parameters: [
      Parameter("table", .table, summary: "the table"),
      Parameter("columns", .text, .list, summary: "names of columns, or lists of them", arity: .rest),
    ],
    result: "a table",
    examples: [
      Example("select(table(x: [1], y: [2], z: [3]), \"z\", \"x\")[0]", gives: "record(z: 3, x: 1)"),
      Example("select(table(x: [1], y: [2]), [\"y\"]).y", gives: "[2]"),
    ],
    seeAlso: ["filter", "table"]
  ) { arguments, _ in
    guard case .table(let table) = arguments.value("table") else { return .nothing }
    let names = try arguments.list("columns").flatMap { names in
      if case .list(let names) = names { names } else { [names] }
    }
    let columns = try names.map { name in
      guard case .text(let name) = name, let column = table.column(name) else {
        throw arguments.diagnostic(
          "columns", "select: there is no column \(name.summary)",
          help: "the columns are \(table.names.joined(separator: ", "))")
      }
      return column
    }
    return .table(Table(columns))
  }
}
