import Language
import Tensors

/// Columns of equal length, by name.
package struct Table: Sendable {
  package struct Column: Sendable {
    package let name: String
    package let values: [Value]

    package init(name: String, values: [Value]) {
      self.name = name
      self.values = values
    }

    package init(name: String, numbers: [Double]) { self.init(name: name, values: numbers.map(Value.number)) }

    /// The numbers, or `nil` when a cell holds anything else; `nothing` counts as not-a-number.
    package var numbers: [Double]? {
      var numbers: [Double] = []
      numbers.reserveCapacity(values.count)
      for value in values {
        switch value {
        case .number(let number): numbers.append(number)
        case .nothing: numbers.append(.nan)
        default: return nil
        }
      }
      return numbers
    }

    /// The booleans, or `nil` when a cell holds anything else, or there is none.
    private var booleans: [Bool]? {
      let booleans = values.compactMap { if case .boolean(let boolean) = $0 { boolean } else { nil } }
      return booleans.count == values.count && !values.isEmpty ? booleans : nil
    }

    /// What `table.column` gives: a tensor of numbers, a mask of booleans, or a list of anything else.
    package var value: Value {
      if let numbers { return .tensor(Tensor(numbers)) }
      return booleans.map { .mask(Tensor($0)) } ?? .list(values)
    }
  }
  package let columns: [Column]

  /// A table of these columns; shorter ones are filled up with `nothing`.
  package init(_ columns: [Column]) {
    let rowCount = columns.map(\.values.count).max() ?? 0
    self.columns = columns.map { column in
      let missing = rowCount - column.values.count
      guard missing > 0 else { return column }
      return Column(name: column.name, values: column.values + Array(repeating: .nothing, count: missing))
    }
  }

  /// A table of rows, each with a value for every name.
  package init(_ names: [String], rows: [[Value]]) {
    self.init(names.enumerated().map { place, name in Column(name: name, values: rows.map { $0[place] }) })
  }

  package var rowCount: Int { columns.first?.values.count ?? 0 }

  package var names: [String] { columns.map(\.name) }

  /// The column of that name, Greek letters matching their names.
  package func column(_ name: String) -> Column? {
    columns.first { $0.name == name } ?? columns.first { GreekNames.match($0.name, name) }
  }

  package func row(_ index: Int) -> Record { Record(columns.map { ($0.name, $0.values[index]) }) }

  /// The rows at those places, in that order.
  package func rows(_ places: [Int]) -> Table {
    Table(columns.map { column in Column(name: column.name, values: places.map { column.values[$0] }) })
  }

  /// The table with one more column, or with another in the place of one it has. Throws where the lengths
  /// differ.
  func with(_ column: Column) throws -> Table {
    guard columns.isEmpty || column.values.count == rowCount else {
      throw Diagnostic.argument(
        "the table has \(rowCount) rows, the column \(column.name) has \(column.values.count)")
    }
    guard let place = columns.firstIndex(where: { GreekNames.match($0.name, column.name) }) else {
      return Table(columns + [column])
    }
    var columns = columns
    columns[place] = Column(name: columns[place].name, values: column.values)
    return Table(columns)
  }
}
