import Foundation
import SpecialFunctions

/// The one-site measure as a density of the field θ, m = tanh θ: exp[A m² + v m + βγ S(m)] ½ sech²θ dθ, on nodes symmetric about 0.
///
/// The nodes are equidistant in θ/h + K tanh θ: by h, or by 1/K in m where that is less.
struct FieldGrid {
  /// The nodes in ascending order.
  let nodes: [Double]
  /// h.
  let step: Double
  /// y = 1 − m and the exponent without v, the logarithm of the weight included, at the nodes.
  private let complements: [Double]
  private let exponents: [Double]
  private let truncation: Truncation

  /// More nodes than this on one side would serve only fields that no solution has; the estimate of the error says so where one has.
  private static let largestHalfCount = 20_000

  /// `largestField` bounds the |v| that will be asked for, `nodesPerMean` is K.
  init(
    curvature: Double, entropyWeight: Double, largestField: Double, resolution: Double,
    nodesPerMean: Double = 0
  ) {
    // In a field v, m leaves 1 at the θ where 2 v e^{−2θ} = 1; from there e^{−2θ} falls to what is left out.
    truncation = Truncation(resolution: resolution)
    let reach = 0.5 * (truncation.negligible + log1p(2 * largestField))
    let sharpest = (1 + entropyWeight + 2 * max(0, -curvature)).squareRoot()
    // Errors of e^{−2π d/h}, d = π/4 the half-width of the strip where e^{vm} stays small, and e^{−2π²/(h·sharpest)²}.
    let finest = min(0.16, 0.78 / sharpest) / resolution
    let step = max(finest, reach / Double(Self.largestHalfCount))
    let halfCount = Int((reach / step + nodesPerMean).rounded(.up))
    let positive = (1...halfCount).map { Self.node($0, step, nodesPerMean) }
    nodes = positive.reversed().map { -$0 } + [0] + positive
    self.step = step
    complements = nodes.map { 2 / (1 + exp(2 * $0)) }
    exponents = zip(nodes, complements).map { theta, y in
      Self.exponent(at: theta, curvature, entropyWeight) - log(1 / step + nodesPerMean * y * (2 - y))
    }
  }

  /// The θ > 0 with θ/h + K tanh θ = n, by Newton's method: the left side is concave, so that it converges from 0.
  private static func node(_ n: Int, _ step: Double, _ nodesPerMean: Double) -> Double {
    guard nodesPerMean > 0 else { return Double(n) * step }
    var theta = 0.0
    for _ in 0..<50 {
      let mean = tanh(theta)
      let change =
        (Double(n) - theta / step - nodesPerMean * mean) / (1 / step + nodesPerMean * (1 - mean * mean))
      theta += change
      if abs(change) < 1e-15 * theta { break }
    }
    return theta
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

  /// The sums in eight fields v ≥ 0.
  func sums(at v: Vector) -> SiteMeasure.Sums {
    complements.withUnsafeBufferPointer { complements in
      exponents.withUnsafeBufferPointer { exponents in
        var peak = Vector(repeating: -.greatestFiniteMagnitude)
        // The peak only has to be near the largest exponent: nodes are dense beside its width.
        for index in stride(from: 0, to: exponents.count, by: 4) {
          let value = Vector(repeating: exponents[index]).addingProduct(
            -v, Vector(repeating: complements[index]))
          peak.replace(with: value, where: value .> peak)
        }
        var sums = SiteMeasure.Sums()
        sums.peak = peak
        let threshold = -Vector(repeating: truncation.negligible)
        for index in exponents.indices {
          let y = Vector(repeating: complements[index])
          let exponent = (exponents[index] - peak).addingProduct(-v, y)
          guard any(exponent .> threshold) else { continue }
          sums.add(exponential(exponent), y)
        }
        return sums
      }
    }
  }

  /// The probabilities of the nodes in field v, given ln Z(v), times each weight, added to the densities in ascending order of θ.
  func addProbabilities(
    at v: Double, _ logPartition: Double, _ weights: [Double], to densities: inout [[Double]]
  ) {
    let magnitude = abs(v)
    let offset = magnitude - logPartition
    for index in exponents.indices {
      let exponent = exponents[index] - magnitude * complements[index] + offset
      guard exponent > -truncation.negligible else { continue }
      let probability = exp(exponent)
      let node = v < 0 ? nodes.count - 1 - index : index
      for k in densities.indices { densities[k][node] += weights[k] * probability }
    }
  }
}
