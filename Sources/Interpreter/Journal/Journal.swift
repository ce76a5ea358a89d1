import Display
import Language

/// A session as it was lived, cell by cell, in a file that is a script.
///
///     # Replica journal 2
///     # replica 0.1.0 · begun 2026-11-25 15:30:02
///     # in /home/ada/forgetting
///
///     # %% [1] 15:30:10
///     first = solve alpha: 2, beta: 20
///     #> done in 0.0008 s
///     #> on build 9c41… · functions 5f0e1a2b3c4d5e6f
///     #> first: solution “task 1 · α 2 · error 0.1” q=0.98210000000000001 r=0.97… form=… bits=3f5b0c7d9e1a2b4c
///     #> shown 1: result “solution · task 1 · …” numbers=… form=… bits=…
///
/// What runs is plain; what begins with `#>` was added after the cell had run: how it ended, on which machine
/// (where that is another than before), the times it has read, and a digest of each value it made and of all
/// it showed. A cell without an ending was running when the session was cut off. In journals of the first
/// form the digests are others, and nothing is said of what was shown.
package struct Journal: Sendable {
  package struct Cell: Sendable {
    /// The number of its first statement.
    package let number: Int
    package let text: String
    /// `nil` where the session was cut off.
    package let record: CellRecord?
    /// The lines of its text in the file, from 0.
    fileprivate let lines: Range<Int>
  }

  package private(set) var cells: [Cell] = []
  /// Whether it is of the first form, which tells less.
  package let isOld: Bool
  /// Whether the session was left, and not cut off.
  package private(set) var isClosed = false
  /// The folder that the session was begun in.
  package private(set) var folder: String?
  private let lines: [String]

  /// Where the machine is another, numbers may differ by so much of themselves: a million times the rounding
  /// of one operation, which is more than a long sum gathers, and less than anything that matters.
  package static let defaultTolerance = 1e-9

  static let beginning = "# Replica journal 2"
  private static let oldBeginning = "# Replica journal 1"
  static let folderMark = "# in "
  static let cellMark = "# %% ["
  static let recordMark = "#> "
  static let closing = "#> closed"

  /// Whether a text is a journal, of this form or a later one.
  package static func isJournal(_ text: String) -> Bool { text.hasPrefix("# Replica journal ") }

  /// Reads a journal; throws E80 where the text is none, and E81 at a mark or record that cannot be read, unless the reader is lenient: then
  /// there is no record of that cell to compare, and a line that looks like a mark belongs to its cell.
  package init(_ text: String, name: String, isLenient: Bool = false) throws(Diagnostic) {
    lines = Self.lines(of: text)
    guard let first = lines.first, [Self.beginning, Self.oldBeginning].contains(first) else {
      throw .noJournal(name)
    }
    isOld = first == Self.oldBeginning
    var index = 1
    while index < lines.count {
      let line = lines[index]
      guard line.hasPrefix(Self.cellMark) else {
        if line.hasPrefix(Self.folderMark), cells.isEmpty {
          folder = String(line.dropFirst(Self.folderMark.count)).unescapedLine
        }
        isClosed = line == Self.closing || isClosed && line.isEmpty
        index += 1
        continue
      }
      guard let number = Self.number(ofMark: line) else { throw .damagedJournal(name, line: index + 1) }
      isClosed = false
      let first = index + 1
      index = first
      while index < lines.count, !lines[index].hasPrefix(Self.recordMark),
        Self.number(ofMark: lines[index]) == nil
      {
        if lines[index].hasPrefix(Self.cellMark), !isLenient { throw .damagedJournal(name, line: index + 1) }
        index += 1
      }
      let firstRecord = index
      while index < lines.count, lines[index].hasPrefix(Self.recordMark), lines[index] != Self.closing {
        index += 1
      }
      var last = firstRecord
      while last > first, lines[last - 1].allSatisfy(\.isWhitespace) { last -= 1 }
      // The cell that left the session has no ending of its own.
      let isLast = firstRecord < lines.count && lines[firstRecord] == Self.closing
      let record =
        isLast
        ? CellRecord(.left, seconds: 0)
        : try Self.record(lines[firstRecord..<index], name: name, isLenient: isLenient)
      cells.append(
        Cell(
          number: number, text: lines[first..<last].joined(separator: "\n"), record: record,
          lines: first..<last))
    }
  }

  /// Lines of any system's text.
  static func lines(of text: String) -> [String] { text.lines }

  private static func number(ofMark line: String) -> Int? {
    guard line.hasPrefix(cellMark) else { return nil }
    return Int(line.dropFirst(cellMark.count).prefix { $0 != "]" })
  }

  private static func record(
    _ lines: ArraySlice<String>, name: String, isLenient: Bool
  ) throws(Diagnostic) -> CellRecord? {
    guard let first = lines.first else { return nil }
    guard var record = CellRecord(ending: first.dropFirst(recordMark.count)) else {
      if isLenient { return CellRecord(.done, seconds: 0) }
      throw .damagedJournal(name, line: lines.startIndex + 1)
    }
    for index in lines.indices.dropFirst()
    where !record.take(lines[index].dropFirst(recordMark.count)) && !isLenient {
      throw .damagedJournal(name, line: index + 1)
    }
    return record
  }

  /// What of a script's text runs: of a journal the cells that were done, of any other text all.
  package static func runnable(_ text: String, name: String) throws(Diagnostic) -> String {
    isJournal(text) ? try Journal(text, name: name).script : text
  }

  /// The journal as a script of the cells that were done, each on its lines; of the others only comments are left.
  package var script: String {
    var lines = lines
    for cell in cells where cell.record?.outcome != .done {
      for index in cell.lines { lines[index] = "# " + lines[index] }
    }
    return lines.joined(separator: "\n")
  }

  /// The cells that were done.
  package var doneCells: [Cell] { cells.filter { $0.record?.outcome == .done } }

  /// The cell that was running when the session was cut off.
  package var unfinished: Cell? { cells.last.flatMap { $0.record == nil ? $0 : nil } }
}
