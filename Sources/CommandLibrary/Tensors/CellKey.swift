import Interpreter
import Language

/// What a cell of a table is compared and ordered by: numbers, then texts, booleans and empty cells; `nan` is
/// the last number, and equal to itself.
enum CellKey: Hashable, Comparable {
  case number(Double)
  case nan
  case text(String)
  case boolean(Bool)
  case nothing

  /// `nil` for what no cell is compared by: a list, a table.
  init?(_ value: Value) {
    switch value {
    case .number(let number): self = number.isNaN ? .nan : .number(number)
    case .text(let text): self = .text(text)
    case .boolean(let boolean): self = .boolean(boolean)
    case .nothing: self = .nothing
    default: return nil
    }
  }

  private var rank: Int {
    switch self {
    case .number: 0
    case .nan: 1
    case .text: 2
    case .boolean: 3
    case .nothing: 4
    }
  }

  static func < (one: CellKey, other: CellKey) -> Bool {
    switch (one, other) {
    case (.number(let x), .number(let y)): x < y
    case (.text(let x), .text(let y)): x < y
    case (.boolean(let x), .boolean(let y)): !x && y
    default: one.rank < other.rank
    }
  }
}

extension Arguments {
  /// The keys of each row in the columns; `name` is the argument that names them.
  func keys(_ columns: [Table.Column], _ name: String, in context: CommandContext) throws -> [[CellKey]] {
    try (columns.first?.values.indices ?? 0..<0).map { row in
      try context.work.checkpoint()
      return try columns.map { column in
        if let key = CellKey(column.values[row]) { return key }
        throw diagnostic(
          name,
          "\(commandName): the column \(column.name) holds \(column.values[row].described) in row \(row)")
      }
    }
  }
}
