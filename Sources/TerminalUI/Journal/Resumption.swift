import Display
import Execution
import Foundation
import Interpreter
import Language

/// Going on with a session that was cut off, by running its journal again.
struct Resumption {
  let file: CutOffJournal
  let journal: Journal

  /// Fails where the journal cannot be read.
  init(of file: CutOffJournal) throws(Diagnostic) {
    self.file = file
    journal = try file.parsed()
  }

  /// "the session of 2026-11-25 15:30 was cut off after 12 cells".
  var description: String {
    let name = (file.path as NSString).lastPathComponent
    let parts = name.prefix(16).split(separator: "_")
    let time = parts.count == 2 ? "\(parts[0]) " + parts[1].replacing("-", with: ":") : name
    let count = doneCount == 1 ? "1 cell" : "\(doneCount) cells"
    return "the session of \(time) \(journal.isClosed ? "ended" : "was cut off") after \(count)"
  }

  private var doneCount: Int { journal.cells.count { $0.record?.outcome == .done } }

  /// Runs its cells in a session; `nil` when interrupted.
  func run(in session: SharedSession, _ computation: Computation) -> Comparison? {
    computation.run(unstarted: nil) { [journal] work in
      session.change { session in
        try? session.replay(journal, tolerance: Journal.defaultTolerance, in: work) { event in
          if case .noted(let blocks) = event { computation.console.note(blocks, indent: 4) }
        }
      }
    }
  }
}
