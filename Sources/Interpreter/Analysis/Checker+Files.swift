import Foundation
import Language

/// The files that a script reads and writes.
extension Checker {
  /// Scripts are run in scripts to this depth.
  private static let largestDepth = 8

  /// Files that are read must be there, unless the script writes them; a script that is run is walked.
  func noteFiles(
    _ matched: [(Call.Argument, Parameter)], of command: Command, _ arguments: AbstractArguments
  ) {
    for (argument, parameter) in matched {
      let abstract = arguments[parameter.name]
      let path = abstract?.text
      // A figure that is saved is no path.
      if let kinds = abstract?.kinds, !kinds.contains(.text) { continue }
      switch parameter.file {
      case nil: break
      case .written: if let path { writtenFiles.insert(path) } else { isOpen = true }
      case .read:
        guard let path else { break }
        if !isThere(path), !isThere(path + ".gz") {
          report(.file(path, "no such file"), at: argument.value.span)
        }
      case .script:
        guard let path else {
          isOpen = true
          return
        }
        if !isThere(path) {
          report(.file(path, "no such file"), at: argument.value.span)
        } else if !walkScript(at: path) {
          isOpen = true
        }
      }
    }
  }

  /// Walks a script that is run in the middle; `false` where it cannot be read.
  private func walkScript(at path: String) -> Bool {
    guard context.scripts < Self.largestDepth, let data = FileManager.default.contents(atPath: path),
      let text = String(validating: data, as: UTF8.self),
      let runnable = try? Journal.runnable(text, name: path),
      let script = try? Parser.parse(SourceText(runnable, name: path))
    else { return false }
    within({ $0.scripts += 1 }) { walk(script, [:]) }
    return true
  }

  /// Whether a file may be read. A script says with `if` that one may be missing.
  private func isThere(_ path: String) -> Bool {
    isOpen || context.branches > 0 || writtenFiles.contains(path)
      || FileManager.default.fileExists(atPath: path)
  }
}
