import Display
import Interpreter

/// What the commands of figures ask of their arguments.
extension Arguments {
  /// The limits of an axis, or of colours.
  func limits(_ name: String) throws -> ClosedRange<Double> {
    let range = try range(name)
    guard range.lower < range.upper else {
      throw diagnostic(name, "\(commandName): \(name) must run from a smaller to a larger number")
    }
    return range.lower...range.upper
  }

  /// A value for each of so many series: one for all of them, or one each of a list; `nil` where none is given.
  func each(_ name: String, of count: Int) throws -> [Value]? {
    guard let value = value(name) else { return nil }
    guard case .list(let values) = value else { return Array(repeating: value, count: count) }
    guard values.count == count else {
      throw diagnostic(
        name, "\(commandName): \(name): expected one for each of \(count) series, found \(values.count)")
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
