import Display
import Testing

@testable import Figures

private func program(_ figure: Figure) -> [Substring] {
  var text = ""
  do { try GnuplotProgram.write(figure, format: .svg, in: .alone) { text += $0 } } catch {
    Issue.record(error)
  }
  return text[...].split(separator: "\n")
}

@Suite struct LiteralTextTests {
  @Test("only the quote is special within single quotes, and it stands by itself")
  func quotes() {
    #expect(
      GnuplotText.quoted("it's \"α_1^{2}\" \\n `date` @x") == #"'it' . "'" . 's "α_1^{2}" \n `date` @x'"#)
    #expect(GnuplotText.quoted("f''") == #"'f' . "'" . '' . "'" . ''"#)
    #expect(GnuplotText.quoted("") == "''")
  }

  @Test(
    "a text stays on its line, whatever it holds",
    arguments: ["a\nb", "a\rb", "a\u{0}b", "a\u{2028}b", "a\u{1B}b"])
  func lines(text: String) {
    #expect(GnuplotText.quoted(text) == "'a b'")
  }

  @Test("a scalar that no SVG may hold is replaced")
  func noncharacters() {
    #expect(GnuplotText.quoted("a\u{FFFE}") == "'a\u{FFFD}'")
  }
}

@Suite struct ProgramTests {
  @Test("a logarithmic axis, its limits and its powers of ten reach gnuplot")
  func logarithmicAxis() {
    let lines = program(
      figure(
        [Figure.Series(label: "", x: [1, 2], y: [1, 2])], x: Figure.Axis(limits: -1...8),
        y: Figure.Axis(scale: .logarithmic, limits: 0.001...10)))
    #expect(lines.contains("unset logscale x"))
    #expect(lines.contains("set logscale y"))
    #expect(lines.contains("set xrange [-1.0:8.0]"))
    #expect(lines.contains("set yrange [0.001:10.0]"))
    let ticks = lines.first { $0.hasPrefix("set ytics") } ?? ""
    #expect(
      ticks.hasPrefix(
        "set ytics ('10^{−3}' 0.001, '10^{−2}' 0.01, '10^{−1}' 0.1, '10^{0}' 1.0, '10^{1}' 10.0,"))
    #expect(ticks.contains("'' 0.5 1"))
  }

  @Test("small and negative numbers at ticks are typeset")
  func linearTicks() {
    let ticks = AxisTicks(.linear, -2e-6...1e-6, [-2e-6, -1e-6, 0, 1e-6]).list
    #expect(ticks == "'−2×10^{−6}' -2e-06, '−1×10^{−6}' -1e-06, '0' 0.0, '1×10^{−6}' 1e-06")
  }

  @Test("numbers keep all their digits")
  func digits() {
    let lines = program(figure([Figure.Series(label: "", x: [0.1 + 0.2], y: [1.0 / 3])]))
    #expect(lines.contains("0.30000000000000004 0.3333333333333333"))
  }

  @Test("a number without a place on the axes is a gap")
  func gaps() {
    let lines = program(
      figure(
        [Figure.Series(label: "", x: [1, 2, 3, 4], y: [1, .nan, -3, 4])], y: Figure.Axis(scale: .logarithmic))
    )
    let start = lines.firstIndex(of: "$panel1_series1 << END") ?? 0
    #expect(
      lines[start..<min(start + 6, lines.count)].dropFirst() == [
        "1.0 1.0", "NaN NaN", "NaN NaN", "4.0 4.0", "END",
      ])
  }

  @Test("an error bar is its lower end and its height, and only where there is one")
  func errorBars() {
    let lines = program(figure([Figure.Series(label: "", x: [1, 2], y: [3, 4], errors: [0.5, .nan])]))
    let start = lines.firstIndex(of: "$panel1_errors1 << END") ?? 0
    #expect(lines[start + 1] == "1.0 2.5 1.0")
    #expect(lines[start + 2] == "END")
  }

  @Test("styles have their drawings, and series differ in more than colour")
  func styles() {
    let styles: [Figure.Series.Style] = [.line, .points, .linePoints]
    let lines = program(figure(styles.map { Figure.Series(label: "", x: [1], y: [1], style: $0) }))
    for (index, name) in ["lines", "points", "linespoints"].enumerated() {
      #expect(
        lines.contains {
          $0.contains("$panel1_series\(index + 1) using 1:2 with \(name) linetype \(index + 1)")
        })
    }
    let looks = (0..<24).map { SeriesLook.line($0).split(separator: " ").dropFirst(3).joined(separator: " ") }
    #expect(Set(looks).count == 24)
    let colourless = (0..<5).map {
      SeriesLook.line($0).split(separator: " ").dropFirst(7).joined(separator: " ")
    }
    #expect(Set(colourless).count == 5)
  }

  @Test("where a dash was chosen, it has a meaning, and lines without one are solid")
  func chosenDashes() {
    let chosen: [Figure.Series.Style] = [.line, .dashed, .line, .dotted]
    func dashes(_ styles: [Figure.Series.Style]) -> [String] {
      program(figure(styles.map { Figure.Series(label: "", x: [1], y: [1], style: $0) }))
        .filter { $0.contains("with lines") }
        .map { $0.contains("dashtype solid") ? "solid" : $0.contains("dashtype") ? "dashed" : "free" }
    }
    #expect(dashes(chosen) == ["solid", "dashed", "solid", "dashed"])
    #expect(dashes([.line, .line]) == ["free", "free"])
    #expect(dashes([.line, .solid]) == ["solid", "solid"])
  }

  @Test("series of one colour have one look, and take no turn")
  func chosenColour() {
    let lines = program(
      figure([
        Figure.Series(label: "", x: [1], y: [1]),
        Figure.Series(label: "", x: [1], y: [1], style: .points, colour: 0),
        Figure.Series(label: "", x: [1], y: [1]),
      ]))
    let drawn = lines.filter { $0.contains("using 1:2 with") }
    #expect(drawn.map { $0.contains("linetype 1 ") } == [true, true, false])
    #expect(drawn.last?.contains("linetype 2 ") == true)
    #expect(lines.count { $0.hasPrefix("set linetype") } == 2)
  }
}

