/// What was found when the cells of a journal ran again, beside what it has on record.
package struct Comparison: Sendable {
  package struct Difference: Sendable {
    package enum Finding: Sendable {
      /// A number, by the name it has in the digest.
      case number(String, expected: Double, found: Double)
      case kind(expected: String, found: String)
      /// A value without numbers to compare, as a text, has other bits.
      case content(kind: String)
      /// The cell makes no such value now.
      case missing
      /// The cell fails now, with that message.
      case failure(String)
    }
    /// The number of the cell's first statement.
    package let cell: Int
    /// The variable, or `_12`.
    package let name: String
    package let finding: Finding
  }

  /// Numbers agree where |a − b| ≤ tolerance · max(|a|, |b|) + `leastDifference`.
  package let tolerance: Double
  package private(set) var differences: [Difference] = []
  /// Values whose numbers agree, but not to the last bit.
  package private(set) var roundings: [(cell: Int, name: String)] = []
  package private(set) var cellCount = 0
  package private(set) var valueCount = 0

  /// Rounding errors and residuals, which differ freely, are below it.
  private static let leastDifference = 1e-12

  package init(tolerance: Double) { self.tolerance = tolerance }

  /// Compares a cell of the journal, which was done, with the record of its running again.
  mutating func take(_ cell: Journal.Cell, _ record: CellRecord?) {
    guard let expected = cell.record, let record else { return }
    cellCount += 1
    if case .failed(let message) = record.outcome {
      differences.append(.init(cell: cell.number, name: "", finding: .failure(message)))
      return
    }
    for entry in expected.entries {
      valueCount += 1
      guard let found = record.entries.first(where: { $0.name == entry.name })?.digest else {
        differences.append(.init(cell: cell.number, name: entry.name, finding: .missing))
        continue
      }
      if let finding = finding(entry.digest, found) {
        differences.append(.init(cell: cell.number, name: entry.name, finding: finding))
      } else if entry.digest.bits != found.bits {
        roundings.append((cell.number, entry.name))
      }
    }
  }

  private func finding(_ expected: Digest, _ found: Digest) -> Difference.Finding? {
    guard expected.kind == found.kind, expected.numbers.count == found.numbers.count else {
      return .kind(expected: expected.kind, found: found.kind)
    }
    for (one, other) in zip(expected.numbers, found.numbers) where !agree(one.value, other.value) {
      return .number(one.name, expected: one.value, found: other.value)
    }
    let hasNumbers = !expected.numbers.isEmpty
    return hasNumbers || expected.bits == found.bits ? nil : .content(kind: expected.kind)
  }

  private func agree(_ a: Double, _ b: Double) -> Bool {
    a == b || a.isNaN && b.isNaN
      || abs(a - b) <= tolerance * max(abs(a), abs(b)) + Self.leastDifference
  }
}
