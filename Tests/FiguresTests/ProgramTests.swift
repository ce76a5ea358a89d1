import Display
import Testing

@testable import Figures

private func program(_ figure: Figure) -> [Substring] {
  GnuplotProgram.text(of: figure, format: .svg).split(separator: "\n")
}

@Suite struct LiteralTextTests {
  @Test("only the quote is special within single quotes, and it is doubled")
  func quotes() {
    #expect(GnuplotText.quoted("it's \"α_1^{2}\" \\n `date` @x") == "'it''s \"α_1^{2}\" \\n `date` @x'")
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
    let ticks = AxisTicks(.linear, -2e-6...1e-6, count: 4).list
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

  @Test("panels stand side by side under the figure's title, on one level")
  func panels() {
    let series = [Figure.Series(label: "", x: [1], y: [1])]
    let lines = program(
      Figure(
        title: "both",
        panels: [
          Figure.Panel(title: "one", series: series),
          Figure.Panel(x: Figure.Axis(label: "α"), series: series),
        ]))
    #expect(lines.contains("set multiplot layout 1,2 title 'both' font ',17' noenhanced"))
    #expect(
      lines.filter { $0.hasPrefix("set title ") }.map { $0.prefix(15) } == [
        "set title 'one'", "set title ' ' n",
      ])
    #expect(
      lines.filter { $0.hasPrefix("set xlabel ") }.map { $0.prefix(15) } == [
        "set xlabel ' ' ", "set xlabel 'α' ",
      ])
  }
}

@Suite struct LegendTests {
  private func legend(x: [Double]? = nil, _ y: [Double], label: String = "a", axis: String = "") -> Legend {
    let series = Figure.Series(label: label, x: x ?? y.indices.map(Double.init), y: y)
    return Legend(of: Figure.Panel(y: Figure.Axis(label: axis), series: [series]), width: 640)
  }

  @Test("it stands in the first corner that no line enters")
  func corners() {
    #expect(legend([3, 1, 0]).corner == .topRight)
    #expect(legend([0, 0, 0, 3]).corner == .topLeft)
    #expect(legend([3, 3, 0, 3, 3]).corner == .bottomRight)
    #expect(legend(x: [0, 3, 3], [3, 3, 0]).corner == .bottomLeft)
  }

  @Test("a line between two points enters a corner too")
  func segments() {
    // The diagonals of the axes pass through all four corners; their points lie outside the limits.
    let series = [[-1.0, 2], [2, -1]].map { Figure.Series(label: "a", x: [-1, 2], y: $0) }
    let axis = Figure.Axis(limits: 0...1)
    let legend = Legend(of: Figure.Panel(x: axis, y: axis, series: series), width: 640)
    #expect(legend.corner == nil)
    #expect(legend.line == "set key outside right top")
    #expect(legend.outsideWidth > 0)
  }

  @Test("points without a line enter where they are, error bars as far as they reach")
  func points() {
    let points = Figure.Series(label: "a", x: [0, 1, 2], y: [0, 0, 3], style: .points)
    #expect(Legend(of: Figure.Panel(series: [points]), width: 640).corner == .topLeft)
    var bars = points
    bars.y = [0, 0, 0]
    bars.errors = [0, 0, 3]
    #expect(Legend(of: Figure.Panel(series: [bars]), width: 640).corner == .topLeft)
  }

  @Test("a name that fits into a wide panel may not fit into a narrow one")
  func room() {
    let name = "simulation, N = 1000"
    let series = Figure.Series(label: name, x: [0, 1, 2, 2], y: [3, 0, 0, 2])
    #expect(Legend(of: Figure.Panel(series: [series]), width: 640).corner == .topRight)
    #expect(Legend(of: Figure.Panel(series: [series]), width: 340).corner == nil)
  }

  @Test("there is none without names, nor for the one series that names the axis")
  func nothingToSay() {
    #expect(legend([1, 2], label: "").line == "unset key")
    #expect(legend([1, 2], label: "ε", axis: "ε").line == "unset key")
    #expect(legend([1, 2], label: "ε", axis: "error").line != "unset key")
  }
}
