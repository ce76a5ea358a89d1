/// Values as gnuplot reads them.
enum GnuplotText {
  /// Text as itself: within single quotes nothing but the quote is special to gnuplot, neither backslash nor backquote nor `@`.
  /// It stays on one line, and characters that no drawing can show become blanks. Quotes stand by themselves between the pieces: gnuplot
  /// takes a doubled one for itself in the middle only, and never two.
  ///
  /// gnuplot leaves `]]>` as it is, which XML does not allow: a joiner without width stands before the `>`.
  static func quoted(_ text: String) -> String {
    // Scalars and not characters: a quote under an accent is a quote to gnuplot.
    var brackets = 0
    let scalars = text.unicodeScalars.map { scalar -> String in
      defer { brackets = scalar == "]" ? brackets + 1 : 0 }
      if scalar == ">", brackets >= 2 { return "\u{2060}>" }
      return switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: " "
      case .unassigned where scalar.properties.isNoncharacterCodePoint: "\u{FFFD}"
      default: String(scalar)
      }
    }
    return scalars.split(separator: "'", omittingEmptySubsequences: false).map { "'\($0.joined())'" }
      .joined(separator: " . \"'\" . ")
  }

  /// Lines, one below the other.
  static func quoted(_ lines: [String]) -> String { lines.map(quoted).joined(separator: " . \"\\n\" . ") }

  /// The widths of a letter and of a digit 14 dots high: means, and generous ones.
  static let letter = 8.0
  static let digit = 9.0

  /// The text broken at blanks into lines of about that width, in dots; none for an empty text.
  static func lines(_ text: String, width: Int, letter: Double) -> [String] {
    let room = max(8, Int(Double(width) / letter))
    guard text.count > room else { return text.isEmpty ? [] : [text] }
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= room {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }

  /// A number with all its digits.
  static func number(_ value: Double) -> String { value.isFinite ? "\(value)" : "NaN" }

  static func range(_ range: ClosedRange<Double>, isReversed: Bool = false) -> String {
    let ends = [number(range.lowerBound), number(range.upperBound)]
    return "[" + (isReversed ? ends.reversed() : ends).joined(separator: ":") + "]"
  }

  /// A named block of data within the program, a row a line, of those of `count` rows that there are; without
  /// any, one of `width` gaps. Its rows cannot end it: they are numbers.
  static func writeBlock(
    _ name: String, count: Int, width: Int, _ put: (String) throws -> Void,
    row: (Int) throws -> [Double]?
  ) rethrows {
    try put("$\(name) << END\n")
    var isEmpty = true
    for index in 0..<count {
      guard let row = try row(index) else { continue }
      try put(line(row))
      isEmpty = false
    }
    if isEmpty { try put(line(Array(repeating: .nan, count: width))) }
    try put("END\n")
  }

  private static func line(_ row: [Double]) -> String { row.map(number).joined(separator: " ") + "\n" }
}
