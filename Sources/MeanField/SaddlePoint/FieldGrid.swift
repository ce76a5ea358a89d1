import Foundation
import SpecialFunctions

/// The one-site measure as a density of the field θ, m = tanh θ: exp[A m² + v m + βγ S(m)] ½ sech²θ dθ, on equidistant nodes.
struct FieldGrid {
  /// The nodes are the multiples of `step` from −`halfCount` to `halfCount`.
  let step: Double
  let halfCount: Int
  /// y = 1 − m and the exponent without v, the logarithm of the step included, at the nodes in ascending order.
  private let complements: [Vector]
  private let exponents: [Vector]

  /// More nodes than this would serve only fields that no solution has; the estimate of the error says so where one has.
  private static let largestHalfCount = 20_000

  /// `largestField` bounds the |v| that will be asked for.
  init(curvature: Double, entropyWeight: Double, largestField: Double, resolution: Double) {
    // In a field v, m leaves 1 at the θ where 2 v e^{−2θ} = 1; from there e^{−2θ} has 16 digits to fall.
    let reach = 18.5 + 0.5 * log1p(2 * largestField)
    let sharpest = (1 + entropyWeight + 2 * max(0, -curvature)).squareRoot()
    let finest = min(0.14, 0.55 / sharpest) / resolution
    let step = max(finest, reach / Double(Self.largestHalfCount))
    let halfCount = Int((reach / step).rounded(.up))
    (self.step, self.halfCount) = (step, halfCount)
    let nodes = (-halfCount...halfCount).map { Double($0) * step }
    let logStep = log(step)
    complements = packed(nodes.map { (theta: Double) -> Double in 2 / (1 + exp(2 * theta)) }, padding: 0)
    exponents = packed(
      nodes.map { Self.exponent(at: $0, curvature, entropyWeight) + logStep },
      padding: -.greatestFiniteMagnitude)
  }

  /// A m² + βγ S(m) + ln(½ sech²θ) at m = tanh θ.
  static func exponent(at theta: Double, _ curvature: Double, _ entropyWeight: Double) -> Double {
    let magnitude = abs(theta)
    // ln 2 cosh θ − |θ| and 1 − |m|, both accurate where they are small.
    let excess = log1p(exp(-2 * magnitude))
    let complement = 2 / (1 + exp(2 * magnitude))
    let m = 1 - complement
    let entropy = excess + magnitude * complement
    let logJacobian = log(2) - 2 * (magnitude + excess)
    return curvature * m * m + entropyWeight * entropy + logJacobian
  }

  @inline(__always)
  private func exponent(_ index: Int, _ v: Double) -> Vector { exponents[index] - v * complements[index] }

  /// The largest exponent in the field v ≥ 0, v itself left out, and the blocks of nodes that are not negligible beside it.
  private func window(at v: Double) -> (peak: Double, blocks: Range<Int>) {
    var highest = Vector(repeating: -.greatestFiniteMagnitude)
    for index in exponents.indices {
      let value = exponent(index, v)
      highest.replace(with: value, where: value .> highest)
    }
    let peak = highest.max()
    let threshold = Vector(repeating: peak - SiteMeasure.negligible)
    let first = exponents.indices.first { any(exponent($0, v) .> threshold) } ?? 0
    let last = exponents.indices.last { any(exponent($0, v) .> threshold) } ?? 0
    return (peak, first..<last + 1)
  }

  func addTerms(at v: Double, to sums: inout SiteMeasure.Sums) {
    let (peak, window) = window(at: v)
    sums.peak = peak
    for index in window { sums.add(exponential(exponent(index, v) - peak), complements[index]) }
  }

  /// The probabilities of the nodes in field v, each times `weight`, added to `probabilities` in ascending order of θ.
  func addProbabilities(at v: Double, weight: Double, to probabilities: inout [Double]) {
    let magnitude = abs(v)
    let (peak, window) = window(at: magnitude)
    var mass = Vector()
    for index in window { mass += exponential(exponent(index, magnitude) - peak) }
    let scale = weight / mass.sum()
    for index in window {
      let values = exponential(exponent(index, magnitude) - peak)
      for lane in 0..<8 where 8 * index + lane < probabilities.count {
        let node = 8 * index + lane
        probabilities[v < 0 ? probabilities.count - 1 - node : node] += scale * values[lane]
      }
    }
  }
}
