#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The program gnuplot, run once per figure.
enum Gnuplot {
  /// Feeds the program to gnuplot; what it draws goes to the file of the descriptor `output`.
  static func run(_ program: String, output: CInt, gnuplot: String) throws(FigureFileError) {
    // A file and not a pipe: writing into a pipe that gnuplot stopped reading would end this process by SIGPIPE.
    guard let input = AnonymousFile(holding: program), let errors = AnonymousFile() else {
      throw .failed("no room for its program: \(String(cString: strerror(errno)).lowercased())")
    }
    // `--default-settings`: the figure must not depend on the user's own ~/.gnuplot.
    let ending = withExtendedLifetime((input, errors)) {
      ChildProcess.run(
        gnuplot, ["--default-settings"], input: input.descriptor, output: output, errors: errors.descriptor)
    }
    switch ending {
    case .exited(0): return
    case .absent(ENOENT): throw .missingGnuplot
    case .absent(let code): throw .failed(String(cString: strerror(code)).lowercased())
    case .exited(let code): throw .failed(firstError(in: errors.text()) ?? "it ended with status \(code)")
    case .signaled(let signal): throw .failed("it was stopped by signal \(signal)")
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
