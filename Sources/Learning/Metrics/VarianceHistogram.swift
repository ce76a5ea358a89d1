/// How many of a layer's weights have which variance σ² = sech²(gain · θ), in bins of equal width over 0…1: decided ones are at 0,
/// those that may still turn at 1.
package struct VarianceHistogram: Sendable, Hashable {
  package static let binCount = 20

  package let counts: [Int]

  package init(of variances: [Float]) {
    var counts = Array(repeating: 0, count: Self.binCount)
    for variance in variances {
      // Comparisons first: what is no number must not become an index.
      let bin = variance >= 1 ? Self.binCount - 1 : variance > 0 ? Int(variance * Float(Self.binCount)) : 0
      counts[bin] += 1
    }
    self.counts = counts
  }

  /// Throws `LearningError.invalid` for counts that are none.
  package init(counts: [Int]) throws(LearningError) {
    let isFine = counts.count == Self.binCount && counts.allSatisfy { (0...1 << 53).contains($0) }
    try require(isFine, "expected \(Self.binCount) numbers of weights, found \(counts)")
    self.counts = counts
  }

  package static var centers: [Double] { (0..<binCount).map { (Double($0) + 0.5) / Double(binCount) } }
}
