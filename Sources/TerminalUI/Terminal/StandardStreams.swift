import Foundation

/// Standard input, output and error as a process is given them.
package enum StandardStreams {
  /// Fills the place of a stream that was closed before the program began; else the next file opened would
  /// get it, and be read as if someone typed, or written over. Reading finds the end, writing fails.
  package static func fillGaps() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) == -1 {
      _ = open("/dev/null", O_RDONLY)
    }
  }

  /// All of standard input; `nil` where it is not UTF-8.
  static func readInput() throws -> String? {
    let data = try FileHandle.standardInput.readToEnd() ?? Data()
    return String(validating: data, as: UTF8.self)
  }
}
