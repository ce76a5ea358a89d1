#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Why a file could not be written. What was there before is there still.
package struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
  package let path: String
  /// Lower-case, mostly in the system's words: "no space left on device".
  package let reason: String

  package init(_ path: String, _ reason: String) { (self.path, self.reason) = (path, reason) }

  /// The system's words for the number of an error, or for the last one.
  init(_ path: String, code: Int32 = errno) { self.init(path, Self.words(code)) }

  package var description: String { "\(path): cannot be written: \(reason)" }

  static func words(_ code: Int32) -> String { String(cString: strerror(code)).lowercased() }
}
