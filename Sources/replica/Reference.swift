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
      do {
        try FileManager.default.createDirectory(atPath: to + "/Commands", withIntermediateDirectories: true)
        for page in ReferencePages.all(of: commandLibrary) {
          try TextFile.write(page.text, to: to + "/" + page.name)
        }
      } catch {
        throw Replica.batch().fail(error).exitCode
      }
    }
  }
}
