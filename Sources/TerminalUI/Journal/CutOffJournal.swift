import Foundation
import Interpreter

/// A journal whose session ended without being left, opened and locked for whoever goes on with it.
struct CutOffJournal {
  let path: String
  let descriptor: Int32
  let journal: Journal
  /// The bytes of its complete lines.
  let length: off_t
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
  static func newest(in folder: String, closedToo: Bool = false) -> CutOffJournal? {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names.filter({ $0.hasSuffix(".rpl") }).sorted(by: >).prefix(largestSearch) {
      if let journal = CutOffJournal(opening: folder + "/" + name, closedToo: closedToo) { return journal }
    }
    return nil
  }

  /// `nil` where the session lives, was left (unless closed ones count), or the file is no journal with a cell.
  private init?(opening path: String, closedToo: Bool) {
    let descriptor = Foundation.open(path, O_RDWR | O_APPEND | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    var isKept = false
    defer { if !isKept { Foundation.close(descriptor) } }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, closedToo || !Self.isClosed(descriptor),
      let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int,
      size <= Self.largestBytes,
      let data = FileManager.default.contents(atPath: path)
    else { return nil }
    let end = data.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    guard let text = String(validating: data[..<end], as: UTF8.self),
      let journal = try? Journal(text, name: path, isLenient: true), !journal.cells.isEmpty
    else { return nil }
    wasTorn = end < data.count
    (self.path, self.descriptor, self.journal, length) = (path, descriptor, journal, off_t(end))
    isKept = true
  }

  /// Whether the file ends as a session does that was left.
  private static func isClosed(_ descriptor: Int32) -> Bool {
    let closing = Array(Journal.closingLine.utf8)
    let end = lseek(descriptor, 0, SEEK_END)
    var tail = [UInt8](repeating: 0, count: closing.count)
    guard end >= off_t(closing.count) else { return false }
    return pread(descriptor, &tail, tail.count, end - off_t(tail.count)) == tail.count && tail == closing
  }

  /// Says that nobody will go on with it, and lets go of it.
  func close() {
    let line = Array(Journal.closingLine.utf8)
    _ = write(descriptor, line, line.count)
    abandon()
  }

  /// Lets go of it.
  func abandon() { Foundation.close(descriptor) }

  /// Takes away what is left of a torn line, for a session that goes on.
  func cutTornLine() { if wasTorn { _ = ftruncate(descriptor, length) } }
}
