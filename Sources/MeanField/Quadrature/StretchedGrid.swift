import Foundation

/// A trapezoid rule in t for x = w sinh t: dense with spacing w h around 0, spacing h |x| far out.
///
/// The trapezoid rule converges exponentially for smooth functions that decay at both ends, and the stretching lets one rule
/// resolve a narrow feature at 0 inside a wide range (Trefethen and Weideman, SIAM Review 56, 385, 2014).
struct StretchedGrid {
  /// The scale w below which the spacing is uniform.
  let width: Double
  let step: Double
  let firstIndex: Int
  let count: Int

  /// More nodes than this would serve only points that an iteration strays to; the estimate of the error says so elsewhere.
  static let largestCount = 1 << 14

  /// The nodes that cover `range` with spacing at most `step` in t, or as many as there may be.
  init(covering range: ClosedRange<Double>, width: Double, step: Double) {
    let (low, high) = (asinh(range.lowerBound / width), asinh(range.upperBound / width))
    let step = max(step, (high - low) / Double(Self.largestCount))
    self.width = width
    self.step = step
    firstIndex = Int((low / step).rounded(.down))
    count = Int((high / step).rounded(.up)) - firstIndex + 1
  }

  /// Node and weight: Σ weight · f(node) ≈ ∫ f(x) dx.
  subscript(index: Int) -> (node: Double, weight: Double) {
    let t = Double(firstIndex + index) * step
    return (width * sinh(t), step * width * cosh(t))
  }
}
