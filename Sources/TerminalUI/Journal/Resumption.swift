import Display
import Execution
import Files
import Foundation
import Interpreter
import Language

/// Going on with a session that was cut off, by running its journal again.
struct Resumption {
  let file: InterruptedJournal
  private var journal: Journal { file.journal }

  /// "the session of 2026-11-25 15:30 was cut off after 12 cells".
  var description: String {
    let name = PathName.last(of: file.path)
    let parts = name.prefix(16).split(separator: "_")
    let time = parts.count == 2 ? "\(parts[0]) " + parts[1].replacing("-", with: ":") : name
    let count = doneCount == 1 ? "1 cell" : "\(doneCount) cells"
    return "the session of \(time) \(journal.isClosed ? "ended" : "was cut off") after \(count)"
  }

  private var doneCount: Int { journal.doneCells.count }

  /// Goes to the folder that the session was in; its cells name files from there.
  func enterFolder() -> StyledText? {
    guard let folder = journal.folder, folder != FileManager.default.currentDirectoryPath else { return nil }
    return FileManager.default.changeCurrentDirectoryPath(folder)
      ? StyledText("in \(folder)", .muted) : StyledText("its folder \(folder) is not there", .warning)
  }

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
