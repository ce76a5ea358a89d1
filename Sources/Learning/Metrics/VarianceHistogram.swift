/// How many of a layer's weights have which variance σ² = sech²(gain · θ), in bins of equal width over 0…1: decided ones are at 0,
/// those that may still turn at 1.
package struct VarianceHistogram: Sendable, Hashable, Codable {
  package static let binCount = 20

  package let counts: [Int]

  package init(of variances: [Float]) {
    var counts = Array(repeating: 0, count: Self.binCount)
    for variance in variances {
      let bin = Int(min(max(variance, 0), 1) * Float(Self.binCount))
      counts[min(bin, Self.binCount - 1)] += 1
    }
    self.counts = counts
  }

  package static var centers: [Double] { (0..<binCount).map { (Double($0) + 0.5) / Double(binCount) } }
}
