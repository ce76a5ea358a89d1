import ArgumentParser
import TerminalUI

extension Replica {
  /// `replica run FILE`
  struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "run", abstract: "Run a script.")

    @OptionGroup var script: ScriptArguments

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
      let status = batch.run(
        try script.text(batch), name: script.file, overrides: script.set, isQuiet: quiet, journalPath: journal
      )
      throw status.exitCode
    }
  }
}
