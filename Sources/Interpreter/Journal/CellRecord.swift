/// What became of a cell.
package struct CellRecord: Sendable {
  package enum Outcome: Sendable, Equatable {
    case done
    /// With the mistake's message.
    case failed(String)
    case interrupted
    /// It left the session.
    case left
  }
  /// A value that the cell made, under its variable's name or its statement's, `_12`.
  package struct Entry: Sendable {
    package let name: String
    package let digest: Digest
  }

  package let outcome: Outcome
  package let seconds: Double
  package let entries: [Entry]

  package init(_ outcome: Outcome, seconds: Double, entries: [Entry] = []) {
    (self.outcome, self.seconds, self.entries) = (outcome, seconds, entries)
  }
}

/// Who is told of every cell, before it runs and after: a journal, or a check against one.
package protocol CellRecorder: Sendable {
  /// A cell is about to run; `number` is that of its first statement. Gives what `end` calls the cell.
  func begin(_ text: String, number: Int) -> Int
  func end(_ record: CellRecord, of cell: Int)
}

extension CellRecord.Entry {
  /// The results of statements that gave one, and the variables that have other values than before, in the order of their names'
  /// first use.
  static func changes(
    from old: SessionState, to new: SessionState, results: [CompletedStatement]
  ) -> [CellRecord.Entry] {
    let changed = new.globals.assigned.filter { name, value in
      old.globals[name].map { !$0.isIdentical(to: value) } ?? true
    }
    return results.map { .init(name: "_\($0.number)", digest: Digest(of: $0.value)) }
      + changed.map { .init(name: $0.name, digest: Digest(of: $0.value)) }
  }
}
