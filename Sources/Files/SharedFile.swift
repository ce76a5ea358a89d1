import Execution

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A private file of records to which processes side by side append, each holding it for an instant.
package enum SharedFile {
  /// Whoever has stopped within that instant is not waited for.
  private static let patience = 50

  /// Appends a record; the file is made where there is none.
  package static func append(_ record: [UInt8], to path: String, calls: SystemCalls = .current)
    throws(FileError)
  {
    var file = try open(path, calls)
    defer { file.close() }
    try file.append(record)
  }

  /// Puts other records in the place of those it has; none that comes in between is lost.
  package static func rewrite(
    _ path: String, calls: SystemCalls = .current, _ change: ([UInt8]) -> [UInt8]
  ) throws {
    let file = try open(path, calls)
    defer { file.close() }
    let records = change(file.records)
    try FileReplacement.write(to: path, in: .alone, isDurable: false, isPrivate: true, calls: calls) {
      try $0.write(records)
    }
  }

  /// The file that has the name once it is ours.
  private static func open(_ path: String, _ calls: SystemCalls) throws(FileError) -> AppendedFile {
    var attempts = 0
    while true {
      let descriptor = calls.open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { throw FileError(path) }
      for _ in 0..<patience where flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK {
        usleep(2000)
      }
      let file = AppendedFile(appending: path, descriptor, calls)
      // It may have been rewritten while we waited.
      attempts += 1
      if !file.isNameless || attempts == patience { return file }
      file.close()
    }
  }
}
