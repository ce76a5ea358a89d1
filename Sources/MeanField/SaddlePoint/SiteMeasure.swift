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
  private let truncation: Truncation

  private enum Rule {
    case means(GaussLegendre)
    case fields(FieldGrid)
  }

  /// Averages at eight fields v.
  struct Moments {
    /// ln Z(v).
    let logPartition: Vector
    /// ⟨m⟩.
    let mean: Vector
    /// 1 − ⟨m²⟩.
    let oneMinusSquare: Vector
    /// ⟨m²⟩ − ⟨m⟩².
    let variance: Vector
  }

  /// `largestField` bounds the |v| that will be asked for; `resolution` 1 aims at relative errors of 10⁻¹².
  init(
    curvature: Double, entropyWeight: Double, largestField: Double, legendre: GaussLegendre,
    resolution: Double
  ) {
    truncation = Truncation(resolution: resolution)
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

  /// The averages in eight fields.
  func moments(at v: Vector) -> Moments {
    let isNegative = v .< 0
    let magnitude = v.replacing(with: -v, where: isNegative)
    let sums =
      switch rule {
      case .means(let legendre): meanSums(magnitude, legendre)
      case .fields(let grid): grid.sums(at: magnitude)
      }
    let inverse = 1 / sums.mass
    let y = sums.first * inverse
    let square = sums.second * inverse
    let variance = square - y * y
    return Moments(
      logPartition: magnitude + sums.peak + logarithm(sums.mass),
      // At v = 0 it is 0 by symmetry.
      mean: (1 - y).replacing(with: y - 1, where: isNegative).replacing(with: 0, where: v .== 0),
      oneMinusSquare: 2 * y - square,
      variance: variance.replacing(with: 0, where: variance .< 0))
  }

  /// Sums of weights e^{E − v − peak}, times y and y², over nodes.
  struct Sums {
    var peak = Vector()
    var mass = Vector()
    var first = Vector()
    var second = Vector()

    @inline(__always)
    mutating func add(_ weight: Vector, _ y: Vector) {
      let moment = weight * y
      mass += weight
      first += moment
      second.addProduct(moment, y)
    }
  }

  /// ∫ exp[A (1 − y)² − v y] dy/2 over 0 ≤ y ≤ 2, v ≥ 0, over the stretches where the integrand is not negligible.
  private func meanSums(_ v: Vector, _ legendre: GaussLegendre) -> Sums {
    let a = curvature
    var sums = Sums()
    let slope = v + 2 * a
    /// How far an exponent that starts with slope −`slope` and curvature `a` takes to fall by `drop`, at most `limit`.
    func length(_ slope: Vector, drop: Vector, limit: Vector) -> Vector {
      let discriminant = slope * slope - 4 * a * drop
      let root = discriminant.replacing(with: 0, where: discriminant .< 0).squareRoot()
      let length = 2 * drop / (slope + root)
      return length.replacing(with: limit, where: (discriminant .<= 0) .| (length .> limit))
    }
    let negligible = Vector(repeating: truncation.negligible)
    guard a > 0 else {
      // Largest at y = 0, where the exponent is A, or with a peak inside, at m = v/(2|A|).
      let isInside = slope .< 0
      let centre = Vector().replacing(with: slope / (2 * a), where: isInside)
      let reach = Vector(repeating: a < 0 ? (truncation.negligible / -a).squareRoot() : 2)
      sums.peak = a + (a * centre - slope) * centre
      let fall = length(slope, drop: negligible, limit: Vector(repeating: 2))
      let high = fall.replacing(with: centre + reach, where: isInside)
      add(centre, high.clamped(lowerBound: centre, upperBound: Vector(repeating: 2)), v, legendre, to: &sums)
      if any(isInside) {
        let low = (centre - reach).clamped(lowerBound: Vector(), upperBound: centre)
        add(low, centre, v, legendre, to: &sums)
      }
      return sums
    }
    // Largest at y = 0; the exponent falls to y = slope/(2A) and rises again to −2v at y = 2.
    sums.peak = Vector(repeating: a)
    let bottom = (slope / (2 * a)).clamped(lowerBound: Vector(), upperBound: Vector(repeating: 2))
    add(Vector(), length(slope, drop: negligible, limit: bottom), v, legendre, to: &sums)
    let rest = negligible - 2 * v
    let returns = (bottom .< 2) .& (rest .> 0)
    guard any(returns) else { return sums }
    let last = Vector().replacing(with: length(2 * a - v, drop: rest, limit: 2 - bottom), where: returns)
    add(2 - last, Vector(repeating: 2), v, legendre, to: &sums)
    return sums
  }

  @inline(__always)
  private func add(
    _ low: Vector, _ high: Vector, _ v: Vector, _ legendre: GaussLegendre, to sums: inout Sums
  ) {
    let length = high - low
    var stretch = Sums()
    // A (1 − y)² − v y − peak as a polynomial in y.
    let constant = curvature - sums.peak
    let slope = -2 * curvature - v
    for (node, weight) in zip(legendre.nodes, legendre.weights) {
      let y = low.addingProduct(length, Vector(repeating: node))
      let exponent = constant.addingProduct(slope.addingProduct(y, Vector(repeating: curvature)), y)
      stretch.add(0.5 * weight * exponential(exponent), y)
    }
    sums.mass.addProduct(stretch.mass, length)
    sums.first.addProduct(stretch.first, length)
    sums.second.addProduct(stretch.second, length)
  }
}
