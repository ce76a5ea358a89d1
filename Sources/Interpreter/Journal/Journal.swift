import Language

/// A session as it was lived, cell by cell, in a file that is a script.
///
///     # Replica journal 1
///     # replica 0.1.0 · begun 2026-11-25 15:30:02
///
///     # %% [1] 15:30:10
///     first = solve alpha: 2, beta: 20
///     #> done in 0.0008 s
///     #> first: solution q=0.98210000000000001 r=0.97… bits=3f5b0c7d9e1a2b4c
///
/// What runs is plain; what begins with `#>` was added after the cell had run: how it ended, and a digest of what it made. A cell
/// without an ending was running when the session was cut off.
package struct Journal: Sendable {
  package struct Cell: Sendable {
    /// The number of its first statement.
    package let number: Int
    package let text: String
    /// `nil` where the session was cut off.
    package let record: CellRecord?
    /// The line of its text in the file, from 0, and their count.
    fileprivate let lines: Range<Int>
  }

  package private(set) var cells: [Cell] = []
  /// Whether the session was left, and not cut off.
  package private(set) var isClosed = false
  private let lines: [Substring]

  /// Numbers of a journal are compared to so many parts of themselves: more than the last digits of a long sum, less than anything
  /// that matters.
  package static let defaultTolerance = 1e-9

  static let beginning = "# Replica journal 1"
  static let cellMark = "# %% ["
  static let recordMark = "#> "
  static let closing = "#> closed"

  /// Whether a text is a journal, of this form or a later one.
  package static func isJournal(_ text: String) -> Bool { text.hasPrefix("# Replica journal ") }

  /// Reads a journal; throws E80 where the text is none, or has records that cannot be read.
  package init(_ text: String, name: String) throws(Diagnostic) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.first.map(String.init) == Self.beginning else { throw .noJournal(name) }
    var index = 1
    while index < lines.count {
      guard let number = Self.number(ofMark: lines[index]) else {
        isClosed = lines[index] == Self.closing || isClosed && lines[index].isEmpty
        index += 1
        continue
      }
      isClosed = false
      let first = index + 1
      index = first
      while index < lines.count, !Self.isMark(lines[index]) { index += 1 }
      let firstRecord = index
      // The cell that left the session.
      if index < lines.count, lines[index] == Self.closing { continue }
      while index < lines.count, lines[index].hasPrefix(Self.recordMark), lines[index] != Self.closing {
        index += 1
      }
      var last = firstRecord
      while last > first, lines[last - 1].allSatisfy(\.isWhitespace) { last -= 1 }
      cells.append(
        Cell(
          number: number, text: lines[first..<last].joined(separator: "\n"),
          record: try Self.record(lines[firstRecord..<index], cell: number, name: name), lines: first..<last))
    }
  }

  /// Whether the line ends a cell's text.
  private static func isMark(_ line: Substring) -> Bool {
    line.hasPrefix(recordMark) || number(ofMark: line) != nil
  }

  private static func number(ofMark line: Substring) -> Int? {
    guard line.hasPrefix(cellMark) else { return nil }
    return Int(line.dropFirst(cellMark.count).prefix(while: \.isNumber))
  }

  private static func record(
    _ lines: ArraySlice<Substring>, cell: Int, name: String
  ) throws(Diagnostic) -> CellRecord? {
    guard let first = lines.first else { return nil }
    guard let ending = CellRecord(ending: first.dropFirst(recordMark.count)) else {
      throw .damagedJournal(name, line: lines.startIndex + 1)
    }
    var entries: [CellRecord.Entry] = []
    for index in lines.indices.dropFirst() {
      guard let entry = CellRecord.Entry(line: lines[index].dropFirst(recordMark.count)) else {
        throw .damagedJournal(name, line: index + 1)
      }
      entries.append(entry)
    }
    return CellRecord(ending.outcome, seconds: ending.seconds, entries: entries)
  }

  /// The journal as a script of the cells that were done, each on its lines; of the others only comments are left.
  package var script: String {
    var lines = lines.map(String.init)
    for cell in cells where cell.record?.outcome != .done {
      for index in cell.lines { lines[index] = "# " + lines[index] }
    }
    return lines.joined(separator: "\n")
  }

  /// The cell that was running when the session was cut off.
  package var unfinished: Cell? { cells.last.flatMap { $0.record == nil ? $0 : nil } }
}
