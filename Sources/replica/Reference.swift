import ArgumentParser
import CommandLibrary
import Foundation
import Interpreter
import TerminalUI

extension Replica {
  /// `replica reference --to FOLDER`, for scripts/update-reference.
  struct Reference: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "reference", abstract: "Write the generated pages of the reference as Markdown.",
      shouldDisplay: false)

    @Option(help: "The folder to write to.", completion: .directory)
    var to: String

    func run() throws {
      let files = FileManager.default
      let folder = URL(filePath: to)
      // What the examples save is nobody's.
      let scratch = files.temporaryDirectory.appending(path: "replica-\(UUID().uuidString)")
      defer { try? files.removeItem(at: scratch) }
      do {
        let path = folder.absoluteURL.path
        try TextFile.makeFolder(path + "/Commands")
        try TextFile.makeFolder(scratch.path)
        _ = files.changeCurrentDirectoryPath(scratch.path)
        for page in ReferencePages.all(of: commandLibrary) {
          try TextFile.write(page.text, to: path + "/" + page.name)
        }
      } catch {
        throw Replica.batch().fail(error).exitCode
      }
    }
  }
}
