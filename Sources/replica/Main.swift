import ArgumentParser
import CommandLibrary
import Display
import Foundation
import Interpreter
import TerminalUI

/// The command line: flags in, a session made, the rest handed over.
@main
struct Replica: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replica",
    abstract: "A notebook-style prompt for the statistical mechanics of continual learning.",
    discussion: "Without a subcommand it is the prompt; a script on standard input is run.",
    version: version,
    subcommands: [
      Run.self, Eval.self, Check.self, Replay.self, Step.self, Export.self, Commands.self, Manual.self,
      Reference.self,
    ])

  private static let version = "0.1.0"
  static let program = "replica \(version)"

  @OptionGroup var freshness: Freshness

  @Flag(help: "Go on with the last session, however it ended.")
  var resume = false

  @Flag(name: .customLong("no-init"), help: "Begin without the init file, ~/.config/replica/init.rpl.")
  var skipsInitFile = false

  @Flag(
    help:
      "Show figures as large as the window and everything bold, for a class; REPLICA_PROJECTOR=1 does the same."
  )
  var projector = false

  func run() throws {
    if projector { setenv("REPLICA_PROJECTOR", "1", 1) }
    guard PromptLoop.isPossible else {
      throw Replica.batch(results: freshness.results).runStandardInput().exitCode
    }
    let greeting = "Replica \(Self.version) · help lists the commands, Tab completes, Ctrl-D leaves"
    PromptLoop(
      commands: commandLibrary, greeting: greeting, program: Self.program, results: freshness.results
    )
    .run(resuming: resume ? .last : .offered, readsInitFile: !skipsInitFile)
  }

  static func main() {
    StandardStreams.fillGaps()
    if let position = Self.invalidArgument { refuse("argument \(position) is not UTF-8 text") }
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let status as ExitCode {
      Foundation.exit(status.rawValue)
    } catch let error where exitCode(for: error) == .validationFailure {
      refuse(fullMessage(for: error))
    } catch {
      exit(withError: error)
    }
  }

  /// Wrong usage: the reason on standard error.
  private static func refuse(_ message: String) -> Never {
    let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
    Console.standard.note(lines.map { .line(StyledText(String($0))) })
    exit(withError: ExitStatus.wrongUsage.exitCode)
  }

  /// The position of an argument that is no text; Swift would repair it, and run what nobody wrote.
  private static var invalidArgument: Int? {
    (0..<Int(CommandLine.argc)).first { index in
      CommandLine.unsafeArgv[index].map { String(validatingCString: $0) == nil } ?? false
    }
  }
}

extension Replica {
  /// What runs scripts from beginning to end.
  static func batch(results: ResultStore? = nil) -> Batch {
    Batch(commands: commandLibrary, program: program, results: results)
  }
}

extension ExitStatus {
  /// The status as an error, which is how ArgumentParser passes it on.
  var exitCode: ExitCode { ExitCode(rawValue) }
}
