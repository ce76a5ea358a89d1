import Testing

@testable import Display

@Suite struct TicksTests {
  @Test func linearTicksAreNiceNumbersWithinTheLimits() {
    #expect(Ticks.positions(from: 0, to: 1, count: 5, scale: .linear) == [0, 0.2, 0.4, 0.6, 0.8, 1])
    #expect(Ticks.positions(from: -3.2, to: 11, count: 5, scale: .linear) == [0, 5, 10])
    #expect(
      Ticks.positions(from: 0.1, to: 0.45, count: 7, scale: .linear) == [
        0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45,
      ])
  }

  @Test func logarithmicTicksAreDecades() {
    #expect(Ticks.positions(from: 0.5, to: 2e3, count: 6, scale: .logarithmic) == [1, 10, 100, 1000])
    #expect(
      Ticks.positions(from: 1e-12, to: 1, count: 5, scale: .logarithmic) == [1e-12, 1e-9, 1e-6, 1e-3, 1])
    #expect(Ticks.positions(from: 0.8, to: 12, count: 6, scale: .logarithmic) == [1, 2, 5, 10])
  }

  @Test(arguments: [
    (0.0, 0.0), (1.0, -1.0), (.nan, 1.0), (-.infinity, .infinity), (-1.7e308, 1.7e308),
    (0x1p-1060, 0x1p-1059),
    (1.0, 1.0.nextUp), (.leastNonzeroMagnitude, 1e308), (1e17, 1e17 + 64),
  ])
  func ticksStayWithinAnyLimits(lower: Double, upper: Double) {
    for scale in [Figure.Axis.Scale.linear, .logarithmic] {
      let ticks = Ticks.positions(from: lower, to: upper, count: 6, scale: scale)
      #expect(ticks.count <= 12)
      #expect(ticks.allSatisfy { $0.isFinite })
      #expect(zip(ticks, ticks.dropFirst()).allSatisfy { $0 < $1 })
    }
  }

  @Test func labelsTellTicksApart() {
    #expect(Ticks.labels([0.1, 0.2, 0.30000000000000004]) == ["0.1", "0.2", "0.3"])
    #expect(Ticks.labels([1.00001, 1.00002]) == ["1.00001", "1.00002"])
  }
}

@Suite struct RangeTests {
  private func panel(_ x: [Double], _ y: [Double], errors: [Double]? = nil, log: Bool = false) -> Figure.Panel
  {
    let axis = Figure.Axis(scale: log ? .logarithmic : .linear)
    return Figure.Panel(x: axis, y: axis, series: [Figure.Series(label: "a", x: x, y: y, errors: errors)])
  }

  @Test func rangesSpanTheDataAndItsErrorBarsWithAMargin() {
    let panel = panel([0, 10], [1, 2], errors: [1, 0])
    #expect(panel.xRange == -0.5...10.5)
    #expect(panel.yRange == -0.1...2.1)
  }

  @Test func numbersThatCannotBeShownAreSkipped() {
    #expect(panel([1, .nan, 3], [1, 5, .infinity]).xRange == 0.5...1.5)
    let logarithmic = panel([1, 100, -5], [1, 0, 1], log: true)
    #expect(logarithmic.xRange.contains(1) && !logarithmic.xRange.contains(100))
  }

  @Test func emptyAndConstantDataHaveARange() {
    #expect(panel([], []).xRange == 0...1)
    #expect(panel([.nan], [1], log: true).yRange == 0.1...1)
    #expect(panel([0], [3]).xRange == -0.5...0.5)
    #expect(panel([0], [3]).yRange == 1.5...4.5)
  }

  @Test(arguments: [1.7e308, -1.7e308, .leastNonzeroMagnitude, 1e17])
  func extremeDataHaveARange(value: Double) {
    for log in [false, true] {
      for values in [[value], [value, -value], [value, value.nextUp]] {
        let range = panel(values, values, log: log).yRange
        #expect(range.lowerBound < range.upperBound && range.lowerBound.isFinite && range.upperBound.isFinite)
      }
    }
  }

  @Test func chosenLimitsWinAndSelectTheVisiblePoints() {
    var panel = panel([0, 1, 2], [0, 1, 100])
    panel.x.limits = 0...1
    #expect(panel.xRange == 0...1)
    #expect(panel.yRange.upperBound < 2)
  }

  @Test func columnsOfDifferentLengthsAreCutToTheShortest() {
    let series = Figure.Series(label: "", x: [1, 2, 3], y: [4, 5], errors: [.nan])
    #expect(series.points.map(\.x) == [1, 2])
    #expect(series.points.allSatisfy { $0.error == nil })
  }
}

@Suite struct PaletteTests {
  @Test func theColoursAreThoseOfOkabeAndIto() {
    #expect(
      Palette.colours.map(\.hex) == [
        "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#f0e442",
      ])
    #expect(Palette.colour(8) == Palette.colour(0))
    #expect(Palette.colour(-1).name == "yellow")
  }
}
