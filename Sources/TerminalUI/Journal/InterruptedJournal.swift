import Files
import Foundation
import Interpreter

/// A journal whose session ended without being left, opened and locked for whoever goes on with it.
struct InterruptedJournal {
  let file: AppendedFile
  let journal: Journal
  /// Whether a last line is not complete.
  let wasTorn: Bool

  /// Where journals are: `$XDG_DATA_HOME/replica/sessions`, or in ~/.local/share.
  static func folder(environment: [String: String]) -> String? {
    let data = environment["XDG_DATA_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    return (data ?? environment["HOME"].map { $0 + "/.local/share" }).map { $0 + "/replica/sessions" }
  }

  /// No more of the newest journals are looked at.
  private static let largestSearch = 50
  private static let largestBytes = 256 << 20

  /// The newest journal in the folder that was cut off, or, if closed ones count, the newest that no living session has.
  static func newest(in folder: String, closedToo: Bool = false) -> InterruptedJournal? {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names.filter({ $0.hasSuffix(".rpl") }).sorted(by: >).prefix(largestSearch) {
      if let journal = InterruptedJournal(opening: folder + "/" + name, closedToo: closedToo) {
        return journal
      }
    }
    return nil
  }

  /// `nil` where the session lives, was left (unless closed ones count), or the file is no journal with a cell.
  private init?(opening path: String, closedToo: Bool) {
    guard var file = try? AppendedFile.open(path) else { return nil }
    var isKept = false
    defer { if !isKept { file.close() } }
    guard closedToo || !Self.isClosed(file), file.byteCount <= Self.largestBytes else { return nil }
    let bytes = file.records
    let end = bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    guard let text = String(validating: bytes[..<end], as: UTF8.self),
      let journal = try? Journal(text, name: path, isLenient: true), !journal.cells.isEmpty
    else { return nil }
    wasTorn = end < bytes.count
    file.keepRecords(bytes: end)
    (self.file, self.journal) = (file, journal)
    isKept = true
  }

  var path: String { file.path }

  /// Whether the file ends as a session does that was left.
  private static func isClosed(_ file: AppendedFile) -> Bool {
    let closing = Array(Journal.closingLine.utf8)
    return file.tail(closing.count) == closing
  }

  /// Says that nobody will go on with it, and lets go of it.
  func close() {
    var file = file
    try? file.append(Array(Journal.closingLine.utf8))
    file.close()
  }

  /// Lets go of it.
  func abandon() { file.close() }
}
