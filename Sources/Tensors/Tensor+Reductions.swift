/// What a reduction makes of many numbers.
package enum Reduction: String, Sendable, Hashable, CaseIterable {
  case sum, mean, std, min, max, argmax, norm

  /// The reduction of `count` numbers, the k-th of them `element(k)`; throws `TensorError.empty` where it needs one.
  ///
  /// `std` is the population's, √(Σ(x − x̄)²/n); `norm` is Euclidean; `min`, `max` and `argmax` give `nan` (its index) where there
  /// is one, and `argmax` the first of equals.
  @inline(__always)
  func callAsFunction(count: Int, _ element: (Int) -> Double) throws(TensorError) -> Double {
    guard count > 0 || self == .sum || self == .norm else { throw .empty(operation: rawValue) }
    switch self {
    case .sum: return pairwiseSum(0, count, element)
    case .mean: return pairwiseSum(0, count, element) / Double(count)
    case .std:
      let mean = pairwiseSum(0, count, element) / Double(count)
      let squares = pairwiseSum(0, count) { index in
        let deviation = element(index) - mean
        return deviation * deviation
      }
      return (squares / Double(count)).squareRoot()
    case .min: return element(firstExtreme(count, element) { $0 < $1 })
    case .max: return element(firstExtreme(count, element) { $0 > $1 })
    case .argmax: return Double(firstExtreme(count, element) { $0 > $1 })
    case .norm:
      // Scaled, so that the squares neither overflow nor vanish.
      guard count > 0 else { return 0 }
      let scale = abs(element(firstExtreme(count, { abs(element($0)) }) { $0 > $1 }))
      guard scale > 0, scale.isFinite else { return scale }
      let squares = pairwiseSum(0, count) { index in
        let ratio = element(index) / scale
        return ratio * ratio
      }
      return scale * squares.squareRoot()
    }
  }
}

/// The index of the first element no other precedes; of the first `nan` where there is one.
@inline(__always)
private func firstExtreme(_ count: Int, _ element: (Int) -> Double, _ precedes: (Double, Double) -> Bool)
  -> Int
{
  var best = 0
  var value = element(0)
  for index in 1..<Swift.max(count, 1) {
    if value.isNaN { return best }
    let candidate = element(index)
    if candidate.isNaN || precedes(candidate, value) { (best, value) = (index, candidate) }
  }
  return best
}

/// `Σ element(k)` for k from `start` to `end − 1`, halving down to runs of 128: the rounding error grows as log n, not as n, at the
/// cost of a plain loop (Higham, "Accuracy and Stability of Numerical Algorithms", § 4.1).
private func pairwiseSum(_ start: Int, _ end: Int, _ element: (Int) -> Double) -> Double {
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
  let middle = start + (end - start) / 2
  return pairwiseSum(start, middle, element) + pairwiseSum(middle, end, element)
}

extension Tensor<Double> {
  /// The reduction of all elements; throws `TensorError.empty`.
  package func reduced(_ reduction: Reduction) throws(TensorError) -> Double {
    try reduction(count: elements.count) { elements[$0] }
  }

  /// The reduction along one axis (−1 is the last), which the result lacks; throws `TensorError.axisOutOfRange` or `.empty`.
  package func reduced(_ reduction: Reduction, axis: Int) throws(TensorError) -> Tensor {
    let axis = try shape.axis(axis)
    let (outer, extent, inner) = shape.split(at: axis)
    var results: [Double] = []
    results.reserveCapacity(outer * inner)
    for start in 0..<outer {
      for offset in 0..<inner {
        let first = start * extent * inner + offset
        results.append(try reduction(count: extent) { elements[first + $0 * inner] })
      }
    }
    var extents = shape.extents
    extents.remove(at: axis)
    return Tensor(shape: Shape(extents), elements: results)
  }
}
