import Foundation
import Interpreter
import Synchronization

/// The file of a session's journal. What is appended is with the system before the cell runs, so that no end of the program loses it.
///
/// The file is locked for as long as its session lives: one without a lock and without a last line was cut off.
/// Where it cannot be written, the session goes on and what is missing is written as soon as it can be.
final class JournalFile: CellRecorder {
  private struct State {
    var descriptor: Int32 = -1
    /// The file's bytes that are complete lines.
    var length: off_t = 0
    /// What could not be written yet.
    var waiting: [UInt8] = []
    /// The cell that runs.
    var openCell: Int?
    var cellCount = 0
    var hasWarned = false
  }
  let path: String
  private let heading: String
  private let state: Mutex<State>
  private let warn: @Sendable (String) -> Void

  /// A journal in a folder of them, that begins with its first cell.
  convenience init(newIn folder: String, program: String, warn: @escaping @Sendable (String) -> Void) {
    let name = "\(Self.time("%Y-%m-%d_%H-%M-%S"))_\(getpid()).rpl"
    self.init(at: folder + "/" + name, program: program, warn: warn)
  }

  init(at path: String, program: String, warn: @escaping @Sendable (String) -> Void) {
    self.path = path
    heading = Journal.heading("\(program) · begun \(Self.time("%Y-%m-%d %H:%M:%S"))")
    self.warn = warn
    state = Mutex(State())
  }

  /// Goes on with a journal that exists and is open in `file`.
  init(continuing file: CutOffJournal, warn: @escaping @Sendable (String) -> Void) {
    (path, heading) = (file.path, "")
    self.warn = warn
    state = Mutex(State(descriptor: file.descriptor, length: off_t(file.text.utf8.count)))
  }

  // MARK: Cells

  func begin(_ text: String, number: Int) -> Int {
    state.withLock { state in
      state.cellCount += 1
      state.openCell = state.cellCount
      append(Journal.text(of: text, number: number, time: Self.time("%H:%M:%S")), to: &state)
      return state.cellCount
    }
  }

  func end(_ record: CellRecord, of cell: Int) {
    state.withLock { state in
      guard state.openCell == cell else { return }
      state.openCell = nil
      append(Journal.text(of: record), to: &state)
    }
  }

  /// Ends the cell that runs, whose computation nobody waits for any more.
  func abandonCell(seconds: Double) {
    guard let cell = state.withLock({ $0.openCell }) else { return }
    end(CellRecord(.interrupted, seconds: seconds), of: cell)
  }

  /// Says that the session was left.
  func close() {
    state.withLock { state in
      guard state.cellCount > 0 || state.descriptor >= 0 else { return }
      append(Journal.closingLine, to: &state)
    }
  }

  // MARK: Bytes

  private func append(_ text: String, to state: inout State) {
    state.waiting += text.utf8
    do {
      if state.descriptor < 0 { try open(&state) }
      try flush(&state)
      if state.hasWarned { warn("the journal is written again, nothing is missing: \(path)") }
      state.hasWarned = false
    } catch {
      if !state.hasWarned {
        warn("the journal \(path) cannot be written (\(error.reason)); the session goes on without it for now")
      }
      state.hasWarned = true
    }
  }

  private func open(_ state: inout State) throws(SystemError) {
    let folder = (path as NSString).deletingLastPathComponent
    if !folder.isEmpty {
      do { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) } catch {
        throw SystemError(reason: "no folder \(folder)")
      }
    }
    let descriptor = Foundation.open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw SystemError() }
    flock(descriptor, LOCK_EX | LOCK_NB)
    state.descriptor = descriptor
    state.waiting = Array(heading.utf8) + state.waiting
  }

  /// Writes what waits, whole or not at all.
  private func flush(_ state: inout State) throws(SystemError) {
    var rest = state.waiting[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(state.descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        let error = SystemError()
        ftruncate(state.descriptor, state.length)
        throw error
      }
    }
    state.length += off_t(state.waiting.count)
    state.waiting = []
  }

  static func time(_ format: String) -> String {
    var now = Foundation.time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { buffer in
      strftime(buffer.baseAddress, buffer.count, format, &parts)
      return buffer.baseAddress.map { String(cString: $0) } ?? ""
    }
  }
}

/// What the system said when something failed.
struct SystemError: Error {
  let reason: String

  init(reason: String) { self.reason = reason }

  /// The last call's.
  init() { reason = String(cString: strerror(errno)).lowercased() }
}
