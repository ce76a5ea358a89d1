import ArgumentParser
import CommandLibrary
import TerminalUI

extension Replica {
  /// `replica manual`
  struct Manual: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "manual", abstract: "Print the manual page: replica manual | man -l -",
      discussion: "Completion for a shell: replica --generate-completion-script bash, zsh or fish.")

    func run() throws {
      do {
        let usage = try Usage(dump: Replica._dumpHelp())
        Console.standard.write(ManualPage.text(of: usage, version: Replica.program, commandLibrary))
      } catch {
        throw Replica.batch().fail(error).exitCode
      }
    }
  }
}
