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
  /// ∂F/∂x there, as far as it is known.
  var slope: Matrix3?

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
  /// The residual down to which the former rules do: so far from a root not even leading digits matter.
  private static let vicinity = 0.03
  /// The residual from which on the rules, and not the map, may be why it does not shrink.
  private static let suspicion = 0.5
  /// Where iteration hands over to Broyden's method: plain steps shrink the residual by a factor, and
  /// acceleration is held to a few times their length, while with the slope at hand the factor itself
  /// shrinks.
  static let handover = 0.012
  /// The residual that is small enough on the rules of the search.
  private static let searched = 1e-5
  /// The same where each step has a slope of its own.
  private static let polished = 1e-10
  private static let largestCorrectionCount = 6
  /// Rules denser than this are not tried.
  private static let finestResolution = 4.0

  /// Iterates from `start` towards a root on coarse rules, down to a residual, or until `isEnough` says so of
  /// a point.
  func iterate(
    from start: SIMD3<Double>, to residual: Double,
    until isEnough: @escaping (_ x: SIMD3<Double>, _ change: SIMD3<Double>) -> Bool = { _, _ in false },
    accelerationRadius: Double = FixedPointProblem.accelerationRadius, in work: Work
  ) throws -> FixedPointResult {
    let (far, near) = (refined(by: Self.approach), refined(by: Self.search))
    var isFar = true
    var last = Double.infinity
    return try FixedPointProblem(
      map: { x in
        guard isFar else { return try near.evaluated(x, work) }
        let image = try far.evaluated(x, work)
        let residual = (image - x).largestMagnitude
        let isStuck = residual < Self.suspicion && residual > 0.8 * last
        isFar = residual >= Self.vicinity && !isStuck
        last = residual
        return isFar ? image : try near.evaluated(x, work)
      }, start: start, tolerance: residual, isEnough: isEnough, accelerationRadius: accelerationRadius
    ).solve()
  }

  /// Iterates from `start` on coarse rules and finishes with Newton's method on finer ones.
  func solve(from start: SIMD3<Double>, tolerance: Double, in work: Work) throws -> SaddlePoint {
    let near = try iterate(from: start, to: Self.handover, in: work)
    return try solve(from: start, near: near, tolerance: tolerance, in: work)
  }

  /// The same where the iteration has come near a root, or has not.
  func solve(
    from start: SIMD3<Double>, near: FixedPointResult, tolerance: Double, in work: Work
  ) throws -> SaddlePoint {
    if let (found, slope) = try search(from: near, in: work) {
      return try finished(found, slope, evaluations: found.evaluations, tolerance: tolerance, in: work)
    }
    // The iteration starts over, so that what it finds does not depend on where the search gave up.
    let coarse = refined(by: Self.search)
    var found = try iterate(from: start, to: Self.searched, in: work)
    var slope = try coarse.jacobian(at: found, in: work)
    var evaluations = near.evaluations + found.evaluations + 3
    if let passed = found.passed, let missed = try root(at: passed, tolerance: tolerance, in: work) {
      return missed
    }
    if found.isConverged, slope.determinantOfIdentityMinus < 0 {
      // Extrapolation jumped onto the unstable middle branch, which plain iteration leaves.
      found = try iterate(from: start, to: Self.searched, accelerationRadius: 0, in: work)
      slope = try coarse.jacobian(at: found, in: work)
      evaluations += found.evaluations + 3
    }
    return try finished(found, slope, evaluations: evaluations, tolerance: tolerance, in: work)
  }

  /// The root near a point on the rules of the search and the slope there, by Broyden's method; `nil` where
  /// it is not as quick as it should be, or leads to the middle branch.
  private func search(
    from near: FixedPointResult, in work: Work
  ) throws -> (root: FixedPointResult, slope: Matrix3)? {
    guard near.isConverged, near.passed == nil else { return nil }
    let coarse = refined(by: Self.search)
    var found = near
    var slope = try coarse.jacobian(at: near, in: work)
    found.evaluations += 3
    for _ in 0...Self.largestCorrectionCount {
      guard slope.determinantOfIdentityMinus > 0 else { return nil }
      if found.residual < Self.searched { return (found, slope) }
      let step = slope.solveIdentityMinus(found.change)
      guard step.largestMagnitude < 0.25 else { return nil }
      let x = found.point + step
      let image = try coarse.evaluated(x, work)
      let residual = (image - x).largestMagnitude
      guard residual < 0.5 * found.residual else { return nil }
      slope.update(step: step, change: image - x - found.change)
      found = FixedPointResult(
        point: x, image: image, residual: residual, evaluations: found.evaluations + 1,
        isConverged: residual < Self.searched)
    }
    return nil
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
      let isConverged = residual < Self.polished
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

  /// The root near a point that was found on other rules, by Broyden's method from the slope at hand, on
  /// these rules and on finer ones.
  ///
  /// The difference that the finer rules make is the estimate of the quadrature error; the result has the
  /// smaller error of these.
  private func finished(
    _ found: FixedPointResult, _ slope: Matrix3, evaluations: Int, tolerance: Double, in work: Work
  ) throws -> SaddlePoint {
    let fine = refined(by: Self.refinement)
    guard found.isConverged else {
      let (own, root) = (try measured(found.point, work), try fine.measured(found.point, work))
      let shift = slope.solveIdentityMinus(root.image - own.image)
      return SaddlePoint(
        evaluation: root.evaluation, equations: fine, residual: root.residual, evaluations: evaluations + 2,
        quadratureError: OrderParameters.largestDifference(own.point, own.point + shift))
    }
    var slope = slope
    var own = try measured(found.point + slope.solveIdentityMinus(found.change), work)
    var ratio = 1.0
    // The last step is not measured: finer rules say whether it was right. So it shall be as small as the tolerance.
    for _ in 0..<Self.largestCorrectionCount where own.residual * ratio > tolerance {
      let step = slope.solveIdentityMinus(own.change)
      var next = try measured(own.point + step, work)
      next.count = own.count + 1
      guard next.residual < own.residual else { break }
      slope.update(step: step, change: next.change - own.change)
      ratio = next.residual / own.residual
      own = next
    }
    let point = own.point + slope.solveIdentityMinus(own.change)
    let fineAtOwn = try fine.measured(point, work)
    let error = OrderParameters.largestDifference(
      point, point + slope.solveIdentityMinus(fineAtOwn.change))
    let root = try fine.improved(
      fineAtOwn, slope, Self.largestCorrectionCount, tolerance / 20, in: work)
    let total = evaluations + own.count + root.count
    if max(error, root.residual) > tolerance, fine.resolution < Self.finestResolution {
      // Near the end of a branch small errors of a rule move its root far.
      var root = try fine.polish(root.point, tolerance: tolerance, in: work)
      root.evaluations += total
      return root
    }
    return SaddlePoint(
      evaluation: root.evaluation, equations: fine, residual: root.residual, evaluations: total,
      quadratureError: error, slope: slope)
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
    var change: SIMD3<Double> { image - point }
    var residual: Double { change.largestMagnitude }
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
      var next = try measured(best.point + slope.solveIdentityMinus(best.change), work)
      next.count = best.count + 1
      guard next.residual < best.residual else { break }
      best = next
    }
    return best
  }

  /// ∂F/∂x by forward differences.
  private func jacobian(at root: FixedPointResult, in work: Work) throws -> Matrix3 {
    let h = Truncation(resolution: resolution).difference
    let columns = try (0..<3).map { index in
      var shifted = root.point
      shifted[index] += h
      return (try evaluated(shifted, work) - root.image) / h
    }
    return Matrix3(columns[0], columns[1], columns[2])
  }
}
