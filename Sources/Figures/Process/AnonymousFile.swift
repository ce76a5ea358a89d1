#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file without a name, gone when its value is.
final class AnonymousFile {
  private let file: UnsafeMutablePointer<FILE>

  /// `nil` where there is no room for it.
  init?() {
    guard let file = tmpfile() else { return nil }
    self.file = file
  }

  deinit { fclose(file) }

  /// Whether there was room for the text.
  func append(_ text: String) -> Bool { fputs(text, file) >= 0 }

  /// Goes back to the beginning, where another program reads on; `false` where there was no room for all of
  /// it.
  func rewind() -> Bool { fflush(file) == 0 && fseek(file, 0, SEEK_SET) == 0 }

  /// Open as long as the value lives.
  var descriptor: CInt { fileno(file) }

  /// All of it, piece by piece; `false` where it cannot be read.
  func read(_ put: (UnsafeRawBufferPointer) throws -> Void) rethrows -> Bool {
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    var start: off_t = 0
    while true {
      let count = pread(descriptor, &bytes, bytes.count, start)
      guard count > 0 else { return count == 0 }
      try bytes.withUnsafeBytes { try put(UnsafeRawBufferPointer(rebasing: $0.prefix(count))) }
      start += off_t(count)
    }
  }

  /// The first `limit` bytes as text.
  func text(limit: Int = 1 << 16) -> String {
    var bytes = [UInt8](repeating: 0, count: limit)
    let count = pread(fileno(file), &bytes, limit, 0)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }
}
