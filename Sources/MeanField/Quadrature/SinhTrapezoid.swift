import Foundation
import SpecialFunctions

/// A trapezoid rule in t for x = w sinh t: dense with spacing w h around 0, spacing h |x| far out.
///
/// The trapezoid rule converges exponentially for smooth functions that decay at both ends, and the stretching lets one rule
/// resolve a narrow feature at 0 inside a wide range (Trefethen and Weideman, SIAM Review 56, 385, 2014).
struct SinhTrapezoid {
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

  /// From the first to the last node: the range to cover, and up to a step more.
  var range: ClosedRange<Double> {
    width * sinh(Double(firstIndex) * step)...width * sinh(Double(firstIndex + count - 1) * step)
  }

  /// Eight nodes and their weights, from the given place on: Σ weight · f(node) ≈ ∫ f(x) dx. Beyond the last node the weights
  /// are 0.
  func block(at first: Int) -> (nodes: Vector, weights: Vector) {
    let places = Double(first) + Vector(0, 1, 2, 3, 4, 5, 6, 7)
    let t = step * (Double(firstIndex) + places)
    let (growing, falling) = (exponential(t), exponential(-t))
    let weights = 0.5 * width * step * (growing + falling)
    return (0.5 * width * (growing - falling), weights.replacing(with: 0, where: places .>= Double(count)))
  }
}
