import Display
import Interpreter
import Tensors

/// What `plot` was given, as series.
struct PlotData {
  private(set) var series: [Figure.Series] = []
  private(set) var xLabel = ""

  init(_ arguments: Arguments) throws {
    let data = try arguments.list("data")
    guard data.count <= 1 else {
      throw arguments.mistake("data", "plot: expected one table, found \(data.count) values", help: "several series: y: [\"a\", \"b\"]")
    }
    let style: Figure.Series.Style =
      switch try arguments.text("style") {
      case "points": .points
      case "both": .linePoints
      default: .line
      }
    let labels = try Self.names("label", arguments)
    switch data.first {
    case .table(let table): try read(table, style, labels, arguments)
    case .object(let object): 
      guard case .table(let table) = object.field("table") else {
        throw arguments.mistake("data", "plot: there is nothing to draw in \(object.kind.phrase)")
      }
      try read(table, style, labels, arguments)
    case let values: try read(values, style, labels, arguments)
    }
  }

  /// Columns by name; a column may also be given as numbers.
  private mutating func read(
    _ table: Table, _ style: Figure.Series.Style, _ labels: [String], _ arguments: Arguments
  ) throws {
    guard let first = table.columns.first else { throw arguments.mistake("data", "plot: the table has no columns") }
    let x = try Self.column(arguments.has("x") ? "x" : nil, in: table, arguments) ?? first
    let chosen = arguments.has("y") ? try Self.columns("y", in: table, arguments)
      : table.columns.filter { $0.name != x.name && $0.numbers != nil && !$0.values.isEmpty }
    let errors = arguments.has("errors") ? try Self.columns("errors", in: table, arguments) : []
    xLabel = x.name
    for (index, column) in chosen.enumerated() {
      try append(
        labels.indices.contains(index) ? labels[index] : column.name, x: try Self.numbers(x, arguments),
        y: try Self.numbers(column, arguments),
        errors: errors.indices.contains(index) ? try Self.numbers(errors[index], arguments) : nil, style, arguments)
    }
  }

  /// Plain numbers.
  private mutating func read(
    _ values: Value?, _ style: Figure.Series.Style, _ labels: [String], _ arguments: Arguments
  ) throws {
    guard let y = values ?? arguments.value("y") else {
      throw arguments.mistake("y", "plot: there is nothing to draw", help: "give a table, or y:")
    }
    let rows = try Self.rows(y, "y", arguments)
    let errors = try arguments.value("errors").map { try Self.rows($0, "errors", arguments) } ?? []
    let given: [Double]? = arguments.has("x") ? try Self.rows(arguments.value("x") ?? .nothing, "x", arguments)[0] : nil
    for (index, row) in rows.enumerated() {
      let x = given ?? row.indices.map(Double.init)
      try append(
        labels.indices.contains(index) ? labels[index] : "", x: x, y: row,
        errors: errors.indices.contains(index) ? errors[index] : nil, style, arguments)
    }
  }

  private mutating func append(
    _ label: String, x: [Double], y: [Double], errors: [Double]?, _ style: Figure.Series.Style, _ arguments: Arguments
  ) throws {
    guard x.count == y.count else {
      throw arguments.mistake("y", "plot: x has \(x.count) numbers, y has \(y.count)")
    }
    guard errors.map({ $0.count == y.count }) ?? true else {
      throw arguments.mistake("errors", "plot: y has \(y.count) numbers, errors has \(errors?.count ?? 0)")
    }
    series.append(Figure.Series(label: label, x: x, y: y, errors: errors, style: style))
  }

  /// A text or a list of texts.
  private static func names(_ name: String, _ arguments: Arguments) throws -> [String] {
    switch arguments.value(name) {
    case .text(let text): [text]
    case .list(let values):
      try values.map { value in
        guard case .text(let text) = value else {
          throw arguments.mistake(name, "plot: \(name): expected texts, found \(value.described)")
        }
        return text
      }
    default: []
    }
  }

  private static func column(_ name: String?, in table: Table, _ arguments: Arguments) throws -> Table.Column? {
    guard let name else { return nil }
    return try columns(name, in: table, arguments).first
  }

  private static func columns(_ name: String, in table: Table, _ arguments: Arguments) throws -> [Table.Column] {
    switch arguments.value(name) {
    case .tensor, .range: return [Table.Column(name: "", values: try arguments.value(name)?.elements() ?? [])]
    default:
      return try names(name, arguments).map { text in
        guard let column = table.column(text) else {
          throw arguments.mistake(
            name, "plot: the table has no column \(text)", help: "it has \(table.names.joined(separator: ", "))")
        }
        return column
      }
    }
  }

  private static func numbers(_ column: Table.Column, _ arguments: Arguments) throws -> [Double] {
    guard let numbers = column.numbers else {
      throw arguments.mistake("data", "plot: the column \(column.name) does not hold numbers")
    }
    return numbers
  }

  /// One row of numbers, or the rows of a matrix.
  private static func rows(_ value: Value, _ name: String, _ arguments: Arguments) throws -> [[Double]] {
    guard let tensor = try? value.asTensor(), tensor.shape.rank == 1 || tensor.shape.rank == 2 else {
      throw arguments.mistake(name, "plot: \(name): expected numbers, found \(value.described)", help: "column names need a table")
    }
    guard tensor.shape.rank == 2 else { return [tensor.elements] }
    let width = tensor.shape.extents[1]
    return (0..<tensor.shape.extents[0]).map { Array(tensor.elements[$0 * width..<($0 + 1) * width]) }
  }
}
