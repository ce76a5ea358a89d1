import Execution
import Foundation

extension SaddlePointProblem {
  /// Solves the saddle-point equations.
  ///
  /// Not converging is a status of the solution. Throws `Interruption`, and `SaddlePointError` for parameters outside the theory.
  package func solve(in work: Work) throws -> Solution {
    try validate()
    let clock = ContinuousClock()
    let began = clock.now
    let (root, branch) = try solve(equations(after: previousFields()), in: work)
    let seconds = (clock.now - began) / .seconds(1)
    return Solution(self, root, branch: branch, seconds: seconds)
  }

  private func solve(
    _ equations: SaddlePointEquations, in work: Work
  ) throws -> (SaddlePoint, Solution.Branch) {
    guard alpha > 0 else { return (SaddlePoint(withoutPatterns: equations), .both) }
    func root(_ start: SIMD3<Double>) throws -> SaddlePoint {
      try equations.solve(from: start, tolerance: tolerance, in: work)
    }
    let (low, high) = (equations.uninformedStart, equations.informedStart)
    switch start {
    case .from(let solution): return (try root(solution.saddlePoint.order.coordinates), .followed)
    case .uninformed:
      let found = try root(low)
      guard try equations.leads(from: high, to: found, in: work) else { return (found, .uninformed) }
      // Where plain iteration cannot hold the uninformed branch, it still may be followed there.
      if found.evaluation.order.slopeAngle > Self.knownTeacher,
        let followed = try uninformedByContinuation(in: work), followed.isDistinct(from: found)
      {
        return (followed, .uninformed)
      }
      return (found, .both)
    case .informed:
      let found = try root(high)
      return (found, try equations.leads(from: low, to: found, in: work) ? .both : .informed)
    case .best:
      let informed = try root(high)
      let (near, arrives) = try equations.approach(informed, from: low, in: work)
      if arrives { return (informed, .both) }
      let uninformed = try equations.solve(from: low, near: near, tolerance: tolerance, in: work)
      guard uninformed.isDistinct(from: informed) else { return (informed, .both) }
      let (isInformed, isUninformed) = (informed.residual <= tolerance, uninformed.residual <= tolerance)
      // A branch on which the iteration stalled is no solution to prefer.
      let prefersInformed =
        isInformed == isUninformed ? informed.freeEntropy > uninformed.freeEntropy : isInformed
      return prefersInformed ? (informed, .informed) : (uninformed, .uninformed)
    }
  }

  /// Above this asinh of the slope r/√(q − r²) a solution knows the teacher, r²/q > 0.93.
  private static let knownTeacher = 2.0

  /// The solution followed up from a small load; `nil` where that branch has turned back before.
  private func uninformedByContinuation(in work: Work) throws -> SaddlePoint? {
    // The root is polished in the end: on the way coarse rules do.
    let curve = SaddlePointCurve(self, along: .alpha, spanning: alpha, resolution: 0.7, in: work)
    let first = min(0.2, alpha / 2)
    let root = try curve.family.equations(at: first).solve(
      from: curve.family.equations(at: first).uninformedStart, tolerance: tolerance, in: work)
    var last = try curve.continuation.point(
      at: root.evaluation.order.coordinates, first, along: SIMD4(0, 0, 0, 1))
    var found: SaddlePoint?
    try curve.continuation.follow(from: last, firstStep: 0.2) { point in
      guard point.isAscending else {
        let fold = try curve.continuation.fold(between: last, and: point)
        if fold.parameter > alpha { found = try curve.root(at: alpha, between: last, and: fold) }
        return false
      }
      if point.parameter >= alpha { found = try curve.root(at: alpha, between: last, and: point) }
      last = point
      return found == nil
    }
    return found
  }

  private func validate() throws(SaddlePointError) {
    guard alpha >= 0, alpha.isFinite else { throw .parameter("alpha", "a finite number, alpha ≥ 0", alpha) }
    guard beta > 0, beta.isFinite else { throw .parameter("beta", "a finite number, beta > 0", beta) }
    guard gamma >= 0, gamma.isFinite else { throw .parameter("gamma", "a finite number, gamma ≥ 0", gamma) }
    switch overlap {
    case .withPrevious(let overlap):
      guard abs(overlap) <= 1 else { throw .parameter("overlap", "-1 ≤ overlap ≤ 1", overlap) }
    case .withAll(let overlaps):
      guard overlaps.count == previous?.task ?? 0 else {
        throw .overlapCount(previous?.task ?? 0, overlaps.count)
      }
      guard overlaps.count <= Self.largestOverlapCount else {
        throw .overlapCount(Self.largestOverlapCount, overlaps.count)
      }
      for overlap in overlaps where !(abs(overlap) <= 1) {
        throw .parameter("overlap", "-1 ≤ overlap ≤ 1", overlap)
      }
      guard teacher != nil else { throw .impossibleTeacher }
    }
    if let fixedQd, !(fixedQd > 0 && fixedQd < 1) { throw .parameter("fixed", "0 < fixed < 1", fixedQd) }
    guard tolerance > 0, tolerance < 1 else { throw .parameter("tolerance", "0 < tolerance < 1", tolerance) }
    if let previous, !(previous.accuracy <= tolerance) {
      throw .inaccurateReference(previous.accuracy, tolerance)
    }
  }
}

