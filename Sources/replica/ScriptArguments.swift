import ArgumentParser
import CommandLibrary
import TerminalUI

/// A script and the values given to it, for whatever runs one.
struct ScriptArguments: ParsableArguments {
  @Argument(help: "The script's file.", completion: .file(extensions: ["rpl"]))
  var file: String

  @Option(
    help: ArgumentHelp(
      "A value, as an expression, that takes the place of what the script assigns to the name.",
      valueName: "name=value"))
  var set: [Batch.Override] = []

  /// The script; where it cannot be read, the exit status is thrown and the reason shown.
  func text(_ batch: Batch) throws -> String {
    do { return try TextFile.read(file) } catch { throw batch.fail(error).exitCode }
  }
}

extension Batch.Override: ExpressibleByArgument {
  /// `alpha=2`
  package init?(argument: String) {
    guard let sign = argument.firstIndex(of: "="), sign != argument.startIndex else { return nil }
    self.init(name: String(argument[..<sign]), expression: String(argument[argument.index(after: sign)...]))
  }
}
