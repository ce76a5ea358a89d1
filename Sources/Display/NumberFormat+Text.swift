extension NumberFormat {
  /// The number with at most so many significant digits, as cells show it.
  package static func text(_ value: Double, digits: Int = 6) -> String {
    NumberFormat(digits: digits).text(value)
  }
}
