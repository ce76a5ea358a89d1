import ArgumentParser
import CommandLibrary
import TerminalUI

extension Replica {
  /// `replica check FILE`
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "Find the errors of a script without running it.",
      discussion: """
        All errors are shown that follow from the text: of form, names, labels, kinds, choices, domains, shapes, sizes of layers and \
        files that are not there. The exit status is 1 where there are any.
        """)

    @OptionGroup var script: ScriptArguments

    func run() throws {
      let batch = Replica.batch()
      throw batch.check(try script.text(batch), name: script.file, overrides: script.set).exitCode
    }
  }
}
