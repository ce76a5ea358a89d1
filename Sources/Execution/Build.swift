import CELF
import Foundation

/// The build of the running program: another may round differently, and so may the same sources compiled by
/// another compiler.
package enum Build {
  /// The identity that the linker has put into the program; else the size and date of its file.
  package static let identity: String = {
    var count = 0
    if let bytes = program_build_id(&count), count > 0 {
      return UnsafeBufferPointer(start: bytes, count: count).map { byte in
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
      }.joined()
    }
    var status = stat()
    guard let path = Bundle.main.executablePath, stat(path, &status) == 0 else { return "unknown" }
    #if os(Linux)
      let date = status.st_mtim
    #else
      let date = status.st_mtimespec
    #endif
    return "\(status.st_size)-\(date.tv_sec).\(date.tv_nsec)"
  }()
}
