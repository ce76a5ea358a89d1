import Display

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A figure's way into a file, through gnuplot.
package enum FigureFile {
  /// The formats, each named by the ending of its files.
  package enum Format: String, CaseIterable, Sendable { case svg, png, pdf }

  /// Draws the figure into a new file beside `path`, which takes that name when it is complete: until then the old file stays,
  /// and whatever fails leaves nothing behind.
  ///
  /// `gnuplot` is the program's name, looked for in PATH, or its path. Throws `FigureFileError`.
  package static func write(
    _ figure: Figure, to path: String, format: Format, gnuplot: String = "gnuplot"
  ) throws(FigureFileError) {
    guard !path.utf8.contains(0) else {
      throw .unwritable(path: path.replacing("\0", with: "\\0"), reason: "no file has this name")
    }
    let draft = folder(of: path) + ".replica-figure-" + String(UInt64.random(in: .min ... .max), radix: 16)
    let descriptor = open(draft, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .unwritable(path: path, reason: lastError()) }
    defer {
      close(descriptor)
      unlink(draft)
    }
    try Gnuplot.run(GnuplotProgram.text(of: figure, format: format), output: descriptor, gnuplot: gnuplot)
    // gnuplot does not notice a full disk.
    guard format.isComplete(descriptor) else {
      throw .unwritable(path: path, reason: "the drawing broke off")
    }
    guard rename(draft, path) == 0 else { throw .unwritable(path: path, reason: lastError()) }
  }

  /// The figure as the text of an SVG file. Throws `FigureFileError`.
  package static func svg(of figure: Figure, gnuplot: String = "gnuplot") throws(FigureFileError) -> String {
    guard let file = AnonymousFile() else { throw .failed("no room for its drawing") }
    try Gnuplot.run(GnuplotProgram.text(of: figure, format: .svg), output: file.descriptor, gnuplot: gnuplot)
    guard Format.svg.isComplete(file.descriptor), let text = file.wholeText else {
      throw .failed("the drawing broke off")
    }
    return text
  }

  /// What comes before the file's name, with its slash; empty for the current folder.
  private static func folder(of path: String) -> Substring {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    return path[..<(slash.map(path.utf8.index(after:)) ?? path.startIndex)]
  }

  private static func lastError() -> String { String(cString: strerror(errno)).lowercased() }
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
