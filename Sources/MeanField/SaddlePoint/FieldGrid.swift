import Foundation
import SpecialFunctions

/// The one-site measure as a density of the field θ, m = tanh θ: exp[A m² + v m + βγ S(m)] ½ sech²θ dθ, on equidistant nodes.
struct FieldGrid {
  /// The nodes are the multiples of `step` from −`halfCount` to `halfCount`.
  let step: Double
  let halfCount: Int
  /// y = 1 − m and the exponent without v, the logarithm of the step included, at the nodes in ascending order.
  private let complements: [Double]
  private let exponents: [Double]

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
    complements = nodes.map { 2 / (1 + exp(2 * $0)) }
    exponents = nodes.map { Self.exponent(at: $0, curvature, entropyWeight) + logStep }
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
        for index in exponents.indices {
          let value = Vector(repeating: exponents[index]).addingProduct(
            -v, Vector(repeating: complements[index]))
          peak.replace(with: value, where: value .> peak)
        }
        var sums = SiteMeasure.Sums()
        sums.peak = peak
        let threshold = -Vector(repeating: SiteMeasure.negligible)
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
      guard exponent > -SiteMeasure.negligible else { continue }
      let probability = exp(exponent)
      let node = v < 0 ? 2 * halfCount - index : index
      for k in densities.indices { densities[k][node] += weights[k] * probability }
    }
  }
}
