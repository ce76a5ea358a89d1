import Execution

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A hidden file beside the one that it is to replace, private until then and locked while it is written: one
/// without a lock is what a killed process has left.
struct Draft: Sendable {
  /// Where it is to be, under the name that its user gave.
  let name: String
  let target: String
  let old: FileTarget.Attributes?
  let path: String
  let descriptor: Int32
  private let calls: SystemCalls

  /// So many may be written for one target at a time and still be found when they are left over.
  private static let places = 8
  private static let ending = ".replica-draft"

  /// Removes what is left of earlier drafts, and begins a new one.
  init(
    for name: String, at target: String, _ old: FileTarget.Attributes?, _ calls: SystemCalls
  ) throws(FileError) {
    (self.name, self.target, self.old, self.calls) = (name, target, old, calls)
    let stem = Self.stem(of: target)
    let paths = [stem] + (1..<Self.places).map { "\(stem)-\($0)" }
    for path in paths { Self.removeLeftover(path, calls) }
    for path in paths + ["\(stem)-\(String(UInt64.random(in: .min ... .max), radix: 16))"] {
      let descriptor = calls.open(path, O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else {
        if errno == EEXIST { continue }
        throw FileError(name)
      }
      // In between it looked like a leftover to others.
      if Self.isLocked(descriptor), Self.isFile(path, descriptor) {
        (self.path, self.descriptor) = (path, descriptor)
        return
      }
      _ = calls.close(descriptor)
    }
    throw FileError(name, "too many others write it")
  }

  /// Where drafts are: the target's name has to fit into theirs.
  private static func stem(of target: String) -> String {
    var start = PathName.last(of: target)
    while start.utf8.count > 200 { start.removeLast() }
    return PathName.folder(of: target) + "." + start + ending
  }

  private static func removeLeftover(_ path: String, _ calls: SystemCalls) {
    // Neither a link nor a pipe that someone put there.
    let descriptor = calls.open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0)
    guard descriptor >= 0 else { return }
    defer { _ = calls.close(descriptor) }
    if isLocked(descriptor), isFile(path, descriptor) { _ = calls.unlink(path) }
  }

  /// Whether nobody else has it locked. Some file systems know no locks.
  private static func isLocked(_ descriptor: Int32) -> Bool {
    flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK
  }

  /// Whether the open file is an ordinary one and still has its name.
  static func isFile(_ path: String, _ descriptor: Int32) -> Bool {
    var (open, named) = (stat(), stat())
    return fstat(descriptor, &open) == 0 && lstat(path, &named) == 0 && open.st_mode & S_IFMT == S_IFREG
      && open.st_ino == named.st_ino && open.st_dev == named.st_dev
  }

  /// Takes the place of its target, unless the work was stopped; throws then, and where that fails, and is
  /// still a draft.
  ///
  /// A durable one is on the disk before and has its name there afterwards. `isPrivate` is for a file that
  /// was not there.
  func replace(in work: Work, isDurable: Bool, isPrivate: Bool) throws {
    if let old {
      // Only the system's administrator can give a file away.
      _ = fchown(descriptor, old.owner, old.group)
    }
    let mode = old?.mode ?? (isPrivate ? 0o600 : 0o666 & ~Self.userMask)
    guard calls.setMode(descriptor, mode) == 0 || [EPERM, ENOTSUP].contains(errno) else {
      throw FileError(name)
    }
    if isDurable {
      let code = try DiskSync.wait(for: descriptor, in: work, calls)
      guard code == 0 else { throw FileError(name, code: code) }
    }
    try work.change { guard calls.rename(path, target) == 0 else { throw FileError(name) } }
  }

  /// Waits until the disk knows of the new name. It is too late for an interruption.
  func waitForName(in work: Work) throws {
    do {
      try DiskSync.waitForFolder(of: target, in: work, calls)
    } catch let error as FileError {
      throw FileError(name, "it is complete, but may not outlast a loss of power: \(error.reason)")
    } catch {}
  }

  /// Closes it. What was to be kept has been brought to the disk, so that an error says nothing.
  func close() { _ = calls.close(descriptor) }

  /// Removes it, and closes it: in this order, as the lock says whose it is.
  func discard() {
    _ = calls.unlink(path)
    close()
  }

  /// The permissions that the user's new files do not have. Asking for it sets it, for a moment to the
  /// strictest.
  private static let userMask: mode_t = {
    let mask = umask(0o077)
    umask(mask)
    return mask
  }()
}
