#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A private file with a name that nobody can foresee, for another program to read and write.
package struct TemporaryFile {
  package let path: String

  /// Throws `FileError`.
  package init(in folder: String, ending: String, holding text: String, calls: SystemCalls = .current)
    throws(FileError)
  {
    var name = Array((folder + "/replica-XXXXXX" + ending).utf8CString)
    let descriptor = mkstemps(&name, Int32(ending.utf8.count))
    path = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    guard descriptor >= 0 else { throw FileError(folder) }
    var file = FileOutput(path, descriptor, isStream: false, in: .alone, calls)
    defer { _ = calls.close(descriptor) }
    do {
      try file.write(text)
      try file.flush()
    } catch {
      remove()
      throw error as? FileError ?? FileError(path)
    }
  }

  package func remove() { unlink(path) }
}