@Suite struct PageTests {
  private typealias Axes = (left: Double, right: Double, bottom: Double, top: Double)

  /// Where gnuplot is told to put each panel's axes, in dots of the page from its lower left.
  private func axes(_ figure: Figure) -> [Axes] {
    let lines = program(figure)
    let size =
      lines.first { $0.hasPrefix("set terminal") }?.split(separator: " ")[4].split(separator: ",").compactMap
    { Double($0) } ?? []
    func margins(_ name: String, _ extent: Double) -> [Double] {
      lines.filter { $0.hasPrefix("set \(name) at") }.compactMap {
        $0.split(separator: " ").last.flatMap { Double($0) }
      }
      .map { ($0 * extent).rounded() }
    }
    let horizontal = zip(margins("lmargin", size[0]), margins("rmargin", size[0]))
    let vertical = zip(margins("bmargin", size[1]), margins("tmargin", size[1]))
    return zip(horizontal, vertical).map { ($0.0, $0.1, $1.0, $1.1) }
  }

  /// Panels that need room at different sides.
  private let panels: [Figure.Panel] = {
    let x = Array(stride(from: 0.0, through: 6, by: 0.5))
    let waves = (0..<6).map { phase in
      Figure.Series(
        label: "a wave of phase \(phase)", x: x,
        y: x.map { ($0 + Double(phase)).truncatingRemainder(dividingBy: 3) })
    }
    let small = [Figure.Series(label: "", x: [1, 2], y: [1e-7, 3e-7])]
    let heat = Figure.Heatmap(
      x: [1, 2], y: [1, 2], values: [1, 2, 3, 4], colours: Figure.Axis(label: "error"))
    return [
      Figure.Panel(series: waves),
      Figure.Panel(title: "one", x: Figure.Axis(label: "α"), y: Figure.Axis(label: "ε"), series: small),
      Figure.Panel(title: String(repeating: "long title ", count: 12), heatmap: heat),
      Figure.Panel(y: Figure.Axis(scale: .logarithmic), series: small),
    ]
  }()

