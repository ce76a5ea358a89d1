import Dispatch
import Files
import Foundation
import Interpreter
import Language
import Synchronization

/// The file of a session's journal. What is appended is with the system before the cell runs, so that no end
/// of the program loses it, and on the disk a second later.
///
/// The file is locked for as long as its session lives: one without a lock and without a last line was cut
/// off. Where it cannot be written, the session goes on and what is missing is written as soon as it can be.
final class JournalFile: CellRecorder {
  private struct State {
    var file: AppendedFile?
    /// The older journal that this one takes the place of in the end; locked, so that nobody else does.
    var older: AppendedFile?
    /// What could not be written yet.
    var waiting: [UInt8] = []
    /// The cell that runs.
    var openCell: Int?
    var cellCount = 0
    var hasWarned = false
    /// Whether someone is about to bring it to the disk.
    var isSyncing = false
    var hasWarnedOfDisk = false
  }
  let path: String
  private let heading: String
  /// Whether it may take the place of an older one.
  private let replaces: Bool
  private let state: Mutex<State>
  private let warn: @Sendable (String) -> Void

  /// From the first record that the disk does not have. One wait is about a thousandth of that.
  private static let syncInterval = DispatchTimeInterval.seconds(1)

  /// A journal in a folder of them, that begins with its first cell.
  convenience init(newIn folder: String, program: String, warn: @escaping @Sendable (String) -> Void) {
    let name = "\(Self.time("%Y-%m-%d_%H-%M-%S"))_\(getpid()).rpl"
    self.init(at: folder + "/" + name, program: program, replaces: false, warn: warn)
  }

  /// A journal at a path of the user's; what is there stays until `close`.
  convenience init(at path: String, program: String, warn: @escaping @Sendable (String) -> Void) {
    self.init(at: path, program: program, replaces: true, warn: warn)
  }

  private init(at path: String, program: String, replaces: Bool, warn: @escaping @Sendable (String) -> Void) {
    (self.path, self.replaces, self.warn) = (path, replaces, warn)
    heading = Journal.heading(
      "\(program) · begun \(Self.time("%Y-%m-%d %H:%M:%S"))", folder: FileManager.default.currentDirectoryPath
    )
    state = Mutex(State())
  }

  /// Goes on with a journal that exists and is open in `file`.
  init(continuing file: InterruptedJournal, warn: @escaping @Sendable (String) -> Void) {
    (path, heading, replaces, self.warn) = (file.path, "", false, warn)
    state = Mutex(State(file: file.file))
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

  // MARK: Beginning and end

  /// Opens the file before there is a cell to write. Throws a `Diagnostic` where it cannot be, or something
  /// else than a journal is there.
  func begin() throws {
    do {
      try state.withLock { state in
        if case .file(let target, .some) = try FileTarget(path) {
          let older = try AppendedFile.open(target)
          state.older = older
          guard
            older.byteCount == 0
              || Journal.isJournal(String(decoding: older.records.prefix(64), as: UTF8.self))
          else { throw Diagnostic.file(path, "this is a file, and no journal; it stays as it is") }
        }
        try open(&state)
        try flush(&state)
      }
    } catch let error as FileError {
      throw Diagnostic.file(path, "cannot be written: \(error.reason)")
    }
  }

  /// Says that the session was left, and takes the place of an older journal, unless the session was
  /// `interrupted`: that one stays then.
  func close(interrupted: Bool = false) {
    let warning = state.withLock { state -> String? in
      guard state.cellCount > 0 || state.file != nil else { return nil }
      _ = append(Journal.closingLine, to: &state)
      guard state.waiting.isEmpty, let file = state.file else {
        return "the end of the session is not in its journal \(path)"
      }
      defer {
        state.older?.close()
        (state.file, state.older) = (nil, nil)
      }
      if interrupted, file.isDraft {
        file.close()
        return
          "\(path) is kept as it was; what ran now is in \(file.path), until the next journal is written there"
      }
      do { try file.replace(in: .alone) } catch {
        return "\(error)" + (file.isDraft ? "; the journal is in \(file.path)" : "")
      }
      return nil
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
      if state.file == nil { try open(&state) }
      try flush(&state)
      state.hasWarned = false
      return couldWrite ? nil : "the journal is written again, nothing is missing: \(path)"
    } catch {
      state.hasWarned = true
      guard couldWrite else { return nil }
      let reason = (error as? FileError)?.reason ?? "\(error)"
      return "the journal \(path) cannot be written (\(reason)); the session goes on without it for now"
    }
  }

  private func open(_ state: inout State) throws {
    try FileReplacement.makeFolder(PathName.folder(of: path), mode: replaces ? 0o777 : 0o700)
    state.file = try replaces ? AppendedFile.create(replacing: path) : AppendedFile.create(path)
    state.waiting = Array(heading.utf8) + state.waiting
  }

  /// Someone may have removed the file; what it held is still there, and is written to a new one.
  private func recreateIfDeleted(_ state: inout State) throws {
    guard let file = state.file, file.isNameless else { return }
    let (rest, old) = (state.waiting, file.records)
    try open(&state)
    file.close()
    state.waiting = old + rest
  }

  /// Writes what waits, whole or not at all.
  private func flush(_ state: inout State) throws(FileError) {
    try state.file?.append(state.waiting)
    state.waiting = []
    guard !state.isSyncing, let file = state.file else { return }
    state.isSyncing = true
    file.syncLater { sync in
      DispatchQueue.global(qos: .utility).asyncAfter(deadline: .now() + Self.syncInterval) { [weak self] in
        self?.state.withLock { $0.isSyncing = false }
        do { try sync() } catch { self?.noteDisk(error) }
      }
    }
  }

  private func noteDisk(_ error: any Error) {
    let isNew = state.withLock { state in
      defer { state.hasWarnedOfDisk = true }
      return !state.hasWarnedOfDisk
    }
    let reason = (error as? FileError)?.reason ?? "\(error)"
    if isNew { warn("the journal \(path) may not outlast a loss of power: \(reason)") }
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
