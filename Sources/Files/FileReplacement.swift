import Execution

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The one way in which a file is written: whole, or not at all.
package enum FileReplacement {
  package struct Outcome: Sendable, Equatable {
    package enum Kind: Sendable {
      /// There was no file.
      case made
      /// There was one, whose permissions the new one has.
      case replaced
      /// It went to a pipe or a device.
      case sent
    }

    package let kind: Kind
    package let byteCount: Int
  }

  /// Writes what `body` puts out to a draft beside the file, which takes the file's name when it is complete
  /// and, if `isDurable`, on the disk. A new file is for everyone that the user's mask lets, or `isPrivate`.
  /// Links are followed; pipes and devices are written to.
  ///
  /// Throws `FileError`, `Interruption` where the work was stopped before the last step, and what `body`
  /// throws. The old file is then what it was, and the draft is gone.
  @discardableResult
  package static func write(
    to name: String, in work: Work, isDurable: Bool = true, isPrivate: Bool = false,
    calls: SystemCalls = .current, _ body: (inout FileOutput) throws -> Void
  ) throws -> Outcome {
    switch try FileTarget(name) {
    case .file(let path, let old):
      try work.checkpoint()
      let draft = try Draft(for: name, at: path, old, calls)
      var output = FileOutput(name, draft.descriptor, isStream: false, in: work, calls)
      do {
        try body(&output)
        try output.flush()
        try draft.replace(in: work, isDurable: isDurable, isPrivate: isPrivate)
      } catch {
        draft.discard()
        throw error
      }
      defer { draft.close() }
      if isDurable { try draft.waitForName(in: work) }
      return Outcome(kind: old == nil ? .made : .replaced, byteCount: output.byteCount)
    case .stream(let path):
      let descriptor = try open(path, of: name, in: work, calls)
      return try send(to: descriptor, of: name, in: work, calls, body)
    case .descriptor(let number):
      let descriptor = fcntl(number, F_DUPFD_CLOEXEC, 0)
      guard descriptor >= 0 else { throw FileError(name) }
      return try send(to: descriptor, of: name, in: work, calls, body)
    }
  }

  /// Removes a file, if it is there; a link to it stays. Throws as `write` does.
  package static func remove(_ name: String, in work: Work, calls: SystemCalls = .current) throws {
    guard case .file(let path, _) = try FileTarget(name) else { return }
    try work.change {
      guard calls.unlink(path) == 0 || errno == ENOENT else { throw FileError(name) }
    }
  }

  /// Makes a folder, and those it is in, where they are missing.
  package static func makeFolder(
    _ path: String, mode: mode_t = 0o777, in work: Work = .alone, calls: SystemCalls = .current
  ) throws {
    var status = stat()
    if path.isEmpty || stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR { return }
    guard !path.utf8.contains(0) else { throw FileError(path, "no file has this name") }
    let path = path.last == "/" ? String(path.dropLast()) : path
    try makeFolder(PathName.folder(of: path), mode: mode, in: work, calls: calls)
    let failure: Int32 = try work.change { calls.makeFolder(path, mode) == 0 ? 0 : errno }
    guard failure == 0 || failure == EEXIST && stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    else { throw FileError(path, code: failure) }
    // What is in a folder without a name is lost.
    try DiskSync.waitForFolder(of: path, in: work, calls)
  }

  // MARK: Streams

  /// Waits until a pipe has a reader.
  private static func open(
    _ path: String, of name: String, in work: Work, _ calls: SystemCalls
  ) throws -> Int32 {
    while true {
      let descriptor = calls.open(path, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0)
      if descriptor >= 0 { return descriptor }
      guard errno == ENXIO || errno == EINTR else { throw FileError(name) }
      try work.checkpoint()
      usleep(10_000)
    }
  }

  private static func send(
    to descriptor: Int32, of name: String, in work: Work, _ calls: SystemCalls,
    _ body: (inout FileOutput) throws -> Void
  ) throws -> Outcome {
    defer { _ = calls.close(descriptor) }
    var output = FileOutput(name, descriptor, isStream: true, in: work, calls)
    try body(&output)
    try output.flush()
    return Outcome(kind: .sent, byteCount: output.byteCount)
  }
}