  @Test(
    "the axes of all panels are equally large, and in line with those of their row and column",
    arguments: 1...4, [nil, 1, 2])
  func alignment(count: Int, columns: Int?) {
    let figure = Figure(title: "all", panels: Array(panels.prefix(count)), columns: columns)
    let axes = axes(figure)
    #expect(axes.count == count)
    #expect(
      Set(axes.map { $0.right - $0.left }).count == 1 && Set(axes.map { $0.top - $0.bottom }).count == 1)
    #expect(axes.allSatisfy { $0.right - $0.left > 250 && $0.top - $0.bottom > 150 })
    for (index, place) in axes.enumerated() {
      #expect(place.left == axes[index % figure.columnCount].left)
      #expect(place.top == axes[index - index % figure.columnCount].top)
    }
  }

  @Test("a figure is as wide as its columns, whatever its legends; a legend without room makes it higher")
  func legendBelow() {
    func size(_ panel: Figure.Panel) -> [Int] {
      program(Figure(panels: [panel])).first { $0.hasPrefix("set terminal") }?.split(separator: " ")[4].split(
        separator: ","
      )
      .compactMap { Int($0) } ?? []
    }
    var bare = panels[0]
    for index in bare.series.indices { bare.series[index].label = "" }
    #expect(size(bare) == [640, 420])
    #expect(size(panels[0])[0] == 640)
    #expect(size(panels[0])[1] > 420)
  }

  @Test("a long title is broken into lines, and the heading stands over all panels")
  func titles() {
    let lines = program(Figure(title: "both", panels: Array(panels.prefix(3))))
    #expect(lines.contains("set multiplot title 'both' font ',17' noenhanced"))
    let title = lines.first { $0.hasPrefix("set title 'long") } ?? ""
    #expect(title.components(separatedBy: "' . \"\\n\" . '").count == 3)
    #expect(GnuplotText.lines("one two three", width: 80, letter: 8) == ["one two", "three"])
    #expect(GnuplotText.lines("one  two", width: 80, letter: 8) == ["one  two"])
    #expect(GnuplotText.lines("", width: 80, letter: 8) == [])
  }
}

@Suite struct HeatmapTests {
  private func panel(_ heatmap: Figure.Heatmap) -> Figure.Panel {
    Figure.Panel(y: Figure.Axis(isReversed: true), heatmap: heatmap)
  }

  private func cells(_ lines: [Substring]) -> [[Double]] {
    let start = lines.firstIndex(of: "$panel1_heatmap << END").map { $0 + 1 } ?? 0
    return lines[start...].prefix { $0 != "END" }.map { $0.split(separator: " ").compactMap { Double($0) } }
  }

  @Test("a cell is a box between the middles of its neighbours; a blank has none")
  func boxes() {
    let heatmap = Figure.Heatmap(x: [0, 1, 3], y: [5], values: [1, .nan, 2])
    let lines = program(Figure(panels: [panel(heatmap)]))
    // Columns of the data: x, y, from x to x, from y to y, the number.
    #expect(cells(lines) == [[-0.5, 4.5, -0.5, 0.5, 4.5, 5.5, 1], [2, 4.5, 2, 4, 4.5, 5.5, 2]])
    #expect(lines.contains("set xrange [-0.5:4.0]") && lines.contains("set yrange [5.5:4.5]"))
    #expect(lines.contains("set cbrange [1.0:2.0]"))
  }

  @Test("many cells are averaged: 600 columns are 200 boxes of three")
  func manyCells() {
    let numbers = (0..<600).map(Double.init)
    let lines = program(Figure(panels: [panel(Figure.Heatmap(x: numbers, y: [0], values: numbers))]))
    let cells = cells(lines)
    #expect(cells.count == 200)
    #expect(cells[1] == [2.5, -0.5, 2.5, 5.5, -0.5, 0.5, 4])
  }

