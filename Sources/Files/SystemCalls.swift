#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The calls of the system by which files are changed, each as the system has it: what failed is in `errno`.
///
/// They stand in a table so that a test can make each of them fail in turn.
package struct SystemCalls: Sendable {
  package var open: @Sendable (_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32
  package var write: @Sendable (_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int
  package var truncate: @Sendable (_ descriptor: Int32, _ length: off_t) -> Int32
  package var setMode: @Sendable (_ descriptor: Int32, _ mode: mode_t) -> Int32
  package var sync: @Sendable (_ descriptor: Int32) -> Int32
  package var close: @Sendable (_ descriptor: Int32) -> Int32
  package var rename: @Sendable (_ path: String, _ newPath: String) -> Int32
  package var unlink: @Sendable (_ path: String) -> Int32
  package var makeFolder: @Sendable (_ path: String, _ mode: mode_t) -> Int32

  /// Those of whoever writes now.
  @TaskLocal package static var current = system

  package static let system = SystemCalls(
    open: { openFile($0, $1, $2) },
    write: { writeBytes($0, $1.baseAddress, $1.count) },
    truncate: { ftruncate($0, $1) },
    setMode: { fchmod($0, $1) },
    sync: { synchronize($0) },
    close: { closeFile($0) },
    rename: { renameFile($0, $1) },
    unlink: { unlinkFile($0) },
    makeFolder: { mkdir($0, $1) })
}

// The table's own names would hide the system's.
#if canImport(Glibc)
  private let (writeBytes, closeFile) = (Glibc.write, Glibc.close)
  private let (renameFile, unlinkFile) = (Glibc.rename, Glibc.unlink)

  private func openFile(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
    Glibc.open(path, flags, mode)
  }

  private func synchronize(_ descriptor: Int32) -> Int32 { fsync(descriptor) }
#else
  private let (writeBytes, closeFile) = (Darwin.write, Darwin.close)
  private let (renameFile, unlinkFile) = (Darwin.rename, Darwin.unlink)

  private func openFile(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
    Darwin.open(path, flags, mode)
  }

  /// `fsync` does not empty the disk's own memory there.
  private func synchronize(_ descriptor: Int32) -> Int32 {
    fcntl(descriptor, F_FULLFSYNC) == 0 ? 0 : fsync(descriptor)
  }
#endif
