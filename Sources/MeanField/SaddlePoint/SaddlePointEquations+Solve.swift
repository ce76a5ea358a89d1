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

  var freeEntropy: Double { equations.freeEntropy(of: evaluation) }
  var replicon: Double { equations.replicon(of: evaluation) }

  /// The same root with another account of the same prior.
  func replacing(prior: FieldDensity) -> SaddlePoint {
    SaddlePoint(
      evaluation: evaluation, equations: equations.replacing(prior: prior), residual: residual,
      evaluations: evaluations, quadratureError: quadratureError)
  }
}

extension SaddlePointEquations {
  /// How dense the nodes are, beside those of the equations themselves, far from a root and while it is looked for.
  private static let (approach, search) = (0.5, 0.7)
  /// How much denser they are where a root is checked and corrected.
  private static let refinement = 1.4
  /// The residual down to which iteration is content with the former: so far from a root not even leading digits matter.
  private static let vicinity = 0.5
  /// Where iteration hands over to Newton's method, which squares this.
  private static let handover = 1e-5
  private static let largestCorrectionCount = 6
  /// Rules denser than this are not tried.
  private static let finestResolution = 4.0

  /// Iterates from `start` to a root, on coarse rules and to within the handover, or until `isEnough` says so of a point.
  func iterate(
    from start: SIMD3<Double>, until isEnough: @escaping (SIMD3<Double>) -> Bool = { _ in false },
    accelerationRadius: Double = FixedPointProblem.accelerationRadius, in work: Work
  ) throws -> FixedPointResult {
    let (far, near) = (refined(by: Self.approach), refined(by: Self.search))
    let approach = try FixedPointProblem(
      map: { try far.evaluated($0, work) }, start: start, tolerance: Self.vicinity
    ).solve()
    var found = try FixedPointProblem(
      map: { try near.evaluated($0, work) }, start: approach.image, tolerance: Self.handover,
      isEnough: isEnough, accelerationRadius: accelerationRadius
    ).solve()
    found.evaluations += approach.evaluations
    return found
  }

  /// Iterates from `start` on coarse rules and finishes with Newton's method on finer ones.
  func solve(from start: SIMD3<Double>, tolerance: Double, in work: Work) throws -> SaddlePoint {
    let coarse = refined(by: Self.search)
    var found = try iterate(from: start, in: work)
    var slope = try coarse.jacobian(at: found, in: work)
    var evaluations = found.evaluations + 3
    if let passed = found.passed, let missed = try root(at: passed, tolerance: tolerance, in: work) {
      return missed
    }
    if found.isConverged, slope.determinantOfIdentityMinus < 0 {
      // Extrapolation jumped onto the unstable middle branch, which plain iteration leaves.
      found = try iterate(from: start, accelerationRadius: 0, in: work)
      slope = try coarse.jacobian(at: found, in: work)
      evaluations += found.evaluations + 3
    }
    return try finished(found, slope, evaluations: evaluations, tolerance: tolerance, in: work)
  }

  /// The root that the iteration should have held at a point it passed, if Newton's method finds one.
  private func root(at passed: SIMD3<Double>, tolerance: Double, in work: Work) throws -> SaddlePoint? {
    let root = try polish(passed, tolerance: tolerance, in: work)
    let x = root.evaluation.order.coordinates
    guard root.residual <= tolerance, (x - passed).largestMagnitude < Self.vicinity else { return nil }
    let image = root.evaluation.site.order.coordinates
    let slope = try root.equations.jacobian(
      at: FixedPointResult(
        point: x, image: image, residual: root.residual, evaluations: 0, isConverged: true), in: work)
    return slope.determinantOfIdentityMinus > 0 ? root : nil
  }

  /// Newton's method from a point near a root of any kind, also of one that iteration would leave.
  func polish(_ point: SIMD3<Double>, tolerance: Double, in work: Work) throws -> SaddlePoint {
    var x = point
    var evaluations = 0
    while true {
      let image = try evaluated(x, work)
      let residual = (image - x).largestMagnitude
      // The slope changes quickly near a fold: it is taken so close to the root that it will do for the rest.
      let isConverged = residual < Self.handover * Self.handover
      let found = FixedPointResult(
        point: x, image: image, residual: residual, evaluations: evaluations, isConverged: isConverged)
      let slope = try jacobian(at: found, in: work)
      evaluations += 4
      if isConverged || evaluations > 40 {
        return try finished(found, slope, evaluations: evaluations, tolerance: tolerance, in: work)
      }
      let step = slope.solveIdentityMinus(image - x)
      x += step * min(1, 0.5 / step.largestMagnitude)
    }
  }

  /// The root near a point that was found on other rules, by Newton's method with the slope at hand, on these rules and on finer ones.
  ///
  /// The difference that the finer rules make is the estimate of the quadrature error; the result has the smaller error of these.
  private func finished(
    _ found: FixedPointResult, _ slope: Matrix3, evaluations: Int, tolerance: Double, in work: Work
  ) throws -> SaddlePoint {
    let fine = refined(by: Self.refinement)
    let start =
      found.isConverged ? found.point + slope.solveIdentityMinus(found.image - found.point) : found.point
    let steps = found.isConverged ? Self.largestCorrectionCount : 0
    let own = try improved(try measured(start, work), slope, steps, tolerance, in: work)
    let fineAtOwn = try fine.measured(own.point, work)
    let shift = slope.solveIdentityMinus(fineAtOwn.image - own.image)
    let (one, other) = (
      OrderParameters(coordinates: own.point), OrderParameters(coordinates: own.point + shift)
    )
    let error = max(abs(one.q - other.q), abs(one.r - other.r), abs(one.qd - other.qd))
    let root = try fine.improved(fineAtOwn, slope, steps, tolerance / 20, in: work)
    let total = evaluations + own.count + root.count
    if found.isConverged, max(error, root.residual) > tolerance, fine.resolution < Self.finestResolution {
      // Near the end of a branch small errors of a rule move its root far.
      var root = try fine.polish(root.point, tolerance: tolerance, in: work)
      root.evaluations += total
      return root
    }
    return SaddlePoint(
      evaluation: root.evaluation, equations: fine, residual: root.residual, evaluations: total,
      quadratureError: error)
  }

  private func evaluated(_ x: SIMD3<Double>, _ work: Work) throws -> SIMD3<Double> {
    try work.checkpoint()
    return self(x)
  }

  /// A point, everything known there, and how many evaluations led to it.
  private struct Measured {
    let point: SIMD3<Double>
    let evaluation: Evaluation
    var count = 1

    var image: SIMD3<Double> { evaluation.site.order.coordinates }
    var residual: Double { (image - point).largestMagnitude }
  }

  private func measured(_ x: SIMD3<Double>, _ work: Work) throws -> Measured {
    try work.checkpoint()
    return Measured(point: x, evaluation: evaluate(at: OrderParameters(coordinates: x)))
  }

  /// Newton's method with one slope from a point on, for so many steps and as long as it helps.
  private func improved(
    _ start: Measured, _ slope: Matrix3, _ steps: Int, _ tolerance: Double, in work: Work
  ) throws -> Measured {
    var best = start
    for _ in 0..<steps where best.residual > tolerance {
      var next = try measured(best.point + slope.solveIdentityMinus(best.image - best.point), work)
      next.count = best.count + 1
      guard next.residual < best.residual else { break }
      best = next
    }
    return best
  }

  /// ∂F/∂x by forward differences; their error of 10⁻⁶ makes a Newton step from 10⁻⁵ exact to 10⁻¹¹.
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
