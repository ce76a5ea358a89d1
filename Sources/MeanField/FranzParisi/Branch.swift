import Execution

/// A curve of solutions along one parameter, through its folds.
package struct BranchProblem: Sendable {
  /// Where the curve begins; its value of the parameter is not used.
  package var problem: SaddlePointProblem
  package var parameter: SaddlePointProblem.Parameter
  /// The curve begins at `from` and ends where the parameter leaves the interval between the two.
  package var from: Double
  package var to: Double

  package init(problem: SaddlePointProblem, parameter: SaddlePointProblem.Parameter, from: Double, to: Double)
  {
    self.problem = problem
    self.parameter = parameter
    self.from = from
    self.to = to
  }
}

/// A solution on a curve, and on which of its segments: their number grows by one at each fold.
package struct BranchPoint: Sendable {
  package let solution: Solution
  /// The value of the parameter that is followed.
  package let parameter: Double
  package let segment: Int
}

extension BranchProblem {
  /// Points of a curve at most.
  private static let largestCount = 4000

  /// Follows the curve by pseudo-arclength. Throws as `SaddlePointProblem.solve`, and `SaddlePointError.lostBranch`.
  package func follow(in work: Work) throws -> [BranchPoint] {
    let domain = parameter.domain
    let (from, to) = (
      min(max(from, domain.lowerBound), domain.upperBound), min(max(to, domain.lowerBound), domain.upperBound)
    )
    let curve = SaddlePointCurve(problem, along: parameter, spanning: abs(to - from), in: work)
    var start = problem
    start[parameter] = from
    let first = try start.solve(in: work)
    guard first.status != .stalled else { throw SaddlePointError.lostBranch(parameter.rawValue, from) }
    var points = [BranchPoint(solution: first, parameter: from, segment: 0)]
    var last = try curve.continuation.point(
      at: first.saddlePoint.order.coordinates, from, along: SIMD4(0, 0, 0, to - from))
    var segment = 0
    let interval = min(from, to)...max(from, to)
    let isComplete = try curve.continuation.follow(from: last) { point in
      guard interval.contains(point.parameter) else {
        let end = point.parameter < interval.lowerBound ? interval.lowerBound : interval.upperBound
        let solution = try curve.solution(at: end, between: last, and: point)
        points.append(BranchPoint(solution: solution, parameter: end, segment: segment))
        return false
      }
      if point.isAscending != last.isAscending { segment += 1 }
      points.append(try curve.branchPoint(at: point, segment: segment))
      work.report(
        Progress(
          label: "follow", done: points.count, total: Self.largestCount,
          live: (parameter.rawValue, point.parameter)))
      last = point
      return points.count < Self.largestCount
    }
    guard isComplete else {
      guard let end = try curve.end(at: to, near: last) else {
        throw SaddlePointError.lostBranch(parameter.rawValue, last.parameter)
      }
      return points + [BranchPoint(solution: end, parameter: to, segment: segment)]
    }
    return points
  }
}

extension SaddlePointCurve {
  /// The solution at the end of a parameter's domain, beyond which the equations know no further: steps get stuck just before it.
  fileprivate func end(at value: Double, near point: Continuation.Point) throws -> Solution? {
    let domain = family.parameter.domain
    guard value == domain.lowerBound || value == domain.upperBound, abs(point.parameter - value) < 1e-3 else {
      return nil
    }
    var problem = family.problem(at: value)
    problem.start = .from(try solution(at: point))
    let solution = try problem.solve(in: work)
    let distance = (solution.saddlePoint.order.coordinates - point.x).largestMagnitude
    return solution.status != .stalled && distance < 0.1 ? solution : nil
  }

  fileprivate func branchPoint(at point: Continuation.Point, segment: Int) throws -> BranchPoint {
    let root = try root(at: point)
    return BranchPoint(solution: solution(root), parameter: root.parameter, segment: segment)
  }
}
