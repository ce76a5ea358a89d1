import Execution
import Files
import Foundation
import Interpreter
import Language

/// Text files, read whole and written whole or not at all.
package enum TextFile {
  /// The text of a file, which must be UTF-8; errors call it by what it was to be.
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

  /// Writes a text, whole or not at all. Throws a `Diagnostic`, and `Interruption`.
  package static func write(_ text: String, to path: String, in work: Work = .alone) throws {
    _ = try located { try FileReplacement.write(to: path, in: work) { try $0.write(text) } }
  }

  /// Throws where a file could not be written for what is there, or because its folder is missing or closed.
  package static func requireFolder(of path: String) throws {
    try located { try FileTarget(path).requireFolder() }
  }

  /// Makes a folder, and those it is in, where they are missing.
  package static func makeFolder(_ path: String, in work: Work = .alone) throws {
    try located { try FileReplacement.makeFolder(path, in: work) }
  }

  /// What `body` gives, its errors about files being the script's.
  static func located<Result>(_ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let error as FileError {
      throw Diagnostic.file(error.path, "cannot be written: \(error.reason)")
    }
  }
}
