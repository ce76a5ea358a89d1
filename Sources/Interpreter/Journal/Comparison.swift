/// What was found when the cells of a journal ran again, beside what it has on record.
///
/// On the machine that wrote the record every bit counts. On another one kinds, shapes, names, order and
/// words are the same or not, and numbers may differ by the tolerance.
package struct Comparison: Sendable {
  package struct Difference: Sendable {
    package enum Finding: Sendable {
      case numbers(NumberDigest.Difference)
      case kind(expected: String, found: String)
      /// Another shape, other names, other words; the outlines may be the same.
      case form(kind: String, expected: String, found: String)
      /// All numbers agree within the tolerance, but this is the machine that made them.
      case bits(kind: String)
      /// A piece that was shown is another.
      case shown(Int, expected: Digest, found: Digest, NumberDigest.Difference?)
      /// The cell shows more pieces, or fewer.
      case shownCount(expected: Int, found: Int, beginning: String)
      /// The cell makes no such value now.
      case missing
      /// The cell makes a value now of which the journal knows nothing.
      case unexpected
      /// The cell takes a variable away now, which was there after it.
      case removed
      /// The cell leaves a variable now that was no more.
      case kept
      /// The cell fails now, with that message.
      case failure(String)
    }
    /// The number of the cell's first statement.
    package let cell: Int
    /// The variable, or `_12`.
    package let name: String
    package let finding: Finding
  }

  package let tolerance: Double
  /// Whether the journal is of the first form, whose records tell nothing of order, shape, and what was
  /// shown.
  package let isOld: Bool
  package private(set) var differences: [Difference] = []
  /// Values whose numbers agree, but not to the last bit.
  package private(set) var roundings: [(cell: Int, name: String)] = []
  /// Values of which a journal of the first form says nothing that could be compared.
  package private(set) var untold: [(cell: Int, name: String)] = []
  package private(set) var cellCount = 0
  package private(set) var valueCount = 0
  package private(set) var shownCount = 0
  /// Whether every cell was recorded on the machine that runs now.
  package private(set) var isSameMachine = true
  private var machine: Machine?

  /// Whether every cell ran and made what it made then, whatever the numbers.
  package var isComplete: Bool {
    !differences.contains { difference in
      switch difference.finding {
      case .failure, .missing: true
      case .numbers, .kind, .form, .bits, .shown, .shownCount, .unexpected, .removed, .kept: false
      }
    }
  }

  init(tolerance: Double, isOld: Bool) { (self.tolerance, self.isOld) = (tolerance, isOld) }

  /// Notes where the next cells were recorded; `nil` is the same as before.
  mutating func note(_ machine: Machine?) { if let machine { self.machine = machine } }

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
    let isExact = machine?.agrees(with: .current) ?? false
    isSameMachine = isSameMachine && isExact
    for entry in record.entries where !expected.entries.contains(where: { $0.name == entry.name }) {
      // Journals of the first form do not say what is no more.
      guard entry.digest != .removed || !isOld else { continue }
      differ(cell, entry.name, entry.digest == .removed ? .removed : .unexpected)
    }
    for entry in expected.entries {
      valueCount += 1
      if let found = record.entries.first(where: { $0.name == entry.name }) {
        compare(entry, found, in: cell, isExact)
      } else {
        differ(cell, entry.name, entry.digest == .removed ? .kept : .missing)
      }
    }
    if !isOld { compare(expected.shown, record.shown, in: cell, isExact) }
  }

  private mutating func differ(_ cell: Journal.Cell, _ name: String, _ finding: Difference.Finding) {
    differences.append(.init(cell: cell.number, name: name, finding: finding))
  }

  private mutating func compare(
    _ entry: CellRecord.Entry, _ found: CellRecord.Entry, in cell: Journal.Cell, _ isExact: Bool
  ) {
    switch entry.content {
    case .legacy(let expected):
      guard let value = found.value else { return differ(cell, entry.name, .missing) }
      let digest = LegacyDigest(of: value)
      if let finding = finding(expected, digest) {
        differ(cell, entry.name, finding)
      } else if expected.numbers.isEmpty, expected.words == nil {
        untold.append((cell.number, entry.name))
      }
    case .digest(let expected):
      guard let digest = found.digest else { return }
      if let finding = finding(expected, digest) {
        differ(cell, entry.name, finding)
      } else if expected.bits == digest.bits {
        return
      } else if isExact {
        differ(cell, entry.name, .bits(kind: expected.kind))
      } else {
        roundings.append((cell.number, entry.name))
      }
    }
  }

  private func finding(_ expected: Digest, _ found: Digest) -> Difference.Finding? {
    guard expected.kind == found.kind else { return .kind(expected: expected.kind, found: found.kind) }
    guard expected.form == found.form else {
      return .form(kind: expected.kind, expected: expected.outline, found: found.outline)
    }
    return numbers(expected.numbers, found.numbers).map { .numbers($0) }
  }

  private func numbers(
    _ expected: [NumberDigest], _ found: [NumberDigest]
  ) -> NumberDigest.Difference? {
    // Of equal forms the parts are the same; what differs here was altered in the journal.
    for (index, one) in expected.enumerated() {
      guard found.indices.contains(index), case let other = found[index], other.name == one.name else {
        return .count(name: one.name, expected: one.count, found: 0)
      }
      if let difference = one.difference(to: other, tolerance: tolerance) { return difference }
    }
    return nil
  }

  private func finding(_ expected: LegacyDigest, _ found: LegacyDigest) -> Difference.Finding? {
    guard expected.kind == found.kind else { return .kind(expected: expected.kind, found: found.kind) }
    guard expected.numbers.count == found.numbers.count, expected.words == found.words else {
      return .form(kind: expected.kind, expected: "", found: "")
    }
    for (one, other) in zip(expected.numbers, found.numbers) {
      let (one, other) = (one.digest, other.digest)
      if let difference = one.difference(to: other, tolerance: tolerance) { return .numbers(difference) }
    }
    return nil
  }

  private mutating func compare(
    _ expected: [Digest], _ found: [Digest], in cell: Journal.Cell, _ isExact: Bool
  ) {
    shownCount += expected.count
    for (index, pair) in zip(expected, found).enumerated() {
      let isSame = pair.0.kind == pair.1.kind && pair.0.form == pair.1.form
      let difference = isSame ? numbers(pair.0.numbers, pair.1.numbers) : nil
      if !isSame || difference != nil || isExact && pair.0.bits != pair.1.bits {
        return differ(
          cell, "", .shown(index + 1, expected: pair.0, found: pair.1, difference))
      }
    }
    if expected.count != found.count {
      let (more, fewer) = expected.count > found.count ? (expected, found) : (found, expected)
      differ(
        cell, "",
        .shownCount(
          expected: expected.count, found: found.count, beginning: more[fewer.count].outline))
    }
  }
}

extension LegacyDigest.Number {
  fileprivate var digest: NumberDigest { NumberDigest(name: name, content: .list([value])) }
}