  @Test("lines over it have white beneath them, and the legend does not stand in it")
  func overlay() {
    var panel = panel(Figure.Heatmap(x: [0, 1], y: [0, 1], values: [1, 2, 3, 4]))
    panel.series = [Figure.Series(label: "AT line", x: [0, 1], y: [0, 1])]
    let lines = program(Figure(panels: [panel]))
    let drawn = lines.filter { $0.contains(" with ") }
    #expect(drawn.count == 3)
    #expect(
      drawn[0].contains("boxxyerror palette") && drawn[1].contains("'#ffffff'")
        && drawn[2].contains("'AT line'"))
    #expect(lines.contains { $0.hasPrefix("set key at screen") })
  }
}

@Suite struct LegendTests {
  private let wide = Size(width: 540, height: 310)

  private func legend(x: [Double]? = nil, _ y: [Double], label: String = "a", axis: String = "") throws
    -> Legend
  {
    let series = Figure.Series(label: label, x: x ?? y.indices.map(Double.init), y: y)
    return try Legend(of: Figure.Panel(y: Figure.Axis(label: axis), series: [series]), axes: wide)
  }

  @Test("it stands in the first corner that no line enters")
  func corners() throws {
    #expect(try legend([3, 1, 0]).place == .topRight)
    #expect(try legend([0, 0, 0, 3]).place == .topLeft)
    #expect(try legend([3, 3, 0, 3, 3]).place == .bottomRight)
    #expect(try legend(x: [0, 3, 3], [3, 3, 0]).place == .bottomLeft)
    // Along the lower, right and upper sides, up to the left one: only its middle is free.
    #expect(try legend(x: [0, 0, 3, 3, 0, 0], [0.5, 0, 0, 3, 3, 2.5]).place == .left)
  }

  @Test("a line between two points enters a corner too")
  func segments() throws {
    // The diagonals pass through all four corners and a cross through all four sides; their points lie outside the limits.
    let ends = [
      ([-1.0, 2], [-1.0, 2]), ([-1, 2], [2, -1]), ([-1, 2], [0.5, 0.5]), ([0.5, 0.5], [-1, 2]),
    ]
    let series = ends.map { Figure.Series(label: "a", x: $0.0, y: $0.1) }
    let axis = Figure.Axis(limits: 0...1)
    let legend = try Legend(of: Figure.Panel(x: axis, y: axis, series: series), axes: wide)
    #expect(legend.place == nil)
    #expect(legend.heightBelow > 0)
  }

  @Test("points without a line enter where they are, error bars as far as they reach")
  func points() throws {
    let points = Figure.Series(label: "a", x: [0, 1, 2], y: [0, 0, 3], style: .points)
    #expect(try Legend(of: Figure.Panel(series: [points]), axes: wide).place == .topLeft)
    var bars = points
    bars.y = [0, 0, 0]
    bars.errors = [0, 0, 3]
    #expect(try Legend(of: Figure.Panel(series: [bars]), axes: wide).place == .topLeft)
  }

  @Test("a name that fits into a wide panel may not fit into a narrow one")
  func room() throws {
    let name = "simulation, N = 1000"
    let series = Figure.Series(label: name, x: [0, 1, 2, 2], y: [3, 0, 0, 2])
    #expect(try Legend(of: Figure.Panel(series: [series]), axes: wide).place == .topRight)
    #expect(try Legend(of: Figure.Panel(series: [series]), axes: Size(width: 240, height: 310)).place == nil)
  }

  @Test(
    "there is none without names, nor for the one series that names the axis, and an empty name is left out")
  func nothingToSay() throws {
    #expect(try legend([1, 2], label: "").isEmpty)
    #expect(try legend([1, 2], label: "ε", axis: "ε").isEmpty)
    #expect(try !legend([1, 2], label: "ε", axis: "error").isEmpty)
    let series = ["q", ""].map { Figure.Series(label: $0, x: [1], y: [1]) }
    #expect(try Legend(of: Figure.Panel(series: series), axes: wide).labels == ["q", nil])
  }
}
