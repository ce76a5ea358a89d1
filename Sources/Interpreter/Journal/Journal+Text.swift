import Display
import Language

/// The lines of a journal.
extension Journal {
  /// The head of a journal, a line each: a line break in a folder's name would begin a cell of its own.
  /// `note` says which program began it, and when.
  package static func heading(_ note: String, folder: String? = nil) -> String {
    "\(beginning)\n# \(note.onOneLine)\n" + (folder.map { "\(folderMark)\($0.escapedLine)\n" } ?? "")
  }

  /// A cell before it runs. Comments of its own that look like a journal's marks are told apart by a blank.
  package static func text(of cell: String, number: Int, time: String) -> String {
    let lines = lines(of: cell).map { isOwn($0) ? "# " + $0.dropFirst() : $0 }
    return "\n\(cellMark)\(number)] \(time)\n" + lines.joined(separator: "\n") + "\n"
  }

  private static func isOwn(_ line: String) -> Bool { line.hasPrefix("#>") || line.hasPrefix("# %%") }

  /// What is added once it has run.
  package static func text(of record: CellRecord) -> String {
    record.lines.map { recordMark + $0 + "\n" }.joined()
  }

  /// The last line of a session that was left.
  package static var closingLine: String { "\n\(closing)\n" }
}
