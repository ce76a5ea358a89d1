import ArgumentParser
import CommandLibrary
import Interpreter
import TerminalUI

extension Replica {
  /// `replica commands`
  struct Commands: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "commands", abstract: "List the commands of the language.")

    @Flag(help: "Print everything that is declared about them, as JSON.")
    var json = false

    func run() {
      let console = Console.standard
      if json {
        console.write(Vocabulary.json(of: commandLibrary).text + "\n")
      } else {
        console.show(Help.overview(of: commandLibrary))
      }
    }
  }
}
