import Display
import Foundation
import Testing

@testable import TerminalUI

@Suite struct DotCanvasTests {
  @Test("A diagonal sets one dot in each column of dots")
  func diagonal() {
    var canvas = DotCanvas(columns: 2, rows: 1, isUnicode: true)
    var dash = Dash.solid
    canvas.line(from: (0, 3), to: (3, 0), isContinued: false, series: 0, ascii: "*", dash: &dash)
    // Dots 7 and 6 of the first character, 2 and 4 of the second: U+2860 and U+280A of the braille block.
    #expect(canvas.line(0).plain == "\u{2860}\u{280A}")
  }

  @Test("A dash goes on over the joints of a line")
  func dash() {
    var canvas = DotCanvas(columns: 20, rows: 1, isUnicode: true)
    var dash = Dash.series(1)
    canvas.line(from: (0, 0), to: (5, 0), isContinued: false, series: 0, ascii: "*", dash: &dash)
    canvas.line(from: (5, 0), to: (19, 0), isContinued: true, series: 0, ascii: "*", dash: &dash)
    // Six dots, four left out, six dots, four left out: three characters, two blanks, and again.
    #expect(canvas.line(0).plain.prefix(10) == "⠉⠉⠉  ⠉⠉⠉  ")
  }

  @Test("A mark hides the dots around it and is hidden by none")
  func marks() {
    var canvas = DotCanvas(columns: 1, rows: 1, isUnicode: true)
    canvas.mark("●", 0, 0, series: 2)
    canvas.dot(1, 1, series: 0, ascii: "*")
    #expect(canvas.line(0).pieces.map(\.text) == ["●"])
    #expect(canvas.line(0).pieces.map(\.role) == [.series(2)])
  }

  @Test("What lies outside is not drawn")
  func outside() {
    var canvas = DotCanvas(columns: 1, rows: 1, isUnicode: true)
    for (x, y) in [(-1, 0), (0, -1), (2, 0), (0, 4)] { canvas.dot(x, y, series: 0, ascii: "*") }
    #expect(canvas.line(0).plain == " ")
  }
}

@Suite struct FigureTests {
  private func figure(
    _ series: [Figure.Series], x: Figure.Axis = Figure.Axis(), y: Figure.Axis = Figure.Axis(),
    title: String = ""
  ) -> Figure {
    Figure(title: title, panels: [Figure.Panel(x: x, y: y, series: series)])
  }

  private func lines(
    _ figure: Figure, columns: Int = 40, rows: Int = 14, isUnicode: Bool = true, isColoured: Bool = true
  ) -> [String] {
    Layout(columns: columns, rows: rows, isUnicode: isUnicode, isColoured: isColoured).lines(of: [
      .figure(figure)
    ]).map(\.plain)
  }

  private let diagonal = Figure.Series(label: "", x: [0, 5], y: [0, 5])
  private let fromZero = Figure.Axis(label: "α", limits: 0...5)

