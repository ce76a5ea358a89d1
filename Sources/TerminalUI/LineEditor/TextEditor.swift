import Files
import Foundation
import Language

/// The user's own editor, `$VISUAL` or `$EDITOR`, on a text.
struct TextEditor {
  private let command: String

  /// `nil` where the environment names no editor.
  init?(environment: [String: String]) {
    let names = ["VISUAL", "EDITOR"].compactMap { environment[$0] }
    guard let command = names.first(where: { !$0.allSatisfy(\.isWhitespace) }) else { return nil }
    self.command = command
  }

  /// The text as the editor leaves it; `nil` where the editor says with its exit status that it is not to be used.
  func edited(_ text: String) throws(Diagnostic) -> String? {
    let file: TemporaryFile
    do {
      file = try TemporaryFile(in: NSTemporaryDirectory(), ending: ".rpl", holding: text)
    } catch { throw .file(error.path, "cannot be written: \(error.reason)") }
    defer { file.remove() }
    let path = file.path
    guard try run(on: path) == 0 else { return nil }
    guard let data = FileManager.default.contents(atPath: path),
      let result = String(validating: data, as: UTF8.self)
    else { throw .file(path, "is not UTF-8 text") }
    return result
  }

  /// Runs the editor to its end, and gives the terminal the settings it had.
  private func run(on path: String) throws(Diagnostic) -> Int32 {
    var settings = termios()
    let hasSettings = tcgetattr(STDIN_FILENO, &settings) == 0
    defer {
      if hasSettings { tcsetattr(STDIN_FILENO, TCSADRAIN, &settings) }
      // What was pressed in the editor is no interruption of ours.
      while SelfPipe.next() != nil {}
    }
    guard let process = spawn(["/bin/sh", "-c", "trap : INT; " + command + " \"$1\"", "sh", path]) else {
      throw .editorFailed(command)
    }
    var status: Int32 = 0
    while waitpid(process, &status, WUNTRACED) != process || status & 0xFF == 0x7F {
      if errno != EINTR, status & 0xFF != 0x7F { return -1 }
      guard status & 0xFF == 0x7F else { continue }
      // The editor has been suspended: so is its session, until both go on.
      kill(getpid(), SIGSTOP)
      kill(process, SIGCONT)
    }
    // The shell says so where there is no such program.
    if (status >> 8) & 0xFF == 127 { throw .editorFailed(command) }
    return status
  }

  private func spawn(_ words: [String]) -> pid_t? {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var ordinary = sigset_t()
    sigemptyset(&ordinary)
    for signal in [SIGINT, SIGTSTP, SIGWINCH, SIGTERM, SIGHUP, SIGPIPE, SIGXFSZ] {
      sigaddset(&ordinary, signal)
    }
    posix_spawnattr_setsigdefault(&attributes, &ordinary)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    let arguments = words.map { strdup($0) }
    defer { arguments.forEach { free($0) } }
    var process = pid_t()
    let result = posix_spawn(&process, "/bin/sh", nil, &attributes, arguments + [nil], environ)
    return result == 0 ? process : nil
  }
}
