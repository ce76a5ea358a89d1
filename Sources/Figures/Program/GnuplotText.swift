/// Values as gnuplot reads them.
enum GnuplotText {
  /// Text as itself: within single quotes nothing but the quote is special to gnuplot, neither backslash nor backquote nor `@`.
  /// It stays on one line, and characters that no drawing can show become blanks.
  static func quoted(_ text: String) -> String {
    // Scalars and not characters: a quote under an accent is a quote to gnuplot.
    let scalars = text.unicodeScalars.map { scalar in
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: " "
      case .unassigned where scalar.properties.isNoncharacterCodePoint: "\u{FFFD}"
      default: scalar == "'" ? "''" : String(scalar)
      }
    }
    return "'" + scalars.joined() + "'"
  }

  /// A number with all its digits.
  static func number(_ value: Double) -> String { value.isFinite ? "\(value)" : "NaN" }

  static func range(_ range: ClosedRange<Double>) -> String {
    "[\(number(range.lowerBound)):\(number(range.upperBound))]"
  }

  /// A named block of data within the program, a row a line. Its rows cannot end it: they are numbers.
  static func block(_ name: String, _ rows: [[Double]]) -> String {
    let lines = rows.map { $0.map(number).joined(separator: " ") }
    return (["$\(name) << END"] + lines + ["END"]).joined(separator: "\n")
  }
}