  @Test("In ASCII the identity is a diagonal between its axes")
  func ascii() {
    // A plot area of 6 rows and 11 columns: from corner to corner, two columns to a row; half-way goes up.
    let drawn = lines(
      figure([diagonal], x: fromZero, y: Figure.Axis(limits: 0...5), title: "y = x"), columns: 14,
      isUnicode: false)
    #expect(
      drawn == [
        "      y = x",
        "5 +         **",
        "  |       **",
        "  |     **",
        "  |   **",
        "  | **",
        "0 +*",
        "  ++---------+",
        "   0         5",
        "      alpha",
      ])
  }

  @Test("In braille the identity ends in the corners")
  func braille() {
    let drawn = lines(figure([diagonal], x: fromZero, y: Figure.Axis(limits: 0...5)), columns: 14)
    #expect(drawn.count == 9)
    #expect(drawn[0].hasPrefix("5 ┤") && drawn[0].hasSuffix("⠊"))
    #expect(drawn[5].hasPrefix("0 ┤⡠"))
    #expect(drawn[6] == "  └┬─────────┬")
    #expect(drawn[7] == "   0         5")
    #expect(drawn[8].trimmingCharacters(in: .whitespaces) == "α")
  }

  @Test("A logarithmic axis gives decades equal lengths, and no place to what is not positive")
  func logarithmic() {
    let axis = Figure.Axis(scale: .logarithmic)
    let position = AxisPosition(axis, 1...100)
    #expect([1, 10, 100, 1000].map { position($0) } == [0, 0.5, 1, 1.5])
    #expect([0, -1, .nan, .infinity].allSatisfy { position($0) == nil })
    let powers = Figure.Series(label: "", x: [1, 10, 100, 1000], y: [1, 10, 100, 1000])
    let limited = Figure.Axis(scale: .logarithmic, limits: 1...1000)
    let drawn = lines(figure([powers], x: limited, y: limited), columns: 67, rows: 24)
    // 61 characters after the axis, the decades at its 1st, 21st, 41st and 61st; a power law ends in the
    // corners.
    let rule = [0, 20, 40, 60].map { column in drawn[16].dropFirst(6 + column).first }
    #expect(rule == ["┬", "┬", "┬", "┬"])
    #expect(drawn[17].split(separator: " ") == ["1", "10", "100", "1000"])
    #expect(drawn[0].hasPrefix("1000 ┤") && drawn[0].hasSuffix("⠊"))
    #expect(drawn[15].hasPrefix("   1 ┤⡠"))
  }

  @Test("Small powers of ten are written as such")
  func raisedTicks() {
    let axis = Figure.Axis(scale: .logarithmic, limits: 1e-12...1)
    let residual = Figure.Series(label: "", x: [0, 1], y: [1, 1e-12])
    #expect(lines(figure([residual], y: axis), rows: 24).contains { $0.hasPrefix("10⁻¹² ┤") })
    #expect(
      lines(figure([residual], y: axis), rows: 24, isUnicode: false).contains { $0.hasPrefix("1e-12 +") })
  }

  @Test("An error bar reaches from y − e to y + e, and to the axis where a logarithm ends")
  func errorBars() {
    func bar(_ error: Double, _ axis: Figure.Axis) -> [Bool] {
      let series = Figure.Series(label: "", x: [0.5], y: [1], errors: [error], style: .points)
      let drawn = lines(
        figure([series], x: Figure.Axis(limits: 0...1), y: axis), columns: 23, isUnicode: false)
      return drawn.prefix(6).map { $0.dropFirst(4).contains("|") || $0.dropFirst(4).contains("*") }
    }
    // Rows stand for 2.5, 2, 1.5, 1, 0.5 and 0.
    #expect(bar(0.5, Figure.Axis(limits: 0...2.5)) == [false, false, true, true, true, false])
    // Rows stand for 10, 3.98, 1.58, 0.63, 0.25 and 0.1; the bar from −1 to 3.
    #expect(
      bar(2, Figure.Axis(scale: .logarithmic, limits: 0.1...10)) == [false, true, true, true, true, true])
  }

  @Test("Every series has its colour, in the plot and in the legend")
  func colours() {
    let series = ["q", "r"].enumerated().map { index, label in
      Figure.Series(label: label, x: [0, 1], y: [Double(index), Double(index)])
    }
    let drawn = Layout(columns: 40, rows: 14, isColoured: true).lines(of: [.figure(figure(series))])
    #expect(drawn[0].plain.hasSuffix("⠤ q   ⠤⠤⠤⠤⠤ r"))
    for index in 0...1 {
      #expect(drawn[0].pieces.contains { $0.role == .series(index) })
      #expect(drawn.dropFirst().contains { $0.pieces.contains { $0.role == .series(index) } })
    }
  }

  @Test("Without colours lines are dashed and points have marks of their own")
  func withoutColours() {
    let flat = [0.0, 1, 2].map { height in Figure.Series(label: "\(height)", x: [0, 1], y: [height, height]) }
    let drawn = lines(figure(flat), isColoured: false)
    // The three lines are the three rows with most dots; no two alike.
    let rows = drawn.dropFirst().filter { $0.count { $0 > "\u{2800}" && $0 <= "\u{28FF}" } > 5 }
    #expect(rows.count == 3)
    #expect(Set(rows.map { $0.drop { $0 <= "\u{2800}" || $0 > "\u{28FF}" } }).count == 3)

    let points = flat.map { Figure.Series(label: $0.label, x: $0.x, y: $0.y, style: .points) }
    let marked = lines(figure(points), isColoured: false).joined()
    #expect(["●", "○", "■"].allSatisfy { mark in marked.count { String($0) == mark } == 3 })
  }

  @Test(
    "Panels stand side by side where there is room, else one below the other, and nothing is wider than the screen"
  )
  func panels() {
    let panel = Figure.Panel(title: "One", x: fromZero, series: [diagonal])
    let figure = Figure(title: "Both", panels: [panel, panel])
    let wide = lines(figure, columns: 96)
    #expect(wide.contains { $0.components(separatedBy: "One").count == 3 })
    #expect(wide.count == 11)
    let narrow = lines(figure, columns: 60)
    #expect(narrow.count { $0.contains("One") } == 2)
    for (drawn, width) in [(wide, 96), (narrow, 60)] { #expect(drawn.allSatisfy { $0.count <= width }) }
  }

  @Test("Panels stand in rows of as many as fit, with axes of one width that begin in one column")
  func grid() {
    let panels = [1.0, 1e5, 10, 100].map { top in
      Figure.Panel(title: "One", series: [Figure.Series(label: "", x: [0, 1], y: [0, top])])
    }
    func widths(_ figure: Figure, columns: Int) -> [[Int]] {
      lines(figure, columns: columns).filter { $0.contains("└") }.map { line in
        line.split(separator: "└").dropFirst().map { $0.count { "─┬".contains($0) } }
      }
    }
    let square = widths(Figure(panels: panels), columns: 100)
    #expect(square.map(\.count) == [2, 2] && Set(square.flatMap(\.self)).count == 1)
    let tower = widths(Figure(panels: panels), columns: 60)
    #expect(tower.map(\.count) == [1, 1, 1, 1] && Set(tower.flatMap(\.self)).count == 1)
    #expect(widths(Figure(panels: panels, columns: 1), columns: 100).count == 4)
  }

  @Test("A title that is too long is broken")
  func longTitle() {
    let title = String(repeating: "many words ", count: 8)
    let drawn = lines(figure([diagonal], title: title))
    #expect(drawn.allSatisfy { $0.count <= 40 })
    #expect(drawn.prefix(4).joined(separator: " ").split(separator: " ").count { $0 == "words" } == 8)
  }

  @Test("A series without a name is not in the legend")
  func noName() {
    let series = ["q", ""].map { Figure.Series(label: $0, x: [0, 1], y: [0, 1]) }
    #expect(lines(figure(series))[0].trimmingCharacters(in: .whitespaces) == "⠤⠤⠤⠤⠤ q")
    let nameless = [diagonal, diagonal]
    #expect(lines(figure(nameless)).count == lines(figure([diagonal])).count)
  }

  @Test("A chosen dash is drawn in colour, too, and lines without one are solid then")
  func chosenDash() {
    func row(_ styles: [Figure.Series.Style], isColoured: Bool, isUnicode: Bool = true) -> String {
      let series = styles.enumerated().map { index, style in
        Figure.Series(label: "", x: [0, 1], y: [Double(index), Double(index)], style: style)
      }
      let drawn = lines(
        figure(series, y: Figure.Axis(limits: -1...1.5)), isUnicode: isUnicode, isColoured: isColoured)
      let rows = drawn.map { String($0.dropFirst(6)) }.filter { $0.contains { "⠒⠤⠉⣀*o".contains($0) } }
      return rows.last ?? ""
    }
    for isColoured in [true, false] {
      // The lowest row is the first series'.
      #expect(
        !row([.line, .dashed], isColoured: isColoured).trimmingCharacters(in: .whitespaces).contains(" "))
      #expect(
        row([.dashed, .line], isColoured: isColoured).trimmingCharacters(in: .whitespaces).contains(" "))
    }
    #expect(row([.dotted], isColoured: true, isUnicode: false).contains("*   *   *"))
  }

  @Test("Series of one chosen colour have one colour and one mark")
  func chosenColour() {
    let series = [nil, 0, nil].map {
      Figure.Series(label: "a", x: [0, 1], y: [0, 1], style: .points, colour: $0)
    }
    let legend = Layout(columns: 40, rows: 14, isColoured: true).lines(of: [.figure(figure(series))])[0]
    #expect(legend.pieces.map(\.role).filter { $0 != .plain } == [.series(0), .series(0), .series(1)])
    #expect(legend.plain.trimmingCharacters(in: .whitespaces) == "● a   ● a   ○ a")
  }

  @Test("A line is cut at chosen limits")
  func limits() {
    let series = Figure.Series(label: "", x: [-1e9, 1e9], y: [-1e9, 1e9])
    let unit = Figure.Axis(limits: 0...1)
    let drawn = lines(figure([series], x: unit, y: unit), columns: 16, isUnicode: false)
    #expect(drawn[0].hasSuffix("*") && drawn[5].dropFirst(5).hasPrefix("*"))
  }

  @Test("Points without a place are counted, and the line is broken there")
  func gaps() {
    let x = [0.0, 1, 2, 3, 4, 5]
    let series = Figure.Series(label: "", x: x, y: [1, 1, .nan, .infinity, 1, 1])
    let drawn = lines(
      figure([series], x: fromZero, y: Figure.Axis(limits: 0...2)), columns: 34, isUnicode: false)
    // What is not a number is a gap and no point; the infinite one is.
    #expect(drawn.last?.trimmingCharacters(in: .whitespaces) == "1 point left out: not finite")
    let row: String = drawn.first { $0.contains("*") } ?? ""
    // Six columns from one number to the next.
    let strokes = row.split(separator: " ").map { $0.count { $0 == "*" } }
    #expect(strokes == [0, 7, 7])
  }

  @Test(
    "Any numbers make a figure",
    arguments: [
      [], [0], [.nan, .infinity], [-1.7e308, 1.7e308], [.leastNonzeroMagnitude, .leastNormalMagnitude],
      [5, 5, 5], [1e300, -1e-300, 0],
    ] as [[Double]])
  func anyNumbers(numbers: [Double]) {
    for scale in [Figure.Axis.Scale.linear, .logarithmic] {
      for limits in [nil, 0...1, 0...(.leastNormalMagnitude), -1.7e308...1.7e308] as [ClosedRange<Double>?] {
        let axis = Figure.Axis(scale: scale, limits: limits)
        let series = Figure.Series(label: "a", x: numbers, y: numbers, errors: numbers, style: .linePoints)
        #expect(lines(figure([series], x: axis, y: axis), columns: 20).count >= 8)
      }
    }
  }
}

