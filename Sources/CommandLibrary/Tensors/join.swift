import Execution
import Interpreter
import Language

extension Command {
  static let join = Command(
    "join", group: .tensors,
    summary: "Puts rows of two tables beside each other where they have equal values in a column",
    details: """
      Rows without a partner are left out; rows with several appear once for each. A column that both tables have gets the suffix in the
      second one.
      """,
    parameters: [
      Parameter("first", .table, summary: "a table, whose order is kept"),
      Parameter("second", .table, summary: "the table with further columns"),
      Parameter("on", .text, .list, summary: "the column both have in common, or several"),
      Parameter(
        "suffix", .text, summary: "what names of the second table end with where the first has them, too",
        default: .absent),
    ],
    result: "a table: the columns of on, the first table's others, the second's",
    examples: [
      Example(
        "a = table(n: [1, 2, 3], q: [4, 5, 6]); b = table(n: [3, 1], r: [7, 8])\njoin(a, b, on: \"n\")[1]",
        gives: "record(n: 3, q: 6, r: 7)"),
      Example(
        "theory = sweep α in 1...3 { record(error: exp(-α)) }\nruns = sweep α in 1...3 { record(error: exp(-α) + 0.5) }\n"
          + "both = join runs, theory, on: \"alpha\", suffix: \"Theory\"\nboth.error - both.errorTheory",
        gives: "[0.5, 0.5, 0.5]"),
    ],
    seeAlso: ["group", "table", "select"]
  ) { arguments, context in
    let (first, second) = (try arguments.table("first"), try arguments.table("second"))
    let on = try arguments.columns("on", of: first)
    let partners = try arguments.columns("on", of: second)
    var rows: [[CellKey]: [Int]] = [:]
    for (row, key) in try arguments.keys(partners, "on", in: context).enumerated() {
      rows[key, default: []].append(row)
    }
    let keys = try arguments.keys(on, "on", in: context)
    let count = keys.reduce(0) { $0 + (rows[$1]?.count ?? 0) }
    let more = try arguments.renamed(
      second.columns.filter { column in !partners.contains { $0.name == column.name } }, besides: first)
    try Memory.require(
      bytes: count, each: (first.columns.count + more.count + 2) * MemoryLayout<Value>.stride)
    var pairs: (first: [Int], second: [Int]) = ([], [])
    for (row, key) in keys.enumerated() {
      try context.work.checkpoint()
      for partner in rows[key] ?? [] {
        pairs.first.append(row)
        pairs.second.append(partner)
      }
    }
    let others = first.columns.filter { column in !on.contains { $0.name == column.name } }
    return .table(
      Table(Table(on + others).rows(pairs.first).columns + Table(more).rows(pairs.second).columns))
  }
}

extension Arguments {
  /// The second table's columns, under names that the first one does not have.
  fileprivate func renamed(_ columns: [Table.Column], besides first: Table) throws -> [Table.Column] {
    try columns.map { column in
      guard first.column(column.name) != nil else { return column }
      guard has("suffix") else {
        throw diagnostic(
          "second", "join: both tables have a column \(column.name)",
          help: "suffix: \"2\" makes it \(column.name)2")
      }
      let name = column.name + (try text("suffix"))
      guard first.column(name) == nil, !columns.contains(where: { $0.name == name }) else {
        throw diagnostic("suffix", "join: there is a column \(name) already")
      }
      return Table.Column(name: name, values: column.values)
    }
  }
}
