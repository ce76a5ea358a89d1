import Foundation

/// The Gauss–Legendre rule on [0, 1].
struct GaussLegendre {
  let nodes: [Double]
  let weights: [Double]

  /// The rule with `count` nodes; those in daily use are made once.
  static func rule(_ count: Int) -> GaussLegendre {
    count < common.count ? common[count] : GaussLegendre(count)
  }

  private static let common = (0...64).map { GaussLegendre(max(2, $0)) }

  /// The rule with `count` nodes, at least 2, by Newton's method on the Legendre polynomial from Tricomi's asymptotic roots.
  init(_ count: Int) {
    var nodes = [Double](repeating: 0, count: count)
    var weights = nodes
    for index in 0..<count {
      var x = cos(Double.pi * (Double(index) + 0.75) / (Double(count) + 0.5))
      var slope = 1.0
      for _ in 0..<10 {
        var (previous, current) = (1.0, x)
        for degree in 2...count {
          let n = Double(degree)
          (previous, current) = (current, ((2 * n - 1) * x * current - (n - 1) * previous) / n)
        }
        slope = Double(count) * (x * current - previous) / (x * x - 1)
        let step = current / slope
        x -= step
        if abs(step) < 1e-16 { break }
      }
      nodes[count - 1 - index] = (1 + x) / 2
      weights[count - 1 - index] = 1 / ((1 - x * x) * slope * slope)
    }
    self.nodes = nodes
    self.weights = weights
  }
}
