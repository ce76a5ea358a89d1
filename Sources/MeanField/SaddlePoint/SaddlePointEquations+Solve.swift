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
  var evaluations: Int
  /// The largest change of q, r and q_d between the two rules.
  let quadratureError: Double
}

extension SaddlePointEquations {
  /// How much denser the nodes are where a solution is checked and corrected.
  private static let refinement = 1.4
  /// Where iteration hands over to Newton's method, which squares this.
  private static let handover = 1e-6
  /// Rules denser than this are not tried.
  private static let finestResolution = 4.0

  /// Iterates from `start`, without acceleration if the accelerated iteration went to a root that it would itself leave.
  func iterate(
    from start: SIMD3<Double>, tolerance: Double = handover, in work: Work
  ) throws -> FixedPointResult {
    try FixedPointProblem(map: { try evaluated($0, work) }, start: start, tolerance: tolerance).solve()
  }

  /// Iterates from `start` and finishes with Newton's method on finer rules.
  func solve(from start: SIMD3<Double>, tolerance: Double, in work: Work) throws -> SaddlePoint {
    var found = try iterate(from: start, in: work)
    var slope = try jacobian(at: found, in: work)
    var evaluations = found.evaluations + 3
    if found.isConverged, slope.determinantOfIdentityMinus < 0 {
      // Extrapolation jumped onto the unstable middle branch, which plain iteration leaves.
      let plain = FixedPointProblem(
        map: { try evaluated($0, work) }, start: start, tolerance: Self.handover, accelerationRadius: 0)
      found = try plain.solve()
      slope = try jacobian(at: found, in: work)
      evaluations += found.evaluations + 3
    }
    return try refined(found, slope, evaluations: evaluations, tolerance: tolerance, in: work)
  }

  /// Newton's method from a point near a root of any kind, also of one that iteration would leave.
  func polish(_ point: SIMD3<Double>, tolerance: Double, in work: Work) throws -> SaddlePoint {
    var x = point
    var evaluations = 0
    while true {
      let image = try evaluated(x, work)
      let residual = (image - x).largestMagnitude
      let isConverged = residual < Self.handover
      let found = FixedPointResult(
        point: x, image: image, residual: residual, evaluations: evaluations, isConverged: isConverged)
      let slope = try jacobian(at: found, in: work)
      evaluations += 4
      if isConverged || evaluations > 40 {
        return try refined(found, slope, evaluations: evaluations, tolerance: tolerance, in: work)
      }
      let step = slope.solveIdentityMinus(image - x)
      x += step * min(1, 0.5 / step.largestMagnitude)
    }
  }

  /// The root on finer rules, by Newton's method with the slope at hand.
  ///
  /// The difference that the finer rules make is the estimate of the quadrature error; the result has the smaller error of these.
  private func refined(
    _ found: FixedPointResult, _ slope: Matrix3, evaluations: Int, tolerance: Double, in work: Work
  ) throws -> SaddlePoint {
    let coarse = found.point + slope.solveIdentityMinus(found.image - found.point)
    let fine = refined(by: Self.refinement)
    var (point, evaluation, residual) = try fine.measured(found.point, work)
    var steps = 1
    while found.isConverged, steps < 6, steps == 1 || residual > tolerance / 4 {
      let next = try fine.measured(
        point + slope.solveIdentityMinus(evaluation.site.order.coordinates - point), work)
      steps += 1
      guard next.residual < residual else { break }
      (point, evaluation, residual) = next
    }
    let (before, after) = (OrderParameters(coordinates: coarse), evaluation.order)
    let error = max(abs(before.q - after.q), abs(before.r - after.r), abs(before.qd - after.qd))
    if found.isConverged, error > tolerance, fine.resolution < Self.finestResolution {
      // Near the end of a branch small errors of a rule move its root far.
      var root = try fine.polish(point, tolerance: tolerance, in: work)
      root.evaluations += evaluations + steps
      return root
    }
    return SaddlePoint(
      evaluation: evaluation, equations: fine, residual: residual, evaluations: evaluations + steps,
      quadratureError: error)
  }

  private func evaluated(_ x: SIMD3<Double>, _ work: Work) throws -> SIMD3<Double> {
    try work.checkpoint()
    return self(x)
  }

  private func measured(
    _ x: SIMD3<Double>, _ work: Work
  ) throws -> (point: SIMD3<Double>, evaluation: Evaluation, residual: Double) {
    try work.checkpoint()
    let evaluation = evaluate(at: OrderParameters(coordinates: x))
    return (x, evaluation, (evaluation.site.order.coordinates - x).largestMagnitude)
  }

  /// ∂F/∂x by forward differences; their error of 10⁻⁶ makes a Newton step from 10⁻⁶ exact to 10⁻¹².
  private func jacobian(at root: FixedPointResult, in work: Work) throws -> Matrix3 {
    let h = 1e-6
    let columns = try (0..<3).map { index in
      var shifted = root.point
      shifted[index] += h
      return (try evaluated(shifted, work) - root.image) / h
    }
    return Matrix3(columns[0], columns[1], columns[2])
  }
}
