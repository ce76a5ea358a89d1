import Display
import Execution
import Files

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A figure's way into a file, through gnuplot.
package enum FigureFile {
  /// The formats, each named by the ending of its files.
  package enum Format: String, CaseIterable, Sendable { case svg, png, pdf }

  /// Draws the figure, and puts it out as a file when it is complete.
  ///
  /// `gnuplot` is the program's name, looked for in PATH, or its path. Throws `FigureFileError`, and
  /// `Interruption`.
  package static func write(
    _ figure: Figure, to file: inout FileOutput, format: Format, gnuplot: String = "gnuplot", in work: Work
  ) throws {
    try draw(figure, format, gnuplot, in: work) { try file.write($0) }
  }

  /// The figure as the text of an SVG file. Throws `FigureFileError`, and `Interruption`.
  package static func svg(of figure: Figure, gnuplot: String = "gnuplot", in work: Work) throws -> String {
    var bytes: [UInt8] = []
    try draw(figure, .svg, gnuplot, in: work) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func draw(
    _ figure: Figure, _ format: Format, _ gnuplot: String, in work: Work,
    _ put: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    let drawing = try Gnuplot.drawing(gnuplot: gnuplot, in: work) { put in
      try GnuplotProgram.write(figure, format: format, in: work, put)
    }
    // gnuplot does not notice a full disk.
    let isWhole =
      try format.isComplete(drawing.descriptor)
      && drawing.read { bytes in
        try work.checkpoint()
        try put(bytes)
      }
    guard isWhole else { throw FigureFileError.failed("the drawing broke off") }
  }
}

extension FigureFile.Format {
  /// What stands at the end of every whole file of the format.
  private var endMark: String {
    switch self {
    case .svg: "</svg>"
    case .png: "IEND"
    case .pdf: "%%EOF"
    }
  }

  fileprivate func isComplete(_ descriptor: CInt) -> Bool {
    let mark = Array(endMark.utf8)
    var tail = [UInt8](repeating: 0, count: 32)
    let size = lseek(descriptor, 0, SEEK_END)
    let count = pread(descriptor, &tail, tail.count, max(0, size - off_t(tail.count)))
    guard count >= mark.count else { return false }
    return (0...(count - mark.count)).contains { tail[$0..<$0 + mark.count].elementsEqual(mark) }
  }
}
