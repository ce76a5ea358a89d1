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

    /// What `table.column` gives: a tensor of numbers, or a list of anything else.
    package var value: Value { numbers.map { .tensor(Tensor($0)) } ?? .list(values) }
  }
  package let columns: [Column]

  /// A table of these columns, which must be of equal length.
  package init(_ columns: [Column]) {
    precondition(columns.allSatisfy { $0.values.count == columns.first?.values.count })
    self.columns = columns
  }

  package var rowCount: Int { columns.first?.values.count ?? 0 }

  package var names: [String] { columns.map(\.name) }

  /// The column of that name, Greek letters matching their names.
  package func column(_ name: String) -> Column? { columns.first { GreekNames.match($0.name, name) } }

  package func row(_ index: Int) -> Record { Record(columns.map { ($0.name, $0.values[index]) }) }
}
