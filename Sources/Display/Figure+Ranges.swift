import Foundation

extension Figure.Series {
  /// The points in order, as many as the shortest of the columns; an error bar is nonnegative or absent.
  package var points: [(x: Double, y: Double, error: Double?)] { (0..<count).map(point) }

  /// How many points there are.
  package var count: Int { min(x.count, y.count) }

  /// The point of that number, below `count`.
  package func point(_ index: Int) -> (x: Double, y: Double, error: Double?) {
    guard let errors, errors.indices.contains(index), errors[index].isFinite else {
      return (x[index], y[index], nil)
    }
    return (x[index], y[index], abs(errors[index]))
  }
}

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

  /// The span of the values with a margin of one twentieth on either side, on the axis's own scale.
  fileprivate func padded(_ span: Span) -> ClosedRange<Double> {
    let (least, greatest) = (span.least, span.greatest)
    guard least <= greatest else { return scale == .linear ? 0...1 : 0.1...1 }
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

/// From the least to the greatest of some numbers.
private struct Span {
  private(set) var least = Double.infinity
  private(set) var greatest = -Double.infinity

  mutating func add(_ value: Double) { (least, greatest) = (min(least, value), max(greatest, value)) }
}

extension Figure.Panel {
  /// What `add` takes from the points.
  private func span(_ add: (inout Span, _ point: (x: Double, y: Double, error: Double?)) -> Void) -> Span {
    var span = Span()
    for series in series { for index in 0..<series.count { add(&span, series.point(index)) } }
    return span
  }

  /// The limits of the horizontal axis: those chosen, the edges of the heatmap, or the span of the points that can be shown, with
  /// a margin.
  package var xRange: ClosedRange<Double> {
    x.usableLimits ?? heatmap.flatMap { Self.span(of: x.bands($0.x)) }
      ?? x.padded(span { span, point in if x.canShow(point.x), y.canShow(point.y) { span.add(point.x) } })
  }

  /// The limits of the vertical axis: those chosen, the edges of the heatmap, or the span of the points within the horizontal limits
  /// and of their error bars, with a margin.
  package var yRange: ClosedRange<Double> {
    if let limits = y.usableLimits ?? heatmap.flatMap({ Self.span(of: y.bands($0.y)) }) { return limits }
    let columns = xRange
    return y.padded(
      span { span, point in
        guard columns.contains(point.x), y.canShow(point.y) else { return }
        span.add(point.y)
        guard let error = point.error else { return }
        if y.canShow(point.y - error) { span.add(point.y - error) }
        if y.canShow(point.y + error) { span.add(point.y + error) }
      })
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
    var span = Span()
    for value in values where colours.canShow(value) { span.add(value) }
    return span.least < span.greatest ? span.least...span.greatest : colours.padded(span)
  }

  /// Where a number stands among the colours, from 0 to 255; those beyond the limits have the outermost colours. `nil` for a blank.
  package func level(of value: Double, in range: ClosedRange<Double>) -> UInt8? {
    AxisPosition(colours, range)(value).map { UInt8((min(max($0, 0), 1) * 255).rounded()) }
  }
}
