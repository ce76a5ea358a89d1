import Execution
import Foundation

/// A root of the saddle-point equations, evaluated on a finer rule than the one it was found with.
struct SaddlePoint {
  let evaluation: SaddlePointEquations.Evaluation
  /// The equations on the finer rule.
  let equations: SaddlePointEquations
  /// The largest |F(x) − x| of the coordinates.
  let residual: Double
  /// Evaluations of the equations it took.
  let evaluations: Int
  /// The largest change of q, r and q_d between the two rules.
  let quadratureError: Double
}

extension SaddlePointEquations {
  /// How much denser the nodes are where a solution is checked and corrected.
  private static let refinement = 1.4

  /// Iterates from `start` and corrects the result on a finer rule by one step of Newton's method.
  ///
  /// The difference between the rules is the estimate of the quadrature error; the result has the smaller error of the finer rule.
  func solve(from start: SIMD3<Double>, tolerance: Double, in work: Work) throws -> SaddlePoint {
    let map: (SIMD3<Double>) throws -> SIMD3<Double> = { x in
      try work.checkpoint()
      return self(x)
    }
    var problem = FixedPointProblem(map: map, start: start, tolerance: min(tolerance, 1e-6) / 4)
    var found = try problem.solve()
    var slope = try jacobian(of: map, at: found.point)
    var evaluations = found.evaluations + 4
    if found.isConverged, slope.determinantOfIdentityMinus < 0 {
      // A root that the iteration itself would leave: extrapolation jumped onto the unstable middle branch.
      problem.accelerationRadius = 0
      found = try problem.solve()
      slope = try jacobian(of: map, at: found.point)
      evaluations += found.evaluations + 4
    }
    let fine = refined(by: Self.refinement)
    let correction = slope.solveIdentityMinus(try fine.checked(found.point, work) - found.point)
    let isUsable = correction.largestMagnitude < 0.1
    let point = isUsable ? found.point + correction : found.point
    try work.checkpoint()
    let evaluation = fine.evaluate(at: OrderParameters(coordinates: point))
    let (before, after) = (OrderParameters(coordinates: found.point), evaluation.order)
    return SaddlePoint(
      evaluation: evaluation, equations: fine,
      residual: (evaluation.site.order.coordinates - point).largestMagnitude, evaluations: evaluations + 2,
      quadratureError: max(abs(before.q - after.q), abs(before.r - after.r), abs(before.qd - after.qd)))
  }

  private func checked(_ x: SIMD3<Double>, _ work: Work) throws -> SIMD3<Double> {
    try work.checkpoint()
    return self(x)
  }

  /// ∂F/∂x by forward differences: a step of 10⁻⁶ leaves 10⁻⁶, plenty for a correction of 10⁻⁸.
  private func jacobian(of map: (SIMD3<Double>) throws -> SIMD3<Double>, at x: SIMD3<Double>) throws -> Matrix3 {
    let h = 1e-6
    let value = try map(x)
    let columns = try (0..<3).map { index in
      var shifted = x
      shifted[index] += h
      return (try map(shifted) - value) / h
    }
    return Matrix3(columns[0], columns[1], columns[2])
  }
}

/// A 3 × 3 matrix by columns.
struct Matrix3 {
  let (a, b, c): (SIMD3<Double>, SIMD3<Double>, SIMD3<Double>)

  init(_ a: SIMD3<Double>, _ b: SIMD3<Double>, _ c: SIMD3<Double>) { (self.a, self.b, self.c) = (a, b, c) }

  private var identityMinus: Matrix3 { Matrix3(SIMD3(1, 0, 0) - a, SIMD3(0, 1, 0) - b, SIMD3(0, 0, 1) - c) }

  private var determinant: Double { (a * cross(b, c)).sum() }

  var determinantOfIdentityMinus: Double { identityMinus.determinant }

  /// The y of (1 − A) y = x, by Cramer's rule.
  func solveIdentityMinus(_ x: SIMD3<Double>) -> SIMD3<Double> {
    let m = identityMinus
    let numerators = SIMD3(
      Matrix3(x, m.b, m.c).determinant, Matrix3(m.a, x, m.c).determinant, Matrix3(m.a, m.b, x).determinant)
    return numerators / m.determinant
  }
}

private func cross(_ u: SIMD3<Double>, _ v: SIMD3<Double>) -> SIMD3<Double> {
  SIMD3(u.y * v.z - u.z * v.y, u.z * v.x - u.x * v.z, u.x * v.y - u.y * v.x)
}
