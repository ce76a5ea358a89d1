import Interpreter
import Language
import Tensors

/// Columns of numbers as `plot` and `fit` are given them: by their names in a table, or as numbers.
///
/// Their declarations share `data` (tables or numbers, by position), `x`, `y` and `errors`.
struct DataColumns {
  /// Numbers, with the name of their column where they have one.
  struct Column {
    let name: String
    let values: [Double]
  }

  private(set) var x = Column(name: "", values: [])
  private(set) var y: [Column] = []
  /// As many of the columns y as have errors, in their order.
  private(set) var errors: [Column] = []
  private let arguments: Arguments

  private var command: String { arguments.commandName }

  /// What there is "to draw"; `several` says how it is given where too much was.
  init(
    _ arguments: Arguments, to purpose: String, several: String? = nil, in context: CommandContext
  ) throws {
    self.arguments = arguments
    let data = try arguments.list("data")
    switch data.first {
    case .table(let table): try read(table)
    case .object(let object):
      guard case .table(let table) = context.member("table", of: data[0]) else {
        throw arguments.diagnostic(
          "data", "\(command): there is nothing to \(purpose) in \(object.kind.phrase)")
      }
      try read(table)
    default:
      // y, or x, y: what has no label comes before what has one.
      let y = arguments.value("y") ?? data.last
      let x = arguments.value("x") ?? (data.count > 1 || arguments.has("y") ? data.first : nil)
      try read(x: x, y: y)
    }
    try requireLengths()
    let labelled = ["x", "y"].count(where: arguments.has)
    let isTable = data.first.map { [.table, .history, .result].contains($0.kind) } ?? false
    if data.count > (isTable ? 1 : 2 - labelled) {
      throw arguments.diagnostic(
        "data", "\(command): expected one table, or numbers for x and y, found \(data.count) values",
        help: several)
    }
    if y.isEmpty {
      throw arguments.diagnostic(
        "data", "\(command): there is nothing to \(purpose)", help: "give a table, or y:")
    }
  }

  /// Where an error about a column is shown: its own argument, or the table's.
  func place(of column: String) -> String { [column, "y", "data"].first(where: arguments.has) ?? column }

  /// Columns by name; a column may also be given as numbers.
  private mutating func read(_ table: Table) throws {
    let x = try arguments.value("x").map { try columns($0, "x", in: table) }?.first
    guard let x = try x ?? table.columns.first.map({ try numbers($0) }) else { return }
    self.x = x
    errors = try arguments.value("errors").map { try columns($0, "errors", in: table) } ?? []
    let taken = Set(errors.map(\.name) + [x.name])
    y =
      try arguments.value("y").map { try columns($0, "y", in: table) }
      ?? table.columns.filter { !taken.contains($0.name) && $0.isNumeric }.map { try numbers($0) }
  }

  /// Plain numbers.
  private mutating func read(x: Value?, y: Value?) throws {
    guard let y else { return }
    self.y = try rows(y, "y")
    errors = try arguments.value("errors").map { try rows($0, "errors") } ?? []
    let counted = (self.y.first?.values.indices).map { $0.map(Double.init) } ?? []
    self.x = try x.map { try rows($0, "x") }?.first ?? Column(name: "", values: counted)
  }

  private func requireLengths() throws {
    for (index, column) in y.enumerated() {
      let bars = errors.indices.contains(index) ? errors[index].values.count : nil
      for (name, count) in [("x", x.values.count), ("errors", bars)] {
        guard let count, count != column.values.count else { continue }
        throw arguments.diagnostic(
          place(of: name), "\(command): y has \(column.values.count) numbers, \(name) has \(count)")
      }
    }
  }

  /// The columns a text or texts name, or numbers in the place of a column.
  private func columns(_ value: Value, _ name: String, in table: Table) throws -> [Column] {
    guard let names = value.texts else { return try rows(value, name) }
    return try names.map { text in
      try numbers(arguments.column(text, of: table, in: name), in: name)
    }
  }

  private func numbers(_ column: Table.Column, in name: String = "data") throws -> Column {
    Column(name: column.name, values: try arguments.numbers(of: column, in: name))
  }

  /// One row of numbers, or the rows of a matrix.
  private func rows(_ value: Value, _ name: String) throws -> [Column] {
    guard let tensor = try? value.asTensor(), tensor.shape.rank == 1 || tensor.shape.rank == 2 else {
      throw arguments.diagnostic(
        name, "\(command): \(name): expected numbers, found \(value.described)",
        help: "names of columns need a table")
    }
    let width = tensor.shape.extents.last ?? 0
    let count = tensor.shape.rank == 1 ? 1 : tensor.shape.extents[0]
    return (0..<count).map { row in
      Column(name: "", values: Array(tensor.elements[row * width..<(row + 1) * width]))
    }
  }
}

extension Table.Column {
  /// Whether there are cells, all of them numbers or nothing.
  var isNumeric: Bool { !values.isEmpty && numbers != nil }
}

extension Arguments {
  /// The column of that name; the caret is under the argument that names it.
  func column(_ text: String, of table: Table, in name: String) throws -> Table.Column {
    if let column = table.column(text) { return column }
    throw diagnostic(
      name, "\(commandName): the table has no column \(text)",
      suggestion: Suggestion.closest(to: text, among: table.names).map { "\"\($0)\"" },
      help: "it has \(table.names.joined(separator: ", "))")
  }

  /// What a column holds, where it is numbers; the caret is under the argument that names it.
  func numbers(of column: Table.Column, in name: String) throws -> [Double] {
    guard let values = column.numbers else {
      throw diagnostic(name, "\(commandName): the column \(column.name) does not hold numbers")
    }
    return values
  }

  /// The columns that a text, or a list of texts, names.
  func columns(_ name: String, of table: Table) throws -> [Table.Column] {
    guard let texts = value(name)?.texts, !texts.isEmpty else {
      throw diagnostic(
        name,
        "\(commandName): \(name): expected names of columns, found \(value(name)?.described ?? "nothing")")
    }
    return try texts.map { try column($0, of: table, in: name) }
  }

  func table(_ name: String) throws -> Table {
    guard case .table(let table) = value(name) else {
      throw diagnostic(name, "\(commandName): \(name): expected a table")
    }
    return table
  }
}

extension Value {
  /// A text, or a list of texts; `nil` for anything else.
  var texts: [String]? {
    switch self {
    case .text(let text): return [text]
    case .list(let values):
      let texts = values.compactMap { if case .text(let text) = $0 { text } else { nil } }
      return texts.count == values.count ? texts : nil
    default: return nil
    }
  }
}