extension SaddlePointProblem {
  /// Teachers whose overlaps with a new one may all be given: their number of sets doubles with each.
  private static let largestOverlapCount = 12
}

/// Parameters for which there is nothing to solve.
package enum SaddlePointError: Error, Sendable, CustomStringConvertible {
  case parameter(_ name: String, _ expected: String, _ found: Double)
  /// Overlaps with all earlier teachers that are not as many as these.
  case overlapCount(_ expected: Int, _ found: Int)
  /// No teacher that copies earlier ones has the overlaps asked for.
  case impossibleTeacher
  /// The previous task's solution, or one before it, is less accurate than what is asked for.
  case inaccurateReference(_ accuracy: Double, _ tolerance: Double)
  /// A first task has no previous means to overlap with.
  case noReference
  /// An overlap with the previous task's means that is out of reach.
  case overlapBeyond(_ overlap: Double, _ largest: Double)
  /// Continuation found no way on.
  case lostBranch(_ parameter: String, _ value: Double)

  /// The parameter that is to blame, if it is one.
  package var parameter: String? {
    switch self {
    case .parameter(let name, _, _): name
    case .overlapCount, .impossibleTeacher: "overlap"
    case .overlapBeyond: "at"
    case .inaccurateReference: "after"
    case .noReference, .lostBranch: nil
    }
  }

  package var description: String {
    switch self {
    case .parameter(let name, let expected, let found): "\(name): expected \(expected), found \(found)"
    case .overlapCount(let expected, let found):
      "overlap: expected one number for each of \(expected) earlier teachers, found \(found)"
    case .impossibleTeacher:
      "overlap: no teacher whose weights copy those of earlier ones has these overlaps with all of them"
    case .inaccurateReference(let accuracy, let tolerance):
      "after: the earlier task is solved to \(String(format: "%.1g", accuracy)), and \(String(format: "%.1g", tolerance)) is asked "
        + "for: solve it more accurately, or give a larger tolerance"
    case .noReference: "the potential refers to the means of a previous task: give its solution"
    case .overlapBeyond(let overlap, let largest):
      "the overlap with the previous means is below E|m₁| = \(String(format: "%.6g", largest)), found \(overlap)"
    case .lostBranch(let parameter, let value): "the branch cannot be followed beyond \(parameter) = \(value)"
    }
  }
}

extension SaddlePointEquations {
  /// Order parameters near those of α = 0, with a little of everything that grows from there.
  fileprivate var uninformedStart: SIMD3<Double> {
    let free = refined(by: 0.5).evaluateWithoutPatterns().site.order
    guard free.q > 0.1 else { return SIMD3(0.4, 0, 0.3) }
    return free.coordinates
  }

  /// Order parameters of weights that know the teacher.
  fileprivate var informedStart: SIMD3<Double> { SIMD3(-3.5, -8, 4) }

  /// Whether the iteration from `start` leads to a root.
  fileprivate func leads(from start: SIMD3<Double>, to root: SaddlePoint, in work: Work) throws -> Bool {
    let (near, arrives) = try approach(root, from: start, in: work)
    // Leading digits tell roots apart.
    return try arrives || !solve(from: start, near: near, tolerance: 1e-6, in: work).isDistinct(from: root)
  }

  /// The iteration from `start` until it has come near some root, and whether that clearly is the one given.
  fileprivate func approach(
    _ root: SaddlePoint, from start: SIMD3<Double>, in work: Work
  ) throws -> (near: FixedPointResult, arrives: Bool) {
    let near = try iterate(from: start, to: Self.handover, until: root.isReached, in: work)
    return (near, root.isReached(near.point, near.change))
  }
}

extension SaddlePoint {
  fileprivate init(withoutPatterns equations: SaddlePointEquations) {
    self.init(
      evaluation: equations.evaluateWithoutPatterns(), equations: equations, residual: 0, evaluations: 1,
      quadratureError: 0)
  }

  /// Two solutions differ by more than this in some coordinate, and by more than the error of any rule.
  fileprivate static let leastDistance = 0.01

  /// Whether the iteration leads here from a point at which the map makes such a change: it is here, or near
  /// enough for the slope here to explain what the map does there.
  fileprivate func isReached(_ point: SIMD3<Double>, _ change: SIMD3<Double>) -> Bool {
    let offset = evaluation.order.coordinates - point
    let distance = offset.largestMagnitude
    if distance < Self.leastDistance { return true }
    guard distance < 0.5, let slope, slope.determinantOfIdentityMinus > 0 else { return false }
    return (slope.solveIdentityMinus(change) - offset).largestMagnitude < 0.2 * distance
  }

  fileprivate func isDistinct(from other: SaddlePoint) -> Bool {
    (evaluation.order.coordinates - other.evaluation.order.coordinates).largestMagnitude > Self.leastDistance
  }
}
