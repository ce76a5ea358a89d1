import Execution

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The program gnuplot, run once per figure.
enum Gnuplot {
  /// Feeds gnuplot the program that `write` puts out; gives what it draws. Throws `FigureFileError`, and
  /// `Interruption`.
  static func drawing(
    gnuplot: String, in work: Work, _ write: ((String) throws -> Void) throws -> Void
  ) throws -> AnonymousFile {
    // A file and not a pipe: writing into a pipe that gnuplot stopped reading would end this process by SIGPIPE.
    guard let input = AnonymousFile(), let output = AnonymousFile(), let errors = AnonymousFile() else {
      throw FigureFileError.failed(
        "no room for its program: \(String(cString: strerror(errno)).lowercased())")
    }
    var isComplete = true
    try write { isComplete = input.append($0) && isComplete }
    guard isComplete, input.rewind() else { throw FigureFileError.failed("no room for its program") }
    // `--default-settings`: the figure must not depend on the user's own ~/.gnuplot.
    let ending = try withExtendedLifetime((input, output, errors)) {
      try ChildProcess.run(
        gnuplot, ["--default-settings"], input: input.descriptor, output: output.descriptor,
        errors: errors.descriptor, in: work)
    }
    // Ctrl-C reaches it, too.
    try work.checkpoint()
    switch ending {
    case .exited(0): return output
    case .absent(ENOENT): throw FigureFileError.missingGnuplot
    case .absent(let code): throw FigureFileError.failed(String(cString: strerror(code)).lowercased())
    case .exited(let code):
      throw FigureFileError.failed(firstError(in: errors.text()) ?? "it ended with status \(code)")
    case .signaled(let signal): throw FigureFileError.failed("it was stopped by signal \(signal)")
    }
  }

  /// The first line of the kind `line 12: undefined variable: x`, without its number; without such a line, the first that says
  /// anything.
  private static func firstError(in messages: String) -> String? {
    let lines = messages.split(whereSeparator: \.isNewline).map { $0.trimmingPrefix { $0 == " " } }
    let facts = lines.compactMap { $0.firstMatch(of: /line \d+: (?!warning)(.+)/)?.output.1 }
    return (facts.first ?? lines.first { !$0.isEmpty }).map(String.init)
  }
}
