import Display
import Execution

/// Where the panels stand. Each has an equal share of the page, and the axes of all are equally large: the margins of a column are the
/// widest that a panel in it needs, those of a row the highest. Long titles make the page higher and not the axes lower.
struct Page {
  let size: Size
  let drawings: [PanelDrawing]
  /// What the heading over all panels says, a line each.
  let heading: [String]

  /// Throws `Interruption`.
  init(of figure: Figure, in work: Work) throws {
    var figure = figure
    // A single panel carries the figure's title, centred over its axes.
    if figure.panels.count == 1, figure.panels[0].title.isEmpty {
      figure.panels[0].title = figure.title
      figure.title = ""
    }
    let columns = figure.columnCount
    let rows = max(1, (figure.panels.count + columns - 1) / columns)
    let share = Size(width: columns == 1 ? 640 : 460, height: columns * rows == 1 ? 420 : 360)
    let width = columns * share.width

    let texts = figure.panels.map { PanelText($0, on: share) }
    let margins = try zip(figure.panels, texts).map { panel, text in
      try work.checkpoint()
      return Margins(of: panel, text)
    }
    func widest(_ side: KeyPath<Margins, Int>, column: Int) -> Int {
      stride(from: column, to: margins.count, by: columns).map { margins[$0][keyPath: side] }.max() ?? 0
    }
    func highest(_ side: KeyPath<Margins, Int>, row: Int) -> Int {
      margins.dropFirst(row * columns).prefix(columns).map { $0[keyPath: side] }.max() ?? 0
    }
    let (left, right) = (
      (0..<columns).map { widest(\.left, column: $0) }, (0..<columns).map { widest(\.right, column: $0) }
    )
    let (above, below) = (
      (0..<rows).map { highest(\.top, row: $0) }, (0..<rows).map { highest(\.bottom, row: $0) }
    )
    let axes = Size(
      width: (width - left.reduce(0, +) - right.reduce(0, +)) / columns,
      height: max(share.height - (zip(above, below).map(+).max() ?? 0), share.height * 2 / 3))

    heading = GnuplotText.lines(figure.title, width: width - 40, letter: GnuplotText.letter * 17 / 14)
    var drawings: [PanelDrawing] = []
    var y = heading.isEmpty ? 0 : 10 + 24 * heading.count
    for row in 0..<rows {
      y += above[row]
      var x = 0
      let panels = row * columns..<min((row + 1) * columns, figure.panels.count)
      for (column, index) in panels.enumerated() {
        x += left[column]
        let frame = Frame(x: x, y: y, size: axes, depth: below[row])
        drawings.append(
          try PanelDrawing(figure.panels[index], number: index + 1, text: texts[index], in: frame, work))
        x += axes.width + right[column]
      }
      // A legend that finds no room within the axes makes the page higher.
      y += axes.height + below[row] + (drawings.suffix(panels.count).map(\.legend.heightBelow).max() ?? 0)
    }
    size = Size(width: width, height: y)
    self.drawings = drawings
  }

  /// Begins the drawing.
  var line: String {
    heading.isEmpty
      ? "set multiplot" : "set multiplot title \(GnuplotText.quoted(heading)) font ',17' noenhanced"
  }
}

/// In dots of the page.
struct Size {
  let width: Int
  let height: Int
}

/// Where a panel's axes stand: their upper left corner from that of the page.
struct Frame {
  let x: Int
  let y: Int
  let size: Size
  /// The room for ticks and labels below them.
  let depth: Int

  /// A place in fractions of the page from its lower left, as gnuplot wants it: so many dots from the axes' upper left.
  func place(_ right: Int, _ down: Int, on page: Size) -> String {
    let across = Double(x + right) / Double(page.width)
    return "screen \(across), screen \(1 - Double(y + down) / Double(page.height))"
  }

  /// Puts the axes there.
  func lines(on page: Size) -> [String] {
    let sides = [
      ("lmargin", Double(x) / Double(page.width)), ("rmargin", Double(x + size.width) / Double(page.width)),
      ("tmargin", 1 - Double(y) / Double(page.height)),
      ("bmargin", 1 - Double(y + size.height) / Double(page.height)),
    ]
    return sides.map { "set \($0) at screen \($1)" }
  }
}

/// What stands around a panel's axes, in dots: ticks, labels, the title, the colours of a heatmap.
struct Margins {
  let left: Int
  let right: Int
  let top: Int
  let bottom: Int

  /// From one line of text to the next.
  private static let line = 22

  init(of panel: Figure.Panel, _ text: PanelText) {
    func room(_ lines: [String], distance: Int) -> Int {
      lines.isEmpty ? 0 : distance + Self.line * lines.count
    }
    left = 20 + AxisTicks(of: panel, .vertical).width + room(text.y, distance: 14)
    right =
      panel.heatmap.map {
        ColourBar.distance + ColourBar.width + 20 + AxisTicks(of: $0).width + room(text.colours, distance: 14)
      } ?? 22
    top = 16 + room(text.title, distance: 6)
    bottom = 42 + room(text.x, distance: 6)
  }
}

/// The texts around a panel's axes, broken into lines where they are longer than its share of the page.
struct PanelText {
  let title: [String]
  let x: [String]
  let y: [String]
  let colours: [String]

  init(_ panel: Figure.Panel, on share: Size) {
    let letter = GnuplotText.letter
    title = GnuplotText.lines(panel.title, width: share.width - 90, letter: letter * 15 / 14)
    x = GnuplotText.lines(panel.x.label, width: share.width - 90, letter: letter)
    y = GnuplotText.lines(panel.y.label, width: share.height - 70, letter: letter)
    colours = GnuplotText.lines(panel.heatmap?.colours.label ?? "", width: share.height - 70, letter: letter)
  }
}
