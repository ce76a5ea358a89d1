import Foundation
import SpecialFunctions

/// The measure of one weight's mean m in a total field v: exp[A m² + v m + βγ S(m)] dm/2 on [−1, 1].
///
/// S(m) is the entropy of a binary weight of mean m. Near m = 1 the digits live in y = 1 − m, so that is what is averaged; v < 0 follows
/// by symmetry. Without S the integrals over the stretches of m that count are left to a Gauss–Legendre rule; with it, the
/// integrand has logarithms at ±1, and the variable is the field θ, m = tanh θ, where the trapezoid rule converges exponentially.
struct SiteMeasure {
  /// A = q̂_d − q̂/2.
  let curvature: Double
  /// βγ.
  let entropyWeight: Double
  private let rule: Rule

  private enum Rule {
    case means(GaussLegendre)
    case fields(FieldGrid)
  }

  /// Terms below e^{−37} of the largest are left out.
  static let negligible = 37.0

  /// Averages at one field v.
  struct Moments {
    /// ln Z(v).
    let logPartition: Double
    /// ⟨m⟩.
    let mean: Double
    /// 1 − ⟨m²⟩.
    let oneMinusSquare: Double
    /// ⟨m²⟩ − ⟨m⟩².
    let variance: Double
  }

  /// `largestField` bounds the |v| that will be asked for; `resolution` 1 aims at relative errors of 10⁻¹².
  init(
    curvature: Double, entropyWeight: Double, largestField: Double, legendre: GaussLegendre,
    resolution: Double
  ) {
    self.curvature = curvature
    self.entropyWeight = entropyWeight
    rule =
      entropyWeight == 0
      ? .means(legendre)
      : .fields(
        FieldGrid(
          curvature: curvature, entropyWeight: entropyWeight, largestField: largestField,
          resolution: resolution))
  }

  /// The averages in field v.
  func moments(at v: Double) -> Moments {
    var sums = Sums()
    let magnitude = abs(v)
    switch rule {
    case .means(let legendre): addMeans(magnitude, legendre, to: &sums)
    case .fields(let grid): grid.addTerms(at: magnitude, to: &sums)
    }
    let total = sums.mass.sum()
    let y = sums.first.sum() / total
    let square = sums.second.sum() / total
    return Moments(
      logPartition: magnitude + sums.peak + log(total), mean: v < 0 ? y - 1 : 1 - y,
      oneMinusSquare: 2 * y - square, variance: max(0, square - y * y))
  }

  /// Sums of weights e^{E − v − peak}, times y and y², over nodes.
  struct Sums {
    var peak = 0.0
    var mass = Vector()
    var first = Vector()
    var second = Vector()

    @inline(__always)
    mutating func add(_ weight: Vector, _ y: Vector) {
      let moment = weight * y
      mass += weight
      first += moment
      second += moment * y
    }
  }

  /// ∫ exp[A (1 − y)² − v y] dy/2 over 0 ≤ y ≤ 2, v ≥ 0, over the stretches where the integrand is not negligible.
  private func addMeans(_ v: Double, _ legendre: GaussLegendre, to sums: inout Sums) {
    let a = curvature
    let slope = v + 2 * a
    if a < 0, slope < 0 {
      // A peak inside, at m = v/(2|A|).
      let centre = -slope / (-2 * a)
      let reach = (Self.negligible / -a).squareRoot()
      sums.peak = a - slope * centre + a * centre * centre
      add(max(0, centre - reach)...min(2, centre + reach), v, legendre, to: &sums)
      return
    }
    // Largest at y = 0, where the exponent is A; from there it falls as −slope y + A y².
    sums.peak = a
    let discriminant = slope * slope - 4 * a * Self.negligible
    if a <= 0 {
      add(0...min(2, 2 * Self.negligible / (slope + discriminant.squareRoot())), v, legendre, to: &sums)
      return
    }
    // With A > 0 it falls to y = slope/(2A) and rises again to −2v at y = 2.
    let bottom = min(2, slope / (2 * a))
    let first =
      discriminant > 0 ? min(bottom, 2 * Self.negligible / (slope + discriminant.squareRoot())) : bottom
    add(0...first, v, legendre, to: &sums)
    let rest = Self.negligible - 2 * v
    guard bottom < 2, rest > 0 else { return }
    let backSlope = 2 * a - v
    let backDiscriminant = backSlope * backSlope - 4 * a * rest
    let last =
      backDiscriminant > 0
      ? min(2 - bottom, 2 * rest / (backSlope + backDiscriminant.squareRoot())) : 2 - bottom
    add(2 - last...2, v, legendre, to: &sums)
  }

  private func add(_ range: ClosedRange<Double>, _ v: Double, _ legendre: GaussLegendre, to sums: inout Sums)
  {
    let length = range.upperBound - range.lowerBound
    for index in legendre.nodes.indices {
      let y = range.lowerBound + length * legendre.nodes[index]
      let m = 1 - y
      let exponent: Vector = curvature * (m * m) - v * y
      sums.add(0.5 * length * legendre.weights[index] * exponential(exponent - sums.peak), y)
    }
  }
}