@Suite struct HeatmapTests {
  private let heatmap = Figure.Heatmap(
    x: [1, 2], y: [1, 2, 3], values: [0, 1, 2, .nan, 4, 10], colours: Figure.Axis(label: "error"))

  private func drawn(_ panel: Figure.Panel, _ layout: Layout) -> [StyledText] {
    layout.lines(of: [.figure(Figure(panels: [panel]))])
  }

  private let colours = Layout(columns: 14, rows: 14, isColoured: true, hasHeatColours: true)

  @Test("Each half of a character has the colour of its cell, and a blank cell none")
  func halves() {
    // After the scale, 6 characters are 12 halves for 3 rows of cells: 4 halves each, and 10 columns for 2.
    let rows = drawn(Figure.Panel(heatmap: heatmap), colours).filter {
      $0.plain.contains("┤") || $0.plain.contains("│")
    }
    #expect(rows.count == 6)
    let heats = rows.map { $0.pieces.map(\.role).filter { if case .heat = $0 { true } else { false } } }
    // Of 0 … 10 the levels of 4 and 10 are 102 and 255, of 2 it is 51, of 0 and 1 they are 0 and 26.
    #expect(heats[0] == [.heat(ink: 102, paper: 102), .heat(ink: 255, paper: 255)])
    #expect(heats[3] == [.heat(ink: 51, paper: 51)])
    #expect(heats[5] == [.heat(ink: 0, paper: 0), .heat(ink: 26, paper: 26)])
  }

