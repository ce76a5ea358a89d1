import Execution

/// What a reduction makes of many numbers.
package enum Reduction: String, Sendable, Hashable, CaseIterable {
  case sum, mean, std, min, max, argmin, argmax, norm

  /// The reduction of `count` numbers, the k-th of them `element(k)`; throws `TensorError.empty` where it
  /// needs one, or `Interruption`.
  ///
  /// `std` is the population's, √(Σ(x − x̄)²/n); `norm` is Euclidean; extremes give `nan` (its index) where there is one, and
  /// `argmin` and `argmax` the first of equals.
  @inline(__always)
  func callAsFunction(count: Int, in work: Work, _ element: (Int) -> Double) throws -> Double {
    guard count > 0 || self == .sum || self == .norm else { throw TensorError.empty(operation: rawValue) }
    switch self {
    case .sum: return try pairwiseSum(0, count, work, element)
    case .mean: return try pairwiseSum(0, count, work, element) / Double(count)
    case .std:
      let mean = try pairwiseSum(0, count, work, element) / Double(count)
      let squares = try pairwiseSum(0, count, work) { index in
        let deviation = element(index) - mean
        return deviation * deviation
      }
      return (squares / Double(count)).squareRoot()
    case .min: return element(try firstExtreme(count, work, element) { $0 < $1 })
    case .max: return element(try firstExtreme(count, work, element) { $0 > $1 })
    case .argmin: return Double(try firstExtreme(count, work, element) { $0 < $1 })
    case .argmax: return Double(try firstExtreme(count, work, element) { $0 > $1 })
    case .norm:
      // Scaled, so that the squares neither overflow nor vanish.
      guard count > 0 else { return 0 }
      let scale = abs(element(try firstExtreme(count, work, { abs(element($0)) }) { $0 > $1 }))
      guard scale > 0, scale.isFinite else { return scale }
      let squares = try pairwiseSum(0, count, work) { index in
        let ratio = element(index) / scale
        return ratio * ratio
      }
      return scale * squares.squareRoot()
    }
  }
}

/// The index of the first element no other precedes; of the first `nan` where there is one.
@inline(__always)
private func firstExtreme(
  _ count: Int, _ work: Work, _ element: (Int) -> Double, _ precedes: (Double, Double) -> Bool
) throws -> Int {
  var best = 0
  var value = element(0)
  try work.blocks(in: count) { block in
    for index in block where !value.isNaN {
      let candidate = element(index)
      if candidate.isNaN || precedes(candidate, value) { (best, value) = (index, candidate) }
    }
  }
  return best
}

/// `Σ element(k)` for k from `start` to `end − 1`, halving down to runs of 128: the rounding error grows as
/// log n, not as n, at the cost of a plain loop (Higham, "Accuracy and Stability of Numerical Algorithms", §
/// 4.1).
private func pairwiseSum(_ start: Int, _ end: Int, _ work: Work, _ element: (Int) -> Double) throws -> Double
{
  guard end - start > 128 else {
    var sums = SIMD8<Double>.zero
    var index = start
    while index + 8 <= end {
      for lane in 0..<8 { sums[lane] += element(index + lane) }
      index += 8
    }
    var sum = sums.sum()
    while index < end {
      sum += element(index)
      index += 1
    }
    return sum
  }
  try work.checkpoint()
  let middle = start + (end - start) / 2
  return try pairwiseSum(start, middle, work, element) + pairwiseSum(middle, end, work, element)
}

extension Tensor<Double> {
  /// The reduction of all elements; throws `TensorError.empty` or `Interruption`.
  package func reduced(_ reduction: Reduction, in work: Work = .alone) throws -> Double {
    try reduction(count: elements.count, in: work) { elements[$0] }
  }

  /// The reduction along one axis (−1 is the last), which the result lacks; throws
  /// `TensorError.axisOutOfRange`, `.empty` or `Interruption`.
  package func reduced(_ reduction: Reduction, axis: Int, in work: Work = .alone) throws -> Tensor {
    let axis = try shape.axis(axis)
    let (outer, extent, inner) = shape.split(at: axis)
    var results: [Double] = []
    results.reserveCapacity(outer * inner)
    for start in 0..<outer {
      for offset in 0..<inner {
        let first = start * extent * inner + offset
        results.append(try reduction(count: extent, in: work) { elements[first + $0 * inner] })
      }
    }
    var extents = shape.extents
    extents.remove(at: axis)
    return Tensor(shape: Shape(extents), elements: results)
  }
}
