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

@Suite struct LookTests {
  private func series(_ style: Figure.Series.Style = .line, colour: Int? = nil) -> Figure.Series {
    Figure.Series(label: "", x: [], y: [], style: style, colour: colour)
  }

  @Test func aChosenColourTakesNoTurn() {
    let panel = Figure.Panel(series: [series(), series(colour: 0), series(), series(colour: 5), series()])
    #expect(panel.looks == [0, 0, 1, 5, 2])
  }

  @Test func dashesAreFreeUntilOneIsChosen() {
    #expect(Figure.Panel(series: [series(), series(.points), series(.linePoints)]).hasFreeDashes)
    for style in [Figure.Series.Style.solid, .dashed, .dotted] {
      #expect(!Figure.Panel(series: [series(), series(style)]).hasFreeDashes)
    }
  }

  @Test func panelsStandInRowsOfUpToThreeAndFourInASquare() {
    func columns(_ count: Int, _ chosen: Int? = nil) -> Int {
      Figure(panels: Array(repeating: Figure.Panel(), count: count), columns: chosen).columnCount
    }
    #expect((0...7).map { columns($0) } == [1, 1, 2, 3, 2, 3, 3, 3])
    #expect(columns(4, 4) == 4 && columns(4, 9) == 4 && columns(4, 1) == 1)
  }
}

@Suite struct HeatmapTests {
  private let linear = Figure.Axis()
  private let logarithmic = Figure.Axis(scale: .logarithmic)

  @Test func cellsMeetHalfWay() {
    #expect(linear.bands([0, 1, 3]) == [-0.5...0.5, 0.5...2, 2...4])
    #expect(linear.bands([7]) == [6.5...7.5])
    #expect(linear.bands([]) == [])
  }

  @Test func onALogarithmicAxisHalfWayIsTheGeometricMean() {
    let bands = logarithmic.bands([0, 1, 100]).map { $0.map { [$0.lowerBound, $0.upperBound] } }
    #expect(bands[0] == nil)
    for (band, expected) in zip(bands.dropFirst(), [[0.1, 10], [10, 1000]]) {
      // Powers of ten through logarithms, some units in the last place.
      #expect(zip(band ?? [], expected).allSatisfy { abs($0 / $1 - 1) < 1e-12 })
    }
  }

  @Test(
    arguments: [
      [1.7e308, .infinity], [-1.7e308, 1.7e308], [.nan], [3, 2, 1], [5, 5], [.leastNonzeroMagnitude],
    ] as [[Double]])
  func anyNumbersMakeCells(middles: [Double]) {
    for axis in [linear, logarithmic] {
      for band in axis.bands(middles) {
        #expect(band.map { $0.lowerBound.isFinite && $0.upperBound.isFinite } ?? true)
      }
      let heatmap = Figure.Heatmap(x: middles, y: middles, values: middles, colours: axis)
      let panel = Figure.Panel(x: axis, y: axis, heatmap: heatmap)
      #expect(panel.xRange.lowerBound < panel.xRange.upperBound)
      #expect(heatmap.range.lowerBound < heatmap.range.upperBound)
    }
  }

  @Test func theEdgesOfTheCellsAreTheFrameWhateverLiesOverThem() {
    let heatmap = Figure.Heatmap(x: [0, 1], y: [0, 1, 2], values: [1, 2, 3, 4, 5, 6])
    let line = Figure.Series(label: "", x: [-9, 9], y: [-9, 9])
    var panel = Figure.Panel(heatmap: heatmap, series: [line])
    #expect(panel.xRange == -0.5...1.5 && panel.yRange == -0.5...2.5)
    panel.x.limits = 0...5
    #expect(panel.xRange == 0...5)
  }

  @Test func ticksStandInTheMiddlesOfFewCells() {
    let heatmap = Figure.Heatmap(x: [1, 2, 3], y: (0..<40).map(Double.init), values: [])
    let panel = Figure.Panel(heatmap: heatmap)
    #expect(panel.xTicks(count: 6) == [1, 2, 3])
    #expect(panel.yTicks(count: 6) == [0, 10, 20, 30])
  }

  @Test func coloursSpanTheNumbersAndThoseBeyondTheLimitsHaveTheOutermost() {
    var heatmap = Figure.Heatmap(x: [0], y: [0], values: [1, 3, .nan, .infinity])
    #expect(heatmap.range == 1...3)
    #expect([0, 1, 2, 3, 9].map { heatmap.level(of: $0, in: 1...3) } == [0, 0, 128, 255, 255])
    #expect(heatmap.level(of: .nan, in: 1...3) == nil)
    heatmap.colours.limits = 0...10
    #expect(heatmap.range == 0...10)
    heatmap.colours.scale = .logarithmic
    // 0 is no limit of a logarithmic scale.
    #expect(heatmap.range == 1...3)
    #expect([0.1, 1, 10].map { heatmap.level(of: $0, in: 0.1...10) } == [0, 128, 255])
  }

  @Test func aReversedAxisRunsTheOtherWay() {
    let position = AxisPosition(Figure.Axis(isReversed: true), 0...4)
    #expect([0, 1, 4].map { position($0) } == [1, 0.75, 0])
  }
}

@Suite struct PaletteTests {
  @Test func theColoursAreThoseOfOkabeAndIto() {
    #expect(
      Palette.series.map(\.colour.hex) == [
        "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#f0e442",
      ])
    #expect(Palette.series(8).name == Palette.series(0).name)
    #expect(Palette.series(-1).name == "yellow")
  }

  /// Entries of the table of viridis that matplotlib has, times 255.
  @Test(arguments: [
    (0, 68, 1, 84), (64, 59, 82, 139), (128, 33, 145, 140), (200, 112, 207, 87), (255, 253, 231, 37),
  ])
  func heatIsViridis(level: UInt8, red: Int, green: Int, blue: Int) {
    let colour = Palette.heat(level)
    for (found, expected) in [(colour.red, red), (colour.green, green), (colour.blue, blue)] {
      // Straight lines between every fifteenth entry keep within 5.
      #expect(abs(Int(found) - expected) <= 5)
    }
  }
}
