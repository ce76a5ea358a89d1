import ArgumentParser
import CommandLibrary
import Foundation
import Interpreter
import TerminalUI

extension Replica {
  /// `replica replay FILE`
  struct Replay: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "replay", abstract: "Run the cells of a journal again.",
      discussion: """
        The journals of sessions are in $XDG_DATA_HOME/replica/sessions, or ~/.local/share/replica/sessions; replica run --journal writes \
        one, too. Verified, everything is computed anew, nothing is shown but the verdict, files that exist are kept, and the exit status is 1 where a value, or what was shown, differs.
        """)

    @Argument(help: "The journal.", completion: .file(extensions: ["rpl"]))
    var file: String

    @Flag(help: "Compare every value with the one on record.")
    var verify = false

    @Option(
      help:
        "The relative difference that counts as none, where another build or class of processor made the record."
    )
    var tolerance = Journal.defaultTolerance

    @OptionGroup var freshness: Freshness

    func validate() throws {
      guard tolerance >= 0, tolerance.isFinite else {
        throw ValidationError("a tolerance is a number from 0 on")
      }
    }

    func run() throws {
      let batch = Replica.batch(results: verify ? nil : freshness.results)
      let text: String
      do { text = try TextFile.read(file) } catch { throw batch.fail(error).exitCode }
      throw
        (verify ? batch.verify(text, name: file, tolerance: tolerance) : batch.replay(text, name: file))
        .exitCode
    }
  }
}
