/// `lower ... upper by step`: the numbers lower + k·step for k = 0, 1, …, count − 1.
package struct NumberRange: Sendable, Hashable {
  package let lower: Double
  package let upper: Double
  package let step: Double
  package let isClosed: Bool
  package let count: Int

  /// The largest number of elements; above it a range is an error and not an endless loop.
  package static let largestCount = 1e12

  /// k ≤ ⌊(upper − lower)/step + 1e-9⌋, so that 0.1 ... 2.0 by 0.1 holds 2.0 in spite of rounding; the end
  /// itself is left out when the range is half-open. `nil` when a bound is not finite, the step is 0 or there
  /// are too many elements.
  package init?(lower: Double, upper: Double, step: Double = 1, isClosed: Bool = true) {
    let steps = (upper - lower) / step
    guard lower.isFinite, upper.isFinite, step.isFinite, abs(steps) < Self.largestCount else { return nil }
    self.lower = lower
    self.upper = upper
    self.step = step
    self.isClosed = isClosed
    count =
      isClosed ? max(0, Int((steps + 1e-9).rounded(.down)) + 1) : max(0, Int((steps - 1e-9).rounded(.up)))
  }

  package subscript(index: Int) -> Double { lower + Double(index) * step }

  package var elements: [Double] { (0..<count).map { self[$0] } }
}
