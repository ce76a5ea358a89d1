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
    heading = Journal.heading(
      "\(program) · begun \(Self.time("%Y-%m-%d %H:%M:%S"))", folder: FileManager.default.currentDirectoryPath
    )
    self.warn = warn
    state = Mutex(State())
  }

  /// Goes on with a journal that exists and is open in `file`.
  init(continuing file: CutOffJournal, warn: @escaping @Sendable (String) -> Void) {
    (path, heading) = (file.path, "")
    self.warn = warn
    state = Mutex(State(descriptor: file.descriptor, length: file.length))
  }

  // MARK: Cells

  func begin(_ text: String, number: Int) -> Int {
    let (cell, warning) = state.withLock { state in
      state.cellCount += 1
      state.openCell = state.cellCount
      let line = Journal.text(of: text, number: number, time: Self.time("%H:%M:%S"))
      return (state.cellCount, append(line, to: &state))
    }
    if let warning { warn(warning) }
    return cell
  }

  func end(_ record: CellRecord, of cell: Int) {
    let warning = state.withLock { state -> String? in
      guard state.openCell == cell else { return nil }
      state.openCell = nil
      return append(Journal.text(of: record), to: &state)
    }
    if let warning { warn(warning) }
  }

  /// Ends the cell that runs, whose computation nobody waits for any more; `false` where it has ended by itself.
  func abandonCell(seconds: Double) -> Bool {
    let (isOpen, warning) = state.withLock { state -> (Bool, String?) in
      guard state.openCell != nil else { return (false, nil) }
      state.openCell = nil
      return (true, append(Journal.text(of: CellRecord(.interrupted, seconds: seconds)), to: &state))
    }
    if let warning { warn(warning) }
    return isOpen
  }

  /// Opens the file before there is a cell to write; throws where it cannot be.
  func begin() throws(SystemError) {
    let failure = state.withLock { state -> SystemError? in
      do throws(SystemError) {
        try open(&state)
        try flush(&state)
        return nil
      } catch { return error }
    }
    if let failure { throw failure }
  }

  /// Says that the session was left.
  func close() {
    let warning = state.withLock { state -> String? in
      guard state.cellCount > 0 || state.descriptor >= 0 else { return nil }
      _ = append(Journal.closingLine, to: &state)
      return state.waiting.isEmpty ? nil : "the end of the session is not in its journal \(path)"
    }
    if let warning { warn(warning) }
  }

  // MARK: Bytes

  /// Adds to the file; gives what there is to say when that begins to fail, or to work again.
  private func append(_ text: String, to state: inout State) -> String? {
    state.waiting += text.utf8
    let couldWrite = !state.hasWarned
    do {
      try recreateIfDeleted(&state)
      if state.descriptor < 0 { try open(&state) }
      try flush(&state)
      state.hasWarned = false
      return couldWrite ? nil : "the journal is written again, nothing is missing: \(path)"
    } catch {
      state.hasWarned = true
      guard couldWrite else { return nil }
      return "the journal \(path) cannot be written (\(error.reason)); the session goes on without it for now"
    }
  }

  private func open(_ state: inout State) throws(SystemError) {
    let folder = (path as NSString).deletingLastPathComponent
    if !folder.isEmpty {
      do { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) } catch
      {
        throw SystemError(reason: "no folder \(folder)")
      }
    }
    let descriptor = Foundation.open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw SystemError() }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      Foundation.close(descriptor)
      throw SystemError(reason: "another session writes it")
    }
    // What was there is an older journal.
    guard ftruncate(descriptor, 0) == 0 else {
      defer { Foundation.close(descriptor) }
      throw SystemError()
    }
    state.descriptor = descriptor
    state.length = 0
    state.waiting = Array(heading.utf8) + state.waiting
  }

  /// Someone may have removed the file; what it held is still there, and is written to a new one.
  private func recreateIfDeleted(_ state: inout State) throws(SystemError) {
    var status = stat()
    guard state.descriptor >= 0, fstat(state.descriptor, &status) == 0, status.st_nlink == 0 else { return }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    let count = pread(state.descriptor, &bytes, bytes.count, 0)
    Foundation.close(state.descriptor)
    state.descriptor = -1
    let (rest, old) = (state.waiting, count > 0 ? Array(bytes[..<count]) : [])
    state.waiting = []
    try open(&state)
    state.waiting = old + rest
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
        // Half a line would be worse than none; where this fails, too, the reader cuts it off.
        _ = ftruncate(state.descriptor, state.length)
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
