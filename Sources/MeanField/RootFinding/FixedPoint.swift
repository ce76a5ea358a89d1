/// A fixed point of a smooth map of three numbers, x = F(x), by Anderson acceleration.
///
/// From the last few differences of x and of the residual f = F(x) − x the method extrapolates to where f vanishes on their
/// span; with three differences it is a secant method (Walker and Ni, SIAM J. Numer. Anal. 49, 1715, 2011).
struct FixedPointProblem {
  let map: (SIMD3<Double>) throws -> SIMD3<Double>
  let start: SIMD3<Double>
  /// Converged where |F(x) − x| is below this in every coordinate.
  let tolerance: Double
  /// Whether a point is near enough to what is looked for; iteration then ends, converged or not.
  var isEnough: (_ x: SIMD3<Double>, _ change: SIMD3<Double>) -> Bool = { _, _ in false }
  /// Evaluations of F at most.
  var limit = 1000
  /// Acceleration sets in once the residual is below this, or below three times this where it shrinks quickly: far from the root
  /// the map is not nearly linear, and plain steps go straight to it — unless they swing to and fro, when it stands between them.
  /// 0 for plain iteration throughout.
  var accelerationRadius = Self.accelerationRadius
  static let accelerationRadius = 0.1
}

struct FixedPointResult {
  let point: SIMD3<Double>
  /// F at that point.
  let image: SIMD3<Double>
  let residual: Double
  var evaluations: Int
  let isConverged: Bool
  /// Where the residual was small and grew again, if it did: close to the end of a branch the iteration may have missed its root.
  var passed: SIMD3<Double>?

  /// F(x) − x.
  var change: SIMD3<Double> { image - point }
}

extension FixedPointProblem {
  /// The length of an accelerated step near the root, in plain ones: a much longer one could reach another branch.
  private static let longestReach = 2.5
  /// Evaluations after which acceleration is given up: where a branch has just ended, it keeps returning to where its root
  /// was, and plain iteration passes.
  private static let patience = 150

  /// A residual that is small for a point which is not near a root.
  private static let passing = 0.02

  func solve() throws -> FixedPointResult {
    var x = start
    var history: [(x: SIMD3<Double>, f: SIMD3<Double>)] = []
    var best = FixedPointResult(
      point: start, image: start, residual: .infinity, evaluations: 0, isConverged: false)
    var smallest = (residual: Double.infinity, point: start)
    var passed: SIMD3<Double>?
    for evaluation in 1...limit {
      let f = try map(x) - x
      let residual = f.largestMagnitude
      guard residual.isFinite else { break }
      if residual < smallest.residual {
        smallest = (residual, x)
      } else if smallest.residual < Self.passing, residual > 4 * smallest.residual {
        passed = smallest.point
        smallest = (residual, x)
      }
      let previous = history.last?.f.largestMagnitude
      let swings = history.last.map { ($0.f * f).sum() < 0 } ?? false
      if residual < best.residual {
        best = FixedPointResult(
          point: x, image: x + f, residual: residual, evaluations: evaluation,
          isConverged: residual < tolerance)
        best.passed = passed
        if best.isConverged || isEnough(x, f) { return best }
      } else if let last = history.last, residual > last.f.largestMagnitude {
        // The extrapolation went astray: forget where it came from, but for the point on the other side of the root.
        history = swings ? [last] : []
      }
      history.append((x, f))
      if history.count > 4 { history.removeFirst() }
      let shrinks = previous.map { residual < 0.7 * $0 } ?? false
      let isNear = residual < accelerationRadius * (shrinks ? 3 : 1)
      if accelerationRadius > 0, isNear || swings, evaluation < Self.patience {
        let step = Self.acceleratedStep(history)
        let reach = residual * (isNear ? Self.longestReach : 1)
        x += step * min(1, reach / step.largestMagnitude)
      } else {
        x += f
      }
    }
    best.evaluations = limit
    return best
  }

  /// The step from the newest point to the image of the combination of points whose residual is smallest.
  private static func acceleratedStep(_ history: [(x: SIMD3<Double>, f: SIMD3<Double>)]) -> SIMD3<Double> {
    guard let newest = history.last else { return .zero }
    let differences = zip(history.dropFirst(), history).map { (dx: $0.x - $1.x, df: $0.f - $1.f) }
    // Least squares by modified Gram–Schmidt, newest difference first; directions the others span already are left out.
    var residual = newest.f
    var step = newest.f
    var basis: [(q: SIMD3<Double>, image: SIMD3<Double>)] = []
    for difference in differences.reversed() {
      var q = difference.df
      var image = difference.dx + difference.df
      for other in basis {
        let projection = (other.q * q).sum()
        q -= projection * other.q
        image -= projection * other.image
      }
      let norm = (q * q).sum().squareRoot()
      guard norm > 1e-8 * (difference.df * difference.df).sum().squareRoot() else { continue }
      q /= norm
      image /= norm
      let projection = (q * residual).sum()
      residual -= projection * q
      step -= projection * image
      basis.append((q, image))
    }
    return step
  }
}

extension SIMD3<Double> {
  var largestMagnitude: Double { Swift.max(abs(x), abs(y), abs(z)) }
}
