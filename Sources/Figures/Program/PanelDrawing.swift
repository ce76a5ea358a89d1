import Display

/// How one panel of a figure is drawn: its data, and the commands that draw them.
struct PanelDrawing {
  let panel: Figure.Panel
  /// From 1; names the panel's data.
  let number: Int
  let legend: Legend

  /// `width` is the panel's on the page, in dots.
  init(_ panel: Figure.Panel, number: Int, width: Int) {
    self.panel = panel
    self.number = number
    legend = Legend(of: panel, width: width)
  }

  /// Each series' points; and, apart from them, the points that have an error bar with the bar's two ends.
  var blocks: [String] {
    panel.series.enumerated().flatMap { index, series in
      let bars = errorBars(series)
      return [GnuplotText.block(name(index), rows(series))]
        + (bars.isEmpty ? [] : [GnuplotText.block(name(index, "errors"), bars)])
    }
  }

  var commands: String {
    let title = panel.title.isEmpty ? "unset title" : "set title \(literal(panel.title)) font ',15'"
    return
      ([title] + axis("x", panel.x, panel.xRange, ticks: 7) + axis("y", panel.y, panel.yRange, ticks: 6)
      + [legend.line, "plot \(elements.joined(separator: ", \\\n  "))"])
      .joined(separator: "\n")
  }

  private func name(_ index: Int, _ part: String = "series") -> String {
    "panel\(number)_\(part)\(index + 1)"
  }

  private func literal(_ text: String) -> String {
    "\(GnuplotText.quoted(text)) noenhanced textcolor rgb '#262626'"
  }

  // MARK: Data

  /// A point without a place on the axes is a gap in the line.
  private func rows(_ series: Figure.Series) -> [[Double]] {
    let rows = series.points.map { panel.canShow($0.x, $0.y) ? [$0.x, $0.y] : [.nan, .nan] }
    return rows.isEmpty ? [[.nan, .nan]] : rows
  }

  /// Where each bar begins, and its height. One that begins where a logarithmic axis has no place comes from below the page.
  private func errorBars(_ series: Figure.Series) -> [[Double]] {
    series.points.compactMap { point in
      guard let error = point.error, panel.canShow(point.x, point.y) else { return nil }
      let lower = panel.y.canShow(point.y - error) ? point.y - error : .leastNormalMagnitude
      return [point.x, lower, point.y + error - lower]
    }
  }

  // MARK: Commands

  /// Error bars first, so that every line and point lies over them. They are arrows with flat heads and not gnuplot's own error
  /// bars, which also draw a white disc; and an arrow that leaves the axes loses its head, so that no bar seems to end there.
  private var elements: [String] {
    let bars = panel.series.indices.filter { !errorBars(panel.series[$0]).isEmpty }.map { index in
      "$\(name(index, "errors")) using 1:2:(0):3 with vectors heads size character 0.45,90 nofilled "
        + "linetype \(index + 1) dashtype solid linewidth 1.25 notitle"
    }
    let series = panel.series.enumerated().map { index, series in
      let title = legend.labels[index].map { "title \(GnuplotText.quoted($0))" } ?? "notitle"
      return "$\(name(index)) using 1:2 with \(series.style.gnuplotName) linetype \(index + 1) \(title)"
    }
    return bars + series + (series.isEmpty ? ["NaN notitle"] : [])
  }

  private func axis(
    _ name: String, _ axis: Figure.Axis, _ range: ClosedRange<Double>, ticks: Int
  ) -> [String] {
    let offset = name == "x" ? " offset 0,0.15" : ""
    return [
      axis.scale == .logarithmic ? "set logscale \(name)" : "unset logscale \(name)",
      "set \(name)range \(GnuplotText.range(range))",
      "set \(name)tics (\(AxisTicks(axis.scale, range, count: ticks).list))",
      axis.label.isEmpty ? "unset \(name)label" : "set \(name)label \(literal(axis.label))\(offset)",
    ]
  }
}

extension Figure.Panel {
  func canShow(_ x: Double, _ y: Double) -> Bool { self.x.canShow(x) && self.y.canShow(y) }
}

extension Figure.Series.Style {
  fileprivate var gnuplotName: String {
    switch self {
    case .line: "lines"
    case .points: "points"
    case .linePoints: "linespoints"
    }
  }
}
