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

  /// The nodes that cover `range` with spacing at most `step` in t.
  init(covering range: ClosedRange<Double>, width: Double, step: Double) {
    self.width = width
    self.step = step
    firstIndex = Int((asinh(range.lowerBound / width) / step).rounded(.down))
    count = Int((asinh(range.upperBound / width) / step).rounded(.up)) - firstIndex + 1
  }

  /// Node and weight: Σ weight · f(node) ≈ ∫ f(x) dx.
  subscript(index: Int) -> (node: Double, weight: Double) {
    let t = Double(firstIndex + index) * step
    return (width * sinh(t), step * width * cosh(t))
  }
}
