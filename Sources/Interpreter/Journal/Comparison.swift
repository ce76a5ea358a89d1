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
      /// The cell makes a value now of which the journal knows nothing.
      case unexpected
      /// The cell fails now, with that message.
      case failure(String)
    }
    /// The number of the cell's first statement.
    package let cell: Int
    /// The variable, or `_12`.
    package let name: String
    package let finding: Finding
  }

  /// Numbers agree where |a − b| ≤ tolerance · max(|a|, |b|).
  package let tolerance: Double
  package private(set) var differences: [Difference] = []
  /// Values whose numbers agree, but not to the last bit.
  package private(set) var roundings: [(cell: Int, name: String)] = []
  package private(set) var cellCount = 0
  package private(set) var valueCount = 0

  /// What is left of a computation that was carried on as far as it goes: of no size of its own.
  private static let remainders: Set<String> = ["residual", "quadratureError"]
  private static let largestRemainder = 1e-6

  /// Whether every cell ran and made what it made then, whatever the numbers.
  package var isComplete: Bool {
    !differences.contains { difference in
      switch difference.finding {
      case .failure, .missing: true
      case .number, .kind, .content, .unexpected: false
      }
    }
  }

  package init(tolerance: Double) { self.tolerance = tolerance }

  /// Compares a cell of the journal, which was done, with the record of its running again.
  mutating func take(_ cell: Journal.Cell, _ record: CellRecord?) {
    guard let expected = cell.record else { return }
    cellCount += 1
    switch record?.outcome {
    case .done: break
    case .failed(let message): return differ(cell, "", .failure(message))
    case .interrupted, .left, nil: return differ(cell, "", .failure("it does not come to its end now"))
    }
    guard let record else { return }
    for entry in record.entries where !expected.entries.contains(where: { $0.name == entry.name }) {
      differ(cell, entry.name, .unexpected)
    }
    for entry in expected.entries {
      valueCount += 1
      guard let found = record.entries.first(where: { $0.name == entry.name })?.digest else {
        differ(cell, entry.name, .missing)
        continue
      }
      if let finding = finding(entry.digest, found) {
        differ(cell, entry.name, finding)
      } else if entry.digest.bits != found.bits {
        roundings.append((cell.number, entry.name))
      }
    }
  }

  private mutating func differ(_ cell: Journal.Cell, _ name: String, _ finding: Difference.Finding) {
    differences.append(.init(cell: cell.number, name: name, finding: finding))
  }

  private func finding(_ expected: Digest, _ found: Digest) -> Difference.Finding? {
    guard expected.kind == found.kind else { return .kind(expected: expected.kind, found: found.kind) }
    guard expected.numbers.count == found.numbers.count, expected.words == found.words else {
      return .content(kind: expected.kind)
    }
    for (one, other) in zip(expected.numbers, found.numbers) where !agree(one, other.value) {
      return .number(one.name, expected: one.value, found: other.value)
    }
    return !expected.numbers.isEmpty || expected.bits == found.bits ? nil : .content(kind: expected.kind)
  }

  private func agree(_ number: Digest.Number, _ found: Double) -> Bool {
    let expected = number.value
    if expected == found || expected.isNaN && found.isNaN { return true }
    guard expected.isFinite, found.isFinite else { return false }
    if Self.remainders.contains(number.name) { return max(abs(expected), abs(found)) < Self.largestRemainder }
    return abs(expected - found) <= tolerance * max(abs(expected), abs(found))
  }
}
