import ArgumentParser
import CommandLibrary
import TerminalUI

extension Replica {
  /// `replica eval TEXT`
  struct Eval: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "eval", abstract: "Run a script given as an argument and print its last value.")

    @Flag(help: "Print the value as JSON, with full precision.")
    var json = false

    /// Whatever is no flag, because a script may begin with a minus sign.
    @Argument(parsing: .allUnrecognized, help: ArgumentHelp("The script.", valueName: "text"))
    var texts: [String]

    func validate() throws {
      guard texts.count == 1 else { throw ValidationError("expected one text, found \(texts.count); put it in quotes") }
    }

    func run() throws {
      throw Batch(commands: commandLibrary).evaluate(texts[0], asJSON: json).exitCode
    }
  }
}
