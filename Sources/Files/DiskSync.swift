import Dispatch
import Execution
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Waiting for the disk.
enum DiskSync {
  private final class Answer: Sendable {
    let code = Atomic<Int32>(0)
    let isThere = DispatchSemaphore(value: 0)
  }

  /// Waits until the disk has a file, or a folder its names; gives the number of the error, 0 for none.
  ///
  /// The disk may take seconds, which no signal ends. So another thread asks it, and this one can be
  /// interrupted.
  static func wait(for descriptor: Int32, in work: Work, _ calls: SystemCalls) throws(Interruption) -> Int32 {
    let own = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
    guard own >= 0 else { return errno }
    let answer = Answer()
    let ask: @Sendable () -> Void = {
      answer.code.store(calls.sync(own) == 0 ? 0 : errno, ordering: .releasing)
      close(own)
      answer.isThere.signal()
    }
    if let thread = Thread(stackBytes: 1 << 18, ask) { thread.detach() } else { ask() }
    while answer.isThere.wait(timeout: .now() + .milliseconds(10)) == .timedOut { try work.checkpoint() }
    return answer.code.load(ordering: .acquiring)
  }

  /// Waits until the disk has the names in the folder of a file, as far as its system knows of that.
  static func waitForFolder(of path: String, in work: Work, _ calls: SystemCalls) throws {
    let folder = PathName.folder(of: path)
    let descriptor = calls.open(folder.isEmpty ? "." : folder, O_RDONLY | O_CLOEXEC, 0)
    guard descriptor >= 0 else {
      // A folder that may be written to need not be open to readers.
      if errno == EACCES { return }
      throw FileError(path)
    }
    defer { _ = calls.close(descriptor) }
    let code = try wait(for: descriptor, in: work, calls)
    guard [0, EINVAL, ENOTSUP].contains(code) else { throw FileError(path, code: code) }
  }
}
