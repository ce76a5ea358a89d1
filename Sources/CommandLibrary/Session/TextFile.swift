import Foundation
import Interpreter
import Language
import Learning

/// Text files, read whole and written whole or not at all.
package enum TextFile {
  /// The text of a file, which must be UTF-8; mistakes call it by what it was to be.
  package static func read(_ path: String, as what: String = "script", largestBytes: Int = 64 << 20) throws
    -> String
  {
    guard !path.contains("\0") else {
      throw Diagnostic.file(path.replacing("\0", with: "\\0"), "no such file")
    }
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw Diagnostic.file(path, "no such file")
    }
    if isDirectory.boolValue { throw Diagnostic.file(path, "this is a folder, not a \(what)") }
    guard FileManager.default.isReadableFile(atPath: path) else {
      throw Diagnostic.file(path, "no permission to read it")
    }
    let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    guard size <= largestBytes else { throw Diagnostic.file(path, "too large for a \(what) (\(size) bytes)") }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Diagnostic.file(path, "cannot be read")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw Diagnostic.file(path, "is not UTF-8 text")
    }
    return text
  }

  /// Writes beside the file and then takes its place, so that a full disk or a crash leaves the old one.
  package static func write(_ text: String, to path: String) throws { try write(Array(text.utf8), to: path) }

  /// Throws where a file could not be written because its folder is missing or closed.
  package static func requireFolder(of path: String) throws {
    let folder = URL(filePath: path).deletingLastPathComponent().path
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isDirectory), isDirectory.boolValue
    else {
      throw Diagnostic.file(path, "no such folder")
    }
    if FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), isDirectory.boolValue {
      throw Diagnostic.file(path, "this is a folder")
    }
    guard FileManager.default.isWritableFile(atPath: folder) else {
      throw Diagnostic.file(path, "no permission to write it")
    }
  }

  /// Makes a folder, and those it is in, where they are missing.
  package static func makeFolder(_ path: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw Diagnostic.file(path, DataFileError(writing: path, error).reason)
    }
  }

  /// Makes the folder that a file is to be in.
  static func makeFolder(of path: String) throws {
    try makeFolder(URL(filePath: path).deletingLastPathComponent().path)
  }

  /// Writes bytes in the same way.
  static func write(_ bytes: [UInt8], to path: String) throws {
    do {
      try Data(bytes).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw Diagnostic.file(path, DataFileError(writing: path, error).reason)
    }
  }
}
