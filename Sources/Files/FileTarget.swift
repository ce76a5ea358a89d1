#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What stands where a file is to be written.
package enum FileTarget: Sendable {
  /// An ordinary file, or nothing yet: it is replaced as a whole.
  case file(path: String, old: Attributes?)
  /// A pipe, a terminal or another device: it takes bytes as they come, and stays what it is.
  case stream(path: String)
  /// One of the program's own streams, under its name as a file.
  case descriptor(Int32)

  /// What a new file takes over from the old one.
  package struct Attributes: Sendable {
    let mode: mode_t
    let owner: uid_t
    let group: gid_t
  }

  /// Follows links, so that the file they lead to is written, and they stay. Throws where a file could not be
  /// written for what is there.
  package init(_ path: String) throws(FileError) {
    guard !path.utf8.contains(0) else {
      throw FileError(path.replacing("\0", with: "\\0"), "no file has this name")
    }
    guard !path.isEmpty else { throw FileError(path, code: ENOENT) }
    var place = path
    // As many as the system follows.
    for _ in 0..<40 {
      if let descriptor = Self.ownDescriptor(place) {
        self = .descriptor(descriptor)
        return
      }
      guard let target = Self.link(at: place) else {
        self = try Self.whatStands(at: place, for: path)
        return
      }
      place = target.hasPrefix("/") ? target : PathName.folder(of: place) + target
    }
    throw FileError(path, code: ELOOP)
  }

  /// Throws where the file's folder is missing or closed, too, without changing anything.
  package func requireFolder() throws(FileError) {
    guard case .file(let path, _) = self else { return }
    let folder = PathName.folder(of: path)
    guard access(folder.isEmpty ? "." : folder, W_OK | X_OK) == 0 else { throw FileError(path) }
  }

  private static func whatStands(at place: String, for path: String) throws(FileError) -> FileTarget {
    var status = stat()
    guard stat(place, &status) == 0 else {
      guard errno == ENOENT else { throw FileError(path) }
      guard !place.hasSuffix("/") else { throw FileError(path, code: EISDIR) }
      return .file(path: place, old: nil)
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: throw FileError(path, code: EISDIR)
    case S_IFREG:
      // The system's administrator may write what is protected; a wish to keep it is respected all the same.
      guard status.st_mode & 0o222 != 0 else { throw FileError(path, "it is write-protected") }
      guard access(place, W_OK) == 0 else { throw FileError(path) }
      return .file(
        path: place,
        old: Attributes(mode: status.st_mode & 0o777, owner: status.st_uid, group: status.st_gid))
    default:
      guard access(place, W_OK) == 0 else { throw FileError(path) }
      return .stream(path: place)
    }
  }

  /// Where a link leads to.
  private static func link(at path: String) -> String? {
    var target = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &target, target.count)
    return count > 0
      ? String(decoding: target.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self) : nil
  }

  /// The number in `/dev/fd/1`, or in what it is a link to.
  private static func ownDescriptor(_ path: String) -> Int32? {
    for folder in ["/dev/fd/", "/proc/self/fd/", "/proc/\(getpid())/fd/", "/proc/thread-self/fd/"]
    where path.hasPrefix(folder) {
      return Int32(path.dropFirst(folder.count))
    }
    return nil
  }
}