  @Test("A matrix that stands as it is printed has its first row on top")
  func reversed() {
    let panel = Figure.Panel(y: Figure.Axis(isReversed: true), heatmap: heatmap)
    let rows = drawn(panel, colours).filter { $0.plain.contains("┤") || $0.plain.contains("│") }
    #expect(rows[0].pieces.map(\.role).contains(.heat(ink: 26, paper: 26)))
    #expect(rows[5].pieces.map(\.role).contains(.heat(ink: 102, paper: 102)))
  }

  @Test("Without so many colours shades stand for them, in ASCII others", arguments: [true, false])
  func shades(isUnicode: Bool) {
    let layout = Layout(columns: 40, rows: 14, isUnicode: isUnicode, isColoured: true)
    let lines = drawn(Figure.Panel(heatmap: heatmap), layout).map(\.plain)
    #expect(lines[0].contains("error  0 ") && lines[0].hasSuffix(" 10"))
    // Of five shades 0, 1 and 2 of 10 have the first, 4 the second, 10 the last; of nine the first, first, second, fourth and last.
    let cells = lines[1...6].map { $0.dropFirst(3) }
    func shade(_ row: Int, _ column: Int) -> Character? { cells[row].dropFirst(column).first }
    #expect(shade(0, 0) == (isUnicode ? "░" : "=") && shade(0, 30) == (isUnicode ? "█" : "@"))
    #expect(shade(2, 0) == (isUnicode ? "·" : ":") && shade(2, 30) == nil)
    #expect(shade(5, 0) == (isUnicode ? "·" : ".") && shade(5, 30) == (isUnicode ? "·" : "."))
  }

