/// What became of a cell.
package struct CellRecord: Sendable {
  package enum Outcome: Sendable, Equatable {
    case done
    /// With the error's message.
    case failed(String)
    case interrupted
    /// It left the session.
    case left
  }
  /// A value that the cell made, under its variable's name or its statement's, `_12`.
  package struct Entry: Sendable {
    package enum Content: Sendable {
      case digest(Digest)
      /// Of a journal of the first form.
      case legacy(LegacyDigest)
    }
    package let name: String
    package let content: Content
    /// The value itself, where it has just been made.
    let value: Value?

    init(name: String, content: Content, value: Value? = nil) {
      (self.name, self.content, self.value) = (name, content, value)
    }

    init(_ name: String, _ value: Value) {
      self.init(name: name, content: .digest(Digest(of: value)), value: value)
    }

    /// `nil` where the journal has one of the first form.
    package var digest: Digest? {
      if case .digest(let digest) = content { digest } else { nil }
    }
  }

  package let outcome: Outcome
  package let seconds: Double
  package var entries: [Entry] = []
  /// What it showed, piece by piece.
  package var shown: [Digest] = []
  package var times = MeasuredTimes()
  /// Where it ran, if that is not where the cell before it ran.
  package var machine: Machine?

  package init(_ outcome: Outcome, seconds: Double) { (self.outcome, self.seconds) = (outcome, seconds) }
}

/// Who is told of every cell, before it runs and after: a journal, or a check against one.
package protocol CellRecorder: Sendable {
  /// A cell is about to run; `number` is that of its first statement. Gives what `end` calls the cell.
  func begin(_ text: String, number: Int) -> Int
  func end(_ record: CellRecord, of cell: Int)
}

extension CellRecord.Entry {
  /// The results of statements that gave one, the variables that have other values than before, and those
  /// that are no more, in the order of their names' first use.
  static func changes(
    from old: SessionState, to new: SessionState, results: [CompletedStatement]
  ) -> [CellRecord.Entry] {
    var keptCount = 0
    let changed = new.globals.assigned.filter { name, value in
      guard let before = old.globals[name] else { return true }
      keptCount += 1
      return !before.isIdentical(to: value)
    }
    let before = old.globals.assigned
    let removed = before.count == keptCount ? [] : before.filter { new.globals[$0.name] == nil }
    return results.map { .init("_\($0.number)", $0.value) } + changed.map { .init($0.name, $0.value) }
      + removed.map { .init(name: $0.name, content: .digest(.removed)) }
  }
}
