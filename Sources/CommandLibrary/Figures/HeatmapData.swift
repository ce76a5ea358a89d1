import Interpreter
import Tensors

/// What `heatmap` was given, as cells.
struct HeatmapData {
  private(set) var x: [Double] = []
  private(set) var y: [Double] = []
  /// Row after row, a row for each `y`.
  private(set) var values: [Double] = []
  private(set) var xLabel = ""
  private(set) var yLabel = ""
  private(set) var label = ""
  /// Whether it stands as a matrix is printed, the first row on top.
  private(set) var isPrinted = false
  private let arguments: Arguments

  static func expectation(found axes: Int) -> String { "heatmap: expected a matrix of 2 axes, found \(axes)" }
  /// Beyond that many cells a table is no grid.
  private static let mostCells = 1_000_000

  init(_ arguments: Arguments) throws {
    self.arguments = arguments
    switch arguments.value("data") {
    case .table(let table): try read(table)
    case .object(let result as LearnedObject): try read(result)
    case .tensor(let matrix): try read(matrix)
    default: throw arguments.diagnostic("data", "heatmap: there is no matrix in it")
    }
    guard !values.isEmpty else { throw arguments.diagnostic("data", "heatmap: there is nothing to draw") }
  }

  // MARK: Matrices

  private mutating func read(_ matrix: Tensor<Double>) throws {
    let extents = matrix.shape.extents
    guard extents.count == 2 else {
      throw arguments.diagnostic("data", Self.expectation(found: extents.count))
    }
    x = try middles("x", count: extents[1], of: "columns")
    y = try middles("y", count: extents[0], of: "rows")
    values = matrix.elements
    isPrinted = !arguments.has("y")
  }

  /// The numbers at rows or columns; their indices where none are given.
  private func middles(_ name: String, count: Int, of what: String) throws -> [Double] {
    guard let value = arguments.value(name) else { return (0..<count).map(Double.init) }
    guard case .tensor(let tensor) = value, tensor.shape.rank == 1 else {
      throw arguments.diagnostic(
        name, "heatmap: \(name): expected numbers, found \(value.described)",
        help: "names of columns need a table")
    }
    guard tensor.elements.count == count else {
      throw arguments.diagnostic(
        name, "heatmap: the matrix has \(count) \(what), \(name) has \(tensor.elements.count) numbers")
    }
    guard zip(tensor.elements, tensor.elements.dropFirst()).allSatisfy(<) else {
      throw arguments.diagnostic(name, "heatmap: \(name) must be ascending")
    }
    return tensor.elements
  }

  /// The accuracy on each task after each training.
  private mutating func read(_ result: LearnedObject) throws {
    for name in ["x", "y", "value"] where arguments.has(name) {
      throw arguments.diagnostic(name, "heatmap: a result has its rows and columns already")
    }
    let matrix = result.course.accuracies
    let count = result.taskNames.count
    x = (0..<count).map { Double($0 + 1) }
    y = matrix.isJoint ? [Double(count)] : x
    values = matrix.accuracies.flatMap(\.self)
    (xLabel, yLabel, label) = ("task", "tasks learned", "accuracy")
    isPrinted = true
  }

  // MARK: Tables

  private mutating func read(_ table: Table) throws {
    let (across, up, value) = (
      try column("x", 0, of: table), try column("y", 1, of: table), try column("value", 2, of: table)
    )
    (xLabel, yLabel, label) = (across.name, up.name, value.name)
    let places = (try numbers(across, "x"), try numbers(up, "y"))
    let numbers = try numbers(value, "value")
    x = Set(places.0.filter(\.isFinite)).sorted()
    y = Set(places.1.filter(\.isFinite)).sorted()
    guard x.count * y.count <= Self.mostCells else {
      throw arguments.diagnostic(
        "data", "heatmap: \(x.count) × \(y.count) cells are more than \(Self.mostCells)",
        help: "x and y of the table should form a grid, as those of a sweep do")
    }
    values = Array(repeating: .nan, count: x.count * y.count)
    let columns = Dictionary(uniqueKeysWithValues: zip(x, x.indices))
    let rows = Dictionary(uniqueKeysWithValues: zip(y, y.indices))
    var isFilled = Array(repeating: false, count: values.count)
    for (index, number) in numbers.enumerated() {
      guard let column = columns[places.0[index]], let row = rows[places.1[index]] else { continue }
      let place = row * x.count + column
      guard !isFilled[place] else {
        throw arguments.diagnostic(
          "data",
          "heatmap: several rows have \(xLabel) \(Value.number(x[column]).summary) and \(yLabel) \(Value.number(y[row]).summary)",
          help: "a third variable? filter(table, row -> …) chooses one of its values")
      }
      isFilled[place] = true
      values[place] = number
    }
  }

  private func column(_ name: String, _ index: Int, of table: Table) throws -> Table.Column {
    guard let value = arguments.value(name) else {
      guard table.columns.indices.contains(index) else {
        throw arguments.diagnostic(
          "data", "heatmap: the table needs columns for x, y and the value, found \(table.columns.count)")
      }
      return table.columns[index]
    }
    guard case .text(let text) = value else {
      throw arguments.diagnostic(
        name, "heatmap: \(name): expected the name of a column, found \(value.described)")
    }
    return try arguments.column(text, of: table, in: name)
  }

  private func numbers(_ column: Table.Column, _ name: String) throws -> [Double] {
    try arguments.numbers(of: column, in: arguments.has(name) ? name : "data")
  }
}
