import Display
import Execution

/// The gnuplot program that draws a figure, put out in pieces; the same figure gives the same text.
enum GnuplotProgram {
  /// Throws `Interruption`, also between pieces, and what `put` throws.
  static func write(
    _ figure: Figure, format: FigureFile.Format, in work: Work, _ put: (String) throws -> Void
  ) throws {
    func send(_ text: String) throws {
      try work.checkpoint()
      try put(text)
    }
    let figure = try figure.withLimits { () throws(Interruption) in try work.checkpoint() }
    let page = try Page(of: figure, in: work)
    let looks = Set(figure.panels.flatMap(\.looks)).sorted()
    let palette = figure.panels.contains { $0.heatmap != nil } ? [heat] : []
    for line in [terminal(format, page), frame] + palette + looks.map(SeriesLook.line) {
      try send(line + "\n")
    }
    for drawing in page.drawings { try drawing.writeBlocks(send) }
    try send(page.line + "\n")
    for drawing in page.drawings { try send(drawing.commands(on: page.size) + "\n") }
    try send("unset multiplot\n")
  }

  /// The three terminals count sizes, fonts, line widths, dashes and points each in their own units; the factors make their
  /// pages look the same. PNG has two dots for each of SVG's.
  private static func terminal(_ format: FigureFile.Format, _ page: Page) -> String {
    let (width, height) = (page.size.width, page.size.height)
    let paper = "enhanced font 'sans-serif,14' background rgb '#ffffff'"
    let line =
      switch format {
      case .svg: "svg size \(width),\(height) \(paper)"
      case .png:
        "pngcairo size \(2 * width),\(2 * height) \(paper) fontscale 1.5 linewidth 2 pointscale 2.6 dashlength 2"
      case .pdf:
        "pdfcairo size \(Double(width) / 96)in,\(Double(height) / 96)in \(paper) fontscale 0.5625 linewidth 1.5 "
          + "pointscale 1.1 dashlength 2"
      }
    return "set encoding utf8\nset terminal \(line)"
  }

  /// What all panels share: two thin grey axes, ticks outside, a legend of literal text.
  private static let frame = """
    set border 3 linewidth 1 linecolor rgb '#8c8c8c'
    set tics nomirror out scale 0.6,0.3 textcolor rgb '#404040'
    set key noenhanced Left reverse samplen 2.5 spacing 1.25 textcolor rgb '#262626'
    set clip two
    """

  private static let heat: String = {
    let colours = Palette.heat.enumerated().map { "\($0) '\($1.hex)'" }
    return "set palette defined (\(colours.joined(separator: ", ")))"
  }()
}

/// What tells a series from its neighbours: colour, and for readers without colour also dashes and points.
enum SeriesLook {
  private static let dashes = ["solid", "(10,4)", "(2,3)", "(10,3,2,3)", "(5,3)"]
  /// Disc, square, triangle, diamond, inverted triangle, pentagon: gnuplot's number and the size at which they weigh the same.
  private static let points = [(7, 0.6), (5, 0.54), (9, 0.72), (13, 0.76), (11, 0.72), (15, 0.64)]

  /// The look of that number, as gnuplot's line type.
  static func line(_ look: Int) -> String {
    let (point, size) = point(look)
    return """
      set linetype \(look + 1) linecolor rgb '\(Palette.series(look).colour.hex)' linewidth 2 \
      dashtype \(dashes[look % dashes.count]) pointtype \(point) pointsize \(size)
      """
  }

  static func point(_ look: Int) -> (type: Int, size: Double) { points[look % points.count] }

  /// What a style says beyond the look; `isFree` where dashes are free to tell lines apart.
  static func dashes(_ style: Figure.Series.Style, isFree: Bool) -> String {
    switch style {
    case .dashed: " dashtype (8,4)"
    case .dotted: " dashtype (2,3)"
    case .solid: " dashtype solid"
    case .line, .points, .linePoints: isFree ? "" : " dashtype solid"
    }
  }
}
