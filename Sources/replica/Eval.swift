import ArgumentParser
import CommandLibrary
import TerminalUI

extension Replica {
  /// `replica eval TEXT`
  struct Eval: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "eval", abstract: "Run a script given as an argument and print its last value.")

    @OptionGroup var freshness: Freshness

    @Flag(help: "Print the value as JSON, with full precision.")
    var json = false

    /// Whatever is no flag, because a script may begin with a minus sign; with a `--` before it, a flag too.
    @Argument(parsing: .allUnrecognized, help: ArgumentHelp("The script.", valueName: "text"))
    var words: [String]

    private var texts: ArraySlice<String> { words.first == "--" ? words.dropFirst() : words[...] }

    func validate() throws {
      guard texts.count == 1 else {
        throw ValidationError("expected one text, found \(texts.count); put it in quotes")
      }
    }

    func run() throws {
      guard let text = texts.first else { return }
      throw Replica.batch(results: freshness.results).evaluate(text, asJSON: json).exitCode
    }
  }
}
