import Display
import Interpreter
import Language
import Tensors

/// What the commands of figures ask of their arguments.
extension Arguments {
  /// The column of a table that an argument names.
  func column(_ text: String, of table: Table, for name: String, _ command: String) throws -> Table.Column {
    guard let column = table.column(text) else {
      throw mistake(
        name, "\(command): the table has no column \(text)",
        suggestion: Suggestion.closest(to: text, among: table.names).map { "\"\($0)\"" },
        help: "it has \(table.names.joined(separator: ", "))")
    }
    return column
  }

  func numbers(of column: Table.Column, for name: String, _ command: String) throws -> [Double] {
    guard let values = column.numbers else {
      throw mistake(name, "\(command): the column \(column.name) does not hold numbers")
    }
    return values
  }

  /// The limits of an axis, or of colours.
  func limits(_ name: String, _ command: String) throws -> ClosedRange<Double> {
    let range = try range(name)
    guard range.lower < range.upper else {
      throw mistake(name, "\(command): \(name) must run from a smaller to a larger number")
    }
    return range.lower...range.upper
  }

  /// A value for each of so many series: one for all of them, or one each of a list; `nil` where none is given.
  func each(_ name: String, of count: Int, _ command: String) throws -> [Value]? {
    guard let value = value(name) else { return nil }
    guard case .list(let values) = value else { return Array(repeating: value, count: count) }
    guard values.count == count else {
      throw mistake(
        name, "\(command): \(name): expected one for each of \(count) series, found \(values.count)")
    }
    return values
  }
}

extension Value {
  /// The figure, where it is one.
  var figure: Figure? {
    if case .object(let object as FigureObject) = self { object.figure } else { nil }
  }
}