  @Test("A line over it is drawn on the terminal's own ground, in its colour")
  func overlay() {
    let line = Figure.Series(label: "AT line", x: [1, 2], y: [1, 3])
    let lines = drawn(Figure.Panel(heatmap: heatmap, series: [line]), colours)
    let rows = lines.filter { $0.plain.contains("┤") || $0.plain.contains("│") }
    // From the middle of the lowest third to that of the highest: rows two to five of six.
    let crossed = rows.map { row in row.pieces.contains { $0.role == .series(0) } }
    #expect(crossed[1...4].allSatisfy { $0 })
    #expect(lines[0].plain.contains("AT"))
  }

  @Test(
    "A heatmap of any numbers is drawn",
    arguments: [[], [.nan], [.infinity, 1], [-1.7e308, 1.7e308], [0, 0]] as [[Double]])
  func anyNumbers(numbers: [Double]) {
    for scale in [Figure.Axis.Scale.linear, .logarithmic] {
      let axis = Figure.Axis(scale: scale)
      let heatmap = Figure.Heatmap(x: numbers, y: numbers, values: numbers, colours: axis)
      for layout in [colours, Layout(columns: 20, isUnicode: false, hasHeatColours: true)] {
        #expect(drawn(Figure.Panel(x: axis, y: axis, heatmap: heatmap), layout).count >= 8)
      }
    }
  }
}
