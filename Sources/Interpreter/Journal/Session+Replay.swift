import Execution
import Language
import Synchronization

extension Session {
  /// Runs the cells of a journal that were done, in their order, and compares what they make with what the journal says.
  ///
  /// Files that exist stay as they are. A cell that fails now is noted, and the next one runs. Throws `Interruption`; the session is
  /// then where it was.
  package mutating func replay(
    _ journal: Journal, tolerance: Double, in work: Work, event: @escaping (Event) -> Void
  ) throws(Interruption) -> Comparison {
    var session = self
    let recorder = LastRecord()
    session.recorder = recorder
    session.keepsFiles = true
    session.recordedMachine = nil
    var comparison = Comparison(tolerance: tolerance, isOld: journal.isOld)
    for (index, cell) in journal.cells.enumerated() {
      work.report(Progress(label: "replay", done: index, total: journal.cells.count))
      comparison.note(cell.record?.machine)
      switch cell.record?.outcome {
      case .done:
        session.recordedTimes = cell.record?.times ?? MeasuredTimes()
        let source = SourceText(cell.text, name: "cell [\(cell.number)]")
        if case .interrupted = session.run(source, in: work, event: event) { throw Interruption() }
        comparison.take(cell, recorder.record)
      case .failed(let message): session.noteFailure(message, of: cell.text)
      case .interrupted: session.noteFailure("interrupted", of: cell.text)
      case .left, nil: break
      }
    }
    session.recordedTimes = MeasuredTimes()
    session.recordedMachine = nil
    session.recorder = self.recorder
    session.keepsFiles = keepsFiles
    self = session
    return comparison
  }
}

/// The record of the last cell.
private final class LastRecord: CellRecorder {
  private let last = Mutex<CellRecord?>(nil)

  var record: CellRecord? { last.withLock { $0 } }

  func begin(_ text: String, number: Int) -> Int {
    last.withLock { $0 = nil }
    return number
  }

  func end(_ record: CellRecord, of cell: Int) { last.withLock { $0 = record } }
}
