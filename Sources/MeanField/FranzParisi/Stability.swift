import Execution

/// Where replica symmetry breaks: the solution at which the replicon is 1.
package struct Instability: Sendable {
  package let solution: Solution
  /// How many folds the branch has passed before: 0 on the uninformed branch.
  package let segment: Int
}

extension SaddlePointProblem {
  /// The first point at which the replicon reaches 1 as the load grows from 0 along the branch; `nil` where it never does up to
  /// α = 6.
  ///
  /// Between the two neighbouring points that enclose it, the crossing is found in arclength, to 10⁻⁹ in R.
  package func instability(in work: Work) throws -> Instability? {
    let curve = SaddlePointCurve(self, along: .alpha, spanning: 2, in: work)
    var last = try curve.start(.uninformed, at: Self.smallestLoad, ascending: true)
    var segment = 0
    var found: Instability?
    try curve.continuation.follow(from: last) { point in
      if point.isAscending != last.isAscending { segment += 1 }
      if try curve.solution(at: point).replicon >= 1 {
        found = Instability(
          solution: try curve.solution(between: last, and: point) { $0.replicon - 1 }, segment: segment)
      }
      last = point
      return found == nil && point.parameter < Self.largestLoad
    }
    return found
  }
}
