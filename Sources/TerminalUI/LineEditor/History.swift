import CReadline
import Display
import Files
import Foundation

/// What was typed, in this session and before: in readline's memory, and in a file of the XDG state folder.
///
/// The file has one entry to a line, its own line breaks escaped, so that an entry of several lines comes
/// back whole; each is appended when it is made, so that sessions side by side keep each other's.
struct History {
  private let path: String
  private var last: String?
  private var isKept = false

  /// The file is cut back to so many entries when it holds twice as many.
  private static let entriesKept = 10_000

  init(environment: [String: String]) {
    let state = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    let folder = state ?? (environment["HOME"] ?? "") + "/.local/state"
    path = folder + "/replica/history"
  }

  /// Loads the entries of earlier sessions; gives the reason when new ones cannot be kept.
  mutating func open() -> String? {
    var problem: String?
    do {
      try FileReplacement.makeFolder(PathName.folder(of: path), mode: 0o700)
      try SharedFile.append([], to: path)
    } catch {
      problem = "the history is not kept: \(path): \((error as? FileError)?.reason ?? "\(error)")"
    }
    let data = FileManager.default.contents(atPath: path) ?? Data()
    let lines = data.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
    for line in lines.suffix(Self.entriesKept) { remember(line.unescapedLine) }
    isKept = problem == nil
    if isKept, lines.count > 2 * Self.entriesKept { try? shorten() }
    return problem
  }

  /// Adds an entry, unless it is blank or the last one again.
  mutating func add(_ entry: String) {
    guard entry != last, entry.contains(where: { !$0.isWhitespace }) else { return }
    remember(entry)
    guard isKept else { return }
    try? SharedFile.append(Array((entry.escapedLine + "\n").utf8), to: path)
  }

  /// Keeps the last entries, those of other sessions among them.
  private func shorten() throws {
    try SharedFile.rewrite(path) { bytes in
      let lines = bytes.split(separator: UInt8(ascii: "\n")).suffix(Self.entriesKept)
      return Array(lines.joined(separator: [10])) + [10]
    }
  }

  private mutating func remember(_ entry: String) {
    add_history(entry)
    last = entry
  }
}
