import ArgumentParser
import CommandLibrary
import Display
import TerminalUI

extension Replica {
  /// `replica run FILE`
  struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "run", abstract: "Run a script.")

    @Argument(help: "The script's file.", completion: .file(extensions: ["rpl"]))
    var file: String

    @Option(
      help: ArgumentHelp(
        "A value, as an expression, that takes the place of what the script assigns to the name.",
        valueName: "name=value"))
    var set: [Batch.Override] = []

    @Option(
      help: ArgumentHelp(
        "Write a journal of the run, for replica replay --verify; an older journal there is replaced.",
        valueName: "file"),
      completion: .file(extensions: ["rpl"]))
    var journal: String?

    @OptionGroup var freshness: Freshness

    @Flag(help: "Show only what the script prints.")
    var quiet = false

    func run() throws {
      let batch = Replica.batch(results: freshness.results)
      let text: String
      do { text = try TextFile.read(file) } catch { throw batch.fail(error).exitCode }
      throw batch.run(text, name: file, overrides: set, isQuiet: quiet, journalPath: journal).exitCode
    }
  }
}

extension Batch.Override: ExpressibleByArgument {
  /// `alpha=2`
  package init?(argument: String) {
    guard let sign = argument.firstIndex(of: "="), sign != argument.startIndex else { return nil }
    self.init(name: String(argument[..<sign]), expression: String(argument[argument.index(after: sign)...]))
  }
}
