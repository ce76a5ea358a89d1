/// Rows of numbers aligned on their decimal points, as a matrix prints.
package enum NumberGrid {
  package static func lines(rows: [[Double]], digits: Int = 6) -> [StyledText] {
    let texts = rows.map { row in row.map { NumberFormat.text($0, digits: digits) } }
    let columns = texts.map(\.count).max() ?? 0
    func width(_ column: Int) -> Int {
      texts.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
    }
    let widths = (0..<columns).map(width)
    return texts.map { row in
      StyledText(
        row.enumerated().map { String(repeating: " ", count: widths[$0] - $1.count) + $1 }.joined(
          separator: "  "), .number)
    }
  }
}
