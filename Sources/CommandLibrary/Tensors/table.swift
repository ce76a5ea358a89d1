import Interpreter

extension Command {
  static let table = Command(
    "table", group: .tensors, summary: "Makes a table of columns of equal length",
    parameters: [
      Parameter(
        "column", .list, .tensor, .mask, summary: "the values of a column, under its name", default: .absent,
        arity: .fields)
    ],
    result: "a table",
    examples: [Example("table(x: [1, 2, 3], y: [1, 4, 9]).y[2]", gives: "9")],
    seeAlso: ["record", "group", "join", "plot", "save"]
  ) { arguments, _ in
    let fields = try arguments.fields("column").fields
    let columns = try fields.map { Table.Column(name: $0.name, values: try $0.value.elements()) }
    if let odd = columns.first(where: { $0.values.count != columns[0].values.count }) {
      throw arguments.diagnostic(
        "column",
        "table: \(columns[0].name) has \(columns[0].values.count) rows, but \(odd.name) has \(odd.values.count)"
      )
    }
    return .table(Table(columns))
  }
}
