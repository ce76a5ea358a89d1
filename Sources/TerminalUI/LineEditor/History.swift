import CReadline
import Display
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
    let folder = URL(filePath: path).deletingLastPathComponent()
    try? FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let file = Foundation.open(path, O_WRONLY | O_APPEND | O_CREAT, 0o600)
    let reason = String(cString: strerror(errno)).lowercased()
    let data = FileManager.default.contents(atPath: path) ?? Data()
    let lines = data.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
    for line in lines.suffix(Self.entriesKept) { remember(line.unescapedLine) }
    guard file >= 0 else { return "the history is not kept: \(path): \(reason)" }
    close(file)
    isKept = true
    if lines.count > 2 * Self.entriesKept {
      let text = lines.suffix(Self.entriesKept).joined(separator: "\n") + "\n"
      try? Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    }
    return nil
  }

  /// Adds an entry, unless it is blank or the last one again.
  mutating func add(_ entry: String) {
    guard entry != last, entry.contains(where: { !$0.isWhitespace }) else { return }
    remember(entry)
    guard isKept else { return }
    let file = Foundation.open(path, O_WRONLY | O_APPEND | O_CREAT, 0o600)
    guard file >= 0 else { return }
    let bytes = Array((entry.escapedLine + "\n").utf8)
    _ = write(file, bytes, bytes.count)
    close(file)
  }

  private mutating func remember(_ entry: String) {
    add_history(entry)
    last = entry
  }
}
