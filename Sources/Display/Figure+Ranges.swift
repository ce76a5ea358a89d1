import Foundation

extension Figure.Axis {
  /// Whether the axis has a place for the number: finite, and positive where the scale is logarithmic.
  package func canShow(_ value: Double) -> Bool {
    value.isFinite && (scale == .linear || value > 0)
  }

  /// The chosen limits where they are usable on this scale.
  fileprivate var usableLimits: ClosedRange<Double>? {
    guard let limits, canShow(limits.lowerBound), canShow(limits.upperBound),
      limits.lowerBound < limits.upperBound
    else { return nil }
    return limits
  }

  /// The span with a margin of one twentieth on either side, on the axis's own scale.
  fileprivate func padded(_ span: Span) -> ClosedRange<Double> {
    guard let least = span.least, let greatest = span.greatest else {
      return scale == .linear ? 0...1 : 0.1...1
    }
    switch scale {
    case .linear:
      // A single value is centred in a range as wide as itself.
      let width = greatest / 2 - least / 2
      let visible = width > 1e-12 * max(abs(least), abs(greatest))
      let margin = visible ? width / 10 : max(abs(greatest), least == 0 ? 1 : 0) / 2
      let limit = Double.greatestFiniteMagnitude
      return max(
        least - max(margin, .leastNormalMagnitude), -limit)...min(
          greatest + max(margin, .leastNormalMagnitude), limit)
    case .logarithmic:
      let decades = log10(greatest) - log10(least)
      let factor = pow(10, decades > 1e-12 ? decades / 20 : 0.5)
      return max(least / factor, .leastNonzeroMagnitude)...min(greatest * factor, .greatestFiniteMagnitude)
    }
  }
}

extension Figure {
  /// The figure with the limits that it has anyway, so that nobody looks for them again. `pause` is called
  /// after every few thousand points, and ends it by throwing.
  package func withLimits<Failure: Error>(
    pause: () throws(Failure) -> Void
  ) throws(Failure) -> Figure {
    var figure = self
    for index in panels.indices {
      let panel = panels[index]
      figure.panels[index].x.limits = try panel.xRange(pause: pause)
      figure.panels[index].y.limits = try figure.panels[index].yRange(pause: pause)
      figure.panels[index].heatmap?.colours.limits = panel.heatmap?.range
      try pause()
    }
    return figure
  }
}

extension Figure.Panel {
  /// The limits of the horizontal axis: those chosen, the edges of the heatmap, or the span of the points that
  /// can be shown, with a margin.
  package var xRange: ClosedRange<Double> { xRange {} }

  /// The limits of the vertical axis: those chosen, the edges of the heatmap, or the span of the points within
  /// the horizontal limits and of their error bars, with a margin.
  package var yRange: ClosedRange<Double> { yRange {} }

  fileprivate func xRange<Failure: Error>(
    pause: () throws(Failure) -> Void
  ) throws(Failure) -> ClosedRange<Double> {
    if let limits = x.usableLimits ?? heatmap.flatMap({ Self.span(of: x.bands($0.x)) }) { return limits }
    var span = Span()
    try forEachPoint(pause: pause) { point in
      if x.canShow(point.x), y.canShow(point.y) { span.add(point.x) }
    }
    return x.padded(span)
  }

  fileprivate func yRange<Failure: Error>(
    pause: () throws(Failure) -> Void
  ) throws(Failure) -> ClosedRange<Double> {
    if let limits = y.usableLimits ?? heatmap.flatMap({ Self.span(of: y.bands($0.y)) }) { return limits }
    let columns = try xRange(pause: pause)
    var span = Span()
    try forEachPoint(pause: pause) { point in
      guard columns.contains(point.x), y.canShow(point.y) else { return }
      for end in [0, -(point.error ?? 0), point.error ?? 0] where y.canShow(point.y + end) {
        span.add(point.y + end)
      }
    }
    return y.padded(span)
  }

  private func forEachPoint<Failure: Error>(
    pause: () throws(Failure) -> Void, _ body: (_ point: (x: Double, y: Double, error: Double?)) -> Void
  ) throws(Failure) {
    for series in series {
      for (index, point) in series.points.enumerated() {
        if index % 4096 == 0 { try pause() }
        body(point)
      }
    }
  }

  /// About so many ticks of the horizontal axis, ascending; in the middles of a heatmap's columns where there are no more of those.
  package func xTicks(count: Int) -> [Double] { ticks(x, xRange, heatmap?.x, count) }

  /// About so many ticks of the vertical axis, ascending; in the middles of a heatmap's rows where there are no more of those.
  package func yTicks(count: Int) -> [Double] { ticks(y, yRange, heatmap?.y, count) }

  private func ticks(
    _ axis: Figure.Axis, _ range: ClosedRange<Double>, _ middles: [Double]?, _ count: Int
  ) -> [Double] {
    if let middles = middles?.filter({ axis.canShow($0) && range.contains($0) }),
      (1...count).contains(middles.count)
    {
      return middles
    }
    return Ticks.positions(from: range.lowerBound, to: range.upperBound, count: count, scale: axis.scale)
  }

  private static func span(of bands: [ClosedRange<Double>?]) -> ClosedRange<Double>? {
    let bands = bands.compactMap(\.self)
    guard let lower = bands.map(\.lowerBound).min(), let upper = bands.map(\.upperBound).max(), lower < upper
    else { return nil }
    return lower...upper
  }
}

extension Figure.Heatmap {
  /// The limits of the colours: those chosen, or the span of the numbers that can be shown.
  package var range: ClosedRange<Double> {
    if let limits = colours.usableLimits { return limits }
    let shown = values.filter(colours.canShow)
    guard let least = shown.min(), let greatest = shown.max(), least < greatest else {
      return colours.padded(Span(of: shown))
    }
    return least...greatest
  }

  /// Where a number stands among the colours, from 0 to 255; those beyond the limits have the outermost colours. `nil` for a blank.
  package func level(of value: Double, in range: ClosedRange<Double>) -> UInt8? {
    AxisPosition(colours, range)(value).map { UInt8((min(max($0, 0), 1) * 255).rounded()) }
  }
}
