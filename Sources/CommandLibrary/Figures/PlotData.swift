import Display
import Interpreter
import Language
import Tensors

/// What `plot` was given, as series.
struct PlotData {
  private(set) var series: [Figure.Series] = []
  private(set) var xLabel = ""
  private let arguments: Arguments

  /// A list of numbers to draw, with the name of its column.
  private struct Numbers {
    let name: String
    let values: [Double]
  }

  init(_ arguments: Arguments) throws {
    self.arguments = arguments
    let data = try arguments.list("data")
    switch data.first {
    case .table(let table): try read(table)
    case .object(let object):
      guard case .table(let table) = object.field("table") else {
        throw arguments.mistake("data", "plot: there is nothing to draw in \(object.kind.phrase)")
      }
      try read(table)
    default:
      // plot y, or plot x, y: what has no label comes before what has one.
      let y = arguments.value("y") ?? data.last
      let x = arguments.value("x") ?? (data.count > 1 || arguments.has("y") ? data.first : nil)
      try read(x: x, y: y)
    }
    let labelled = ["x", "y"].count(where: arguments.has)
    let isTable = data.first.map { $0.kind != .tensor } ?? false
    if data.count > (isTable ? 1 : 2 - labelled) {
      throw arguments.mistake(
        "data", "plot: expected one table, or numbers for x and y, found \(data.count) values",
        help: "several columns: y: [\"a\", \"b\"]; several figures: plot(…), plot(…)")
    }
    if series.isEmpty {
      throw arguments.mistake("data", "plot: there is nothing to draw", help: "give a table, or y:")
    }
  }

  /// Columns by name; a column may also be given as numbers.
  private mutating func read(_ table: Table) throws {
    let x = try arguments.value("x").map { try columns($0, "x", in: table) }?.first
    guard let x = try x ?? table.columns.first.map({ try numbers($0) }) else { return }
    let y =
      try arguments.value("y").map { try columns($0, "y", in: table) }
      ?? table.columns.filter { $0.name != x.name && $0.isNumeric }.map { try numbers($0) }
    let errors = try arguments.value("errors").map { try columns($0, "errors", in: table) } ?? []
    xLabel = x.name
    try append(x: x.values, y, errors: errors)
  }

  /// Plain numbers.
  private mutating func read(x: Value?, y: Value?) throws {
    guard let y else { return }
    let rows = try rows(y, "y")
    let x = try x.map { try self.rows($0, "x") }?.first?.values
    let errors = try arguments.value("errors").map { try self.rows($0, "errors") } ?? []
    try append(x: x ?? (rows.first?.values.indices).map { $0.map(Double.init) } ?? [], rows, errors: errors)
  }

  private mutating func append(x: [Double], _ rows: [Numbers], errors: [Numbers]) throws {
    let labels = try PlotLabels(arguments).labels
    for (index, row) in rows.enumerated() {
      let bars = errors.indices.contains(index) ? errors[index].values : nil
      for (name, count) in [("x", x.count), ("errors", bars?.count)] {
        guard let count, count != row.values.count else { continue }
        let place = [name, "y", "data"].first(where: arguments.has) ?? name
        throw arguments.mistake(place, "plot: y has \(row.values.count) numbers, \(name) has \(count)")
      }
      let label = labels.indices.contains(index) ? labels[index] : row.name
      series.append(Figure.Series(label: label, x: x, y: row.values, errors: bars))
    }
  }

  /// The columns a text or texts name, or numbers in the place of a column.
  private func columns(_ value: Value, _ name: String, in table: Table) throws -> [Numbers] {
    guard let names = PlotLabels.texts(value) else { return try rows(value, name) }
    return try names.map { try numbers(try arguments.column($0, of: table, for: name, "plot"), name) }
  }

  private func numbers(_ column: Table.Column, _ name: String = "data") throws -> Numbers {
    Numbers(name: column.name, values: try arguments.numbers(of: column, for: name, "plot"))
  }

  /// One row of numbers, or the rows of a matrix.
  private func rows(_ value: Value, _ name: String) throws -> [Numbers] {
    guard let tensor = try? value.asTensor(), tensor.shape.rank == 1 || tensor.shape.rank == 2 else {
      throw arguments.mistake(
        name, "plot: \(name): expected numbers, found \(value.described)",
        help: "names of columns need a table")
    }
    let width = tensor.shape.extents.last ?? 0
    let count = tensor.shape.rank == 1 ? 1 : tensor.shape.extents[0]
    return (0..<count).map { row in
      Numbers(name: "", values: Array(tensor.elements[row * width..<(row + 1) * width]))
    }
  }
}

extension Table.Column {
  /// Whether there are cells, all of them numbers or nothing.
  fileprivate var isNumeric: Bool { !values.isEmpty && numbers != nil }
}

/// The names of series that `label` gives.
struct PlotLabels {
  let labels: [String]

  init(_ arguments: Arguments) throws {
    guard let value = arguments.value("label") else {
      labels = []
      return
    }
    guard let texts = Self.texts(value) else {
      throw arguments.mistake("label", "plot: label: expected texts, found \(value.described)")
    }
    labels = texts
  }

  /// A text, or a list of texts; `nil` for anything else.
  static func texts(_ value: Value) -> [String]? {
    switch value {
    case .text(let text): return [text]
    case .list(let values):
      let texts = values.compactMap { if case .text(let text) = $0 { text } else { nil } }
      return texts.count == values.count ? texts : nil
    default: return nil
    }
  }
}
