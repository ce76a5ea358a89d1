import ArgumentParser
import CommandLibrary
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

    @Argument(help: "The script's file.", completion: .file(extensions: ["rpl"]))
    var file: String

    @Option(
      help: ArgumentHelp(
        "A value, as an expression, that takes the place of what the script assigns to the name.",
        valueName: "name=value"))
    var set: [Batch.Override] = []

    @OptionGroup var freshness: Freshness

    func run() throws {
      let batch = Replica.batch(results: freshness.results)
      let text: String
      do { text = try TextFile.read(file) } catch { throw batch.fail(error).exitCode }
      throw batch.teach(text, name: file, overrides: set).exitCode
    }
  }
}
