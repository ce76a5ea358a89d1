#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file without a name, gone when its value is.
final class AnonymousFile {
  private let file: UnsafeMutablePointer<FILE>

  /// A file that holds the text and is read from its beginning; `nil` where there is no room for it.
  init?(holding text: String = "") {
    guard let file = tmpfile() else { return nil }
    self.file = file
    guard fputs(text, file) >= 0, fflush(file) == 0, fseek(file, 0, SEEK_SET) == 0 else { return nil }
  }

  deinit { fclose(file) }

  /// Open as long as the value lives.
  var descriptor: CInt { fileno(file) }

  /// All of it; `nil` where it cannot be read.
  var wholeText: String? {
    let size = lseek(descriptor, 0, SEEK_END)
    guard size >= 0 else { return nil }
    return text(limit: Int(size))
  }

  /// The first `limit` bytes as text.
  func text(limit: Int = 1 << 16) -> String {
    var bytes = [UInt8](repeating: 0, count: limit)
    let count = pread(fileno(file), &bytes, limit, 0)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }
}
