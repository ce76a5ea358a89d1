import Foundation
import SpecialFunctions

/// The Gauss–Legendre rule on [0, 1], in blocks of eight nodes.
struct GaussLegendre {
  let nodes: [Vector]
  let weights: [Vector]

  /// The rule with 8 · `blocks` nodes; those in daily use are made once.
  static func rule(blocks: Int) -> GaussLegendre {
    switch blocks {
    case 3: three
    case 4: four
    case 6: six
    default: GaussLegendre(blocks: blocks)
    }
  }

  private static let three = GaussLegendre(blocks: 3)
  private static let four = GaussLegendre(blocks: 4)
  private static let six = GaussLegendre(blocks: 6)

  /// The rule with 8 · `blocks` nodes, by Newton's method on the Legendre polynomial from Tricomi's asymptotic roots.
  init(blocks: Int) {
    let count = 8 * blocks
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
    self.nodes = packed(nodes, padding: 0)
    self.weights = packed(weights, padding: 0)
  }
}

/// The numbers in blocks of eight, the last one filled up.
func packed(_ numbers: [Double], padding: Double) -> [Vector] {
  stride(from: 0, to: numbers.count, by: 8).map { start in
    var block = Vector(repeating: padding)
    for lane in 0..<min(8, numbers.count - start) { block[lane] = numbers[start + lane] }
    return block
  }
}
