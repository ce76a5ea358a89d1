/// Why a figure did not become a file. The words are facts about the machine; nothing was written.
package enum FigureFileError: Error, Hashable, CustomStringConvertible, Sendable {
  case missingGnuplot
  /// What gnuplot said, in its own words.
  case failed(String)

  package var description: String {
    switch self {
    case .missingGnuplot:
      "gnuplot is missing, and figures are drawn with it: apt-get install gnuplot-nox, or brew install gnuplot"
    case .failed(let message): "gnuplot failed: \(message)"
    }
  }
}
