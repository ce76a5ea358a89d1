import Foundation

/// Where numbers stand along an axis: 0 at its left or lower end, 1 at its right or upper.
package struct AxisPosition: Sendable {
  package let axis: Figure.Axis
  private let start: Double
  private let end: Double

  package init(_ axis: Figure.Axis, _ range: ClosedRange<Double>) {
    self.axis = axis
    start = Self.measure(axis.isReversed ? range.upperBound : range.lowerBound, axis.scale)
    end = Self.measure(axis.isReversed ? range.lowerBound : range.upperBound, axis.scale)
  }

  /// `nil` for a number that the axis cannot show; outside 0 ... 1 beyond the limits.
  package func callAsFunction(_ value: Double) -> Double? {
    guard axis.canShow(value), end != start else { return nil }
    // So far out, a line to the point leaves the panel where it would anyway.
    return min(max((Self.measure(value, axis.scale) - start) / (end - start), -1e9), 1e9)
  }

  /// Halves, because the difference of two finite numbers may overflow.
  private static func measure(_ value: Double, _ scale: Figure.Axis.Scale) -> Double {
    scale == .linear ? value / 2 : log10(value)
  }
}
