import Execution

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that grows by whole records, private, and locked while it is open.
package struct AppendedFile: Sendable {
  package let path: String
  private let descriptor: Int32
  private let calls: SystemCalls
  /// The bytes of whole records, from the beginning.
  private var length: off_t
  /// Whether there may be a part of a record behind them.
  private var isTorn = false
  /// Whether what was written can be taken back.
  private let isStream: Bool
  private let draft: Draft?

  private init(
    _ path: String, _ descriptor: Int32, length: off_t = 0, isStream: Bool = false, draft: Draft? = nil,
    _ calls: SystemCalls
  ) {
    (self.path, self.descriptor, self.length) = (path, descriptor, length)
    (self.isStream, self.draft, self.calls) = (isStream, draft, calls)
  }

  /// An open file, with whatever it has by now.
  init(appending path: String, _ descriptor: Int32, _ calls: SystemCalls) {
    var status = stat()
    fstat(descriptor, &status)
    self.init(path, descriptor, length: status.st_size, calls)
  }

  /// A new file, where there is none. Throws `FileError`.
  package static func create(_ path: String, calls: SystemCalls = .current) throws -> AppendedFile {
    let descriptor = calls.open(path, O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileError(path) }
    let file = AppendedFile(path, descriptor, calls)
    do {
      guard lock(descriptor) else { throw FileError(path, "another session writes it") }
      try DiskSync.waitForFolder(of: path, in: .alone, calls)
    } catch {
      _ = calls.unlink(path)
      file.close()
      throw error
    }
    return file
  }

  /// A file that is there. Throws `FileError`, also where a living process has it open.
  package static func open(_ path: String, calls: SystemCalls = .current) throws -> AppendedFile {
    let descriptor = calls.open(path, O_RDWR | O_APPEND | O_CLOEXEC, 0)
    guard descriptor >= 0 else { throw FileError(path) }
    guard lock(descriptor) else {
      _ = calls.close(descriptor)
      throw FileError(path, "another session writes it")
    }
    return AppendedFile(appending: path, descriptor, calls)
  }

  /// One that takes the place of what is at the path when `replace` is called: a draft until then. Where
  /// nothing is, it is there at once.
  package static func create(replacing name: String, calls: SystemCalls = .current) throws -> AppendedFile {
    switch try FileTarget(name) {
    case .file(let path, nil): return try create(path, calls: calls)
    case .file(let path, let old):
      let draft = try Draft(for: name, at: path, old, calls)
      return AppendedFile(draft.path, draft.descriptor, draft: draft, calls)
    case .stream(let path):
      let descriptor = calls.open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC, 0)
      guard descriptor >= 0 else { throw FileError(name) }
      return AppendedFile(name, descriptor, isStream: true, calls)
    case .descriptor(let number):
      let descriptor = fcntl(number, F_DUPFD_CLOEXEC, 0)
      guard descriptor >= 0 else { throw FileError(name) }
      return AppendedFile(name, descriptor, isStream: true, calls)
    }
  }

  /// Whether no living process has it open to append.
  private static func lock(_ descriptor: Int32) -> Bool {
    flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK
  }

  /// Whether it waits for `replace`.
  package var isDraft: Bool { draft != nil }

  /// Whether someone has taken its name away.
  package var isNameless: Bool {
    var (open, named) = (stat(), stat())
    guard !isStream, fstat(descriptor, &open) == 0 else { return false }
    return stat(path, &named) != 0 || open.st_ino != named.st_ino || open.st_dev != named.st_dev
  }

  /// What whole records it has.
  package var records: [UInt8] {
    var bytes = [UInt8](repeating: 0, count: Int(length))
    let count = pread(descriptor, &bytes, bytes.count, 0)
    return Array(bytes.prefix(max(0, count)))
  }

  package var byteCount: Int { Int(length) }

  /// Its last bytes, so many at most.
  package func tail(_ count: Int) -> [UInt8] {
    let start = max(0, length - off_t(count))
    var bytes = [UInt8](repeating: 0, count: Int(length - start))
    let read = pread(descriptor, &bytes, bytes.count, start)
    return Array(bytes.prefix(max(0, read)))
  }

  /// Counts what is behind so many bytes as a part of a record, which is cut off before anything is appended.
  package mutating func keepRecords(bytes: Int) {
    isTorn = isTorn || off_t(bytes) < length
    length = min(length, off_t(bytes))
  }

  /// Appends whole records: all of the bytes, or none.
  package mutating func append(_ bytes: [UInt8]) throws(FileError) {
    try cutTornRecord()
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { calls.write(descriptor, $0) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if count == 0 || errno != EINTR {
        let error = FileError(path, code: count == 0 ? EIO : errno)
        isTorn = rest.count < bytes.count
        try? cutTornRecord()
        throw error
      }
    }
    length += off_t(bytes.count)
  }

  /// Where it cannot be cut off nothing may be appended: half a record would take the next one with it.
  package mutating func cutTornRecord() throws(FileError) {
    guard isTorn, !isStream else { return }
    guard calls.truncate(descriptor, length) == 0 else { throw FileError(path) }
    isTorn = false
  }

  /// Brings what it has to the disk.
  package func sync() throws(FileError) {
    guard !isStream, calls.sync(descriptor) != 0, ![EINVAL, ENOTSUP].contains(errno) else { return }
    throw FileError(path)
  }

  /// The same for later, and for a thread that may wait: what is closed meanwhile is brought to the disk all
  /// the same.
  package func syncLater(_ wait: (_ sync: @escaping @Sendable () throws -> Void) -> Void) {
    let own = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
    guard own >= 0 else { return }
    let file = AppendedFile(path, own, isStream: isStream, calls)
    wait {
      defer { _ = SystemCalls.system.close(own) }
      try file.sync()
    }
  }

  /// Takes the place of what it was to replace, and is closed.
  package consuming func replace(in work: Work) throws {
    defer { close() }
    guard let draft else { return try sync() }
    try draft.replace(in: work, isDurable: true, isPrivate: true)
    try draft.waitForName(in: work)
  }

  /// Closes it for whoever is still to bring it to the disk, too.
  package func close() {
    flock(descriptor, LOCK_UN)
    _ = calls.close(descriptor)
  }
}
