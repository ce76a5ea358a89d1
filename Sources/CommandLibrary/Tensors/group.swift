import Interpreter
import Language
import Tensors

extension Command {
  static let group = Command(
    "group", group: .tensors,
    summary: "Groups rows with equal values of a column, and gives the others’ means with standard errors",
    details: """
      A column q becomes its mean q and its standard error qError = √(Σ(q − mean)²/(m(m − 1))) over the m rows of a group, as plot and fit
      want them: errors: "qError". The error is empty for a single row. Empty cells are left out; columns that are not of numbers are
      dropped. Groups stand in the order in which they first appear.
      """,
    parameters: [
      Parameter("table", .table, summary: "the rows"),
      Parameter("by", .text, .list, summary: "the column with equal values, or several"),
    ],
    result:
      "a table: the columns of by, rows, the number of them, then a mean and an error of each other column",
    examples: [
      Example(
        "t = table(n: [1, 1, 2], q: [3, 5, 7])\ngroup(t, by: \"n\")[0]",
        gives: "record(n: 1, rows: 2, q: 4, qError: 1)"),
      Example(
        "runs = sweep α in 1...3, trial in 1...8 { α + random() }\n"
          + "points = group runs, by: \"alpha\"\nplot points, x: \"alpha\", y: \"value\", errors: \"valueError\""
      ),
    ],
    seeAlso: ["join", "sort", "filter", "fit", "plot"]
  ) { arguments, context in
    let table = try arguments.table("table")
    let by = try arguments.columns("by", of: table)
    var places: [[CellKey]: Int] = [:]
    var groups: [[Int]] = []
    for (row, key) in try arguments.keys(by, "by", in: context).enumerated() {
      if let place = places[key] {
        groups[place].append(row)
      } else {
        places[key] = groups.count
        groups.append([row])
      }
    }
    var columns = by.map { column in
      Table.Column(name: column.name, values: groups.map { $0.first.map { column.values[$0] } ?? .nothing })
    }
    columns.append(Table.Column(name: "rows", numbers: groups.map { Double($0.count) }))
    let names = Set(by.map(\.name))
    for column in table.columns where !names.contains(column.name) && column.isNumeric {
      let estimates = try groups.map {
        try Estimate(of: $0.compactMap { column.values[$0].number }, in: context)
      }
      columns.append(Table.Column(name: column.name, values: estimates.map(\.mean)))
      columns.append(Table.Column(name: column.name + "Error", values: estimates.map(\.error)))
    }
    for (place, column) in columns.enumerated()
    where columns[..<place].contains(where: { $0.name == column.name }) {
      throw arguments.diagnostic(
        "table", "group: the result would have two columns \(column.name)",
        help: "select the columns to group first")
    }
    return .table(Table(columns))
  }
}

/// A mean with its standard error; what there are too few numbers for is an empty cell.
private struct Estimate {
  var mean = Value.nothing
  var error = Value.nothing

  init(of numbers: [Double], in context: CommandContext) throws {
    guard !numbers.isEmpty else { return }
    let tensor = Tensor(numbers)
    mean = .number(try tensor.reduced(.mean, in: context.work))
    guard numbers.count > 1 else { return }
    error = .number(try tensor.reduced(.std, in: context.work) / Double(numbers.count - 1).squareRoot())
  }
}
