import Display

/// The gnuplot program that draws a figure; the same figure gives the same text.
enum GnuplotProgram {
  static func text(of figure: Figure, format: FigureFile.Format) -> String {
    let figure = levelled(figure)
    let width = figure.panels.count > 1 ? 460 : 640
    let drawings = figure.panels.enumerated().map { PanelDrawing($1, number: $0 + 1, width: width) }
    let layout = Layout(drawings, panelWidth: width, heading: figure.title)
    let seriesCount = figure.panels.map(\.series.count).max() ?? 0
    return
      ([terminal(format, layout), frame] + (0..<seriesCount).map(SeriesLook.line)
      + drawings.flatMap(\.blocks) + [layout.line] + drawings.map(\.commands) + ["unset multiplot", ""])
      .joined(separator: "\n")
  }

  /// The figure with its axes on one level: a panel without the title or label that its neighbours have gets a blank one. A
  /// single panel carries the figure's title, centred over its axes.
  private static func levelled(_ figure: Figure) -> Figure {
    func level(_ texts: [String]) -> [String] {
      texts.allSatisfy(\.isEmpty) ? texts : texts.map { $0.isEmpty ? " " : $0 }
    }
    var figure = figure
    if figure.panels.count == 1, figure.panels[0].title.isEmpty {
      figure.panels[0].title = figure.title
      figure.title = ""
    }
    let (titles, labels) = (level(figure.panels.map(\.title)), level(figure.panels.map(\.x.label)))
    for index in figure.panels.indices {
      figure.panels[index].title = titles[index]
      figure.panels[index].x.label = labels[index]
    }
    return figure
  }

  /// The three terminals count sizes, fonts, line widths, dashes and points each in their own units; the factors make their
  /// pages look the same. PNG has two dots for each of SVG's.
  private static func terminal(_ format: FigureFile.Format, _ layout: Layout) -> String {
    let (width, height) = (layout.width, layout.height)
    let page = "enhanced font 'sans-serif,14' background rgb '#ffffff'"
    let line =
      switch format {
      case .svg: "svg size \(width),\(height) \(page)"
      case .png:
        "pngcairo size \(2 * width),\(2 * height) \(page) fontscale 1.5 linewidth 2 pointscale 2.6 dashlength 2"
      case .pdf:
        "pdfcairo size \(Double(width) / 96)in,\(Double(height) / 96)in \(page) fontscale 0.5625 linewidth 1.5 "
          + "pointscale 1.1 dashlength 2"
      }
    return "set encoding utf8\nset terminal \(line)"
  }

  /// What all panels share: two thin grey axes, a light grid below the data, ticks outside, a legend of literal text.
  private static let frame = """
    set border 3 linewidth 1 linecolor rgb '#8c8c8c'
    set tics nomirror out scale 0.6,0.3 textcolor rgb '#404040'
    set grid back linetype 1 dashtype solid linewidth 0.75 linecolor rgb '#e6e6e6'
    set key noenhanced Left reverse samplen 2.5 spacing 1.25 textcolor rgb '#262626'
    set clip two
    """
}

/// The page: its panels side by side, a heading over them where the figure has one.
struct Layout {
  let width: Int
  let height: Int
  let line: String

  init(_ drawings: [PanelDrawing], panelWidth: Int, heading: String) {
    let columns = max(drawings.count, 1)
    // A legend outside its axes widens the page, so that the axes keep their width.
    width = columns * (panelWidth + (drawings.map(\.legend.outsideWidth).max() ?? 0))
    height = heading.isEmpty ? 420 : 450
    let title = heading.isEmpty ? "" : " title \(GnuplotText.quoted(heading)) font ',17' noenhanced"
    line = "set multiplot layout 1,\(columns)\(title)"
  }
}

/// What tells a series from its neighbours: colour, and for readers without colour also dashes and points.
enum SeriesLook {
  private static let dashes = ["solid", "(10,4)", "(2,3)", "(10,3,2,3)", "(5,3)"]
  /// Disc, square, triangle, diamond, inverted triangle, pentagon: gnuplot's number and the size at which they weigh the same.
  private static let points = [(7, 0.6), (5, 0.54), (9, 0.72), (13, 0.76), (11, 0.72), (15, 0.64)]

  static func line(_ index: Int) -> String {
    let (point, size) = points[index % points.count]
    return """
      set linetype \(index + 1) linecolor rgb '\(Palette.colour(index).hex)' linewidth 2 \
      dashtype \(dashes[index % dashes.count]) pointtype \(point) pointsize \(size)
      """
  }
}
