import ArgumentParser
import TerminalUI

extension Replica {
  /// `replica step FILE`
  struct Step: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "step", abstract: "Go through a script with a class, cell by cell.",
      discussion: """
        Prose is shown as text, a cell is shown and waits: Enter runs it and goes on; back goes back, the state too; ? lists the rest. \
        Questions put with ask are put before their cell runs. Where standard input is no terminal, its lines are the commands.
        """)

    @OptionGroup var script: ScriptArguments

    @OptionGroup var freshness: Freshness

    func run() throws {
      let batch = Replica.batch(results: freshness.results)
      throw batch.teach(try script.text(batch), name: script.file, overrides: script.set).exitCode
    }
  }
}
