import Execution

/// A first-order transition in the load: two branches that coexist between their ends and cross in free entropy.
package struct Transition: Sendable {
  /// The load at which both branches have the same Φ.
  package let crossing: Double
  /// The end of the informed branch, where it meets the unstable middle one.
  package let informedFrom: Double
  /// The end of the uninformed branch.
  package let uninformedTo: Double
}

extension SaddlePointProblem {
  /// The load where following begins: below it, every branch is close to α = 0.
  static let smallestLoad = 0.02
  /// The load up to which branches are followed.
  static let largestLoad = 6.0

  /// The transition of the theory in α, at this problem's other parameters; `nil` where the branch from α = 0 has no end up to
  /// α = 6.
  ///
  /// One branch is followed up from a small load, the other down from a load above the end of the first, each to its fold: the point
  /// where the tangent has no component along α. Where the uninformed branch runs into q_d = 1 instead (γ = 0 and large β), that is its
  /// end. The crossing is found by Newton's method on Φ, whose slope in α is G_E.
  package func transition(in work: Work) throws -> Transition? {
    let curve = SaddlePointCurve(self, along: .alpha, spanning: 2, in: work)
    let uninformed = try curve.monotonePart(
      from: curve.start(.uninformed, at: Self.smallestLoad, ascending: true), to: Self.largestLoad)
    guard let uninformedTo = uninformed.end else { return nil }
    let informed = try curve.monotonePart(
      from: curve.start(.informed, at: uninformedTo + 0.2, ascending: false), to: Self.smallestLoad)
    guard let informedFrom = informed.end, informedFrom < uninformedTo else { return nil }
    let crossing = try curve.crossing(
      of: uninformed.points, and: informed.points, in: informedFrom...uninformedTo)
    return Transition(crossing: crossing, informedFrom: informedFrom, uninformedTo: uninformedTo)
  }
}

extension SaddlePointCurve {
  /// The point of a converged solution at a value of the parameter.
  func start(_ start: SaddlePointProblem.Start, at value: Double, ascending: Bool) throws
    -> Continuation.Point
  {
    var problem = family.problem(at: value)
    problem.start = start
    let solution = try problem.solve(in: work)
    guard solution.status != .stalled else {
      throw SaddlePointError.lostBranch(family.parameter.rawValue, value)
    }
    return try continuation.point(
      at: solution.saddlePoint.order.coordinates, value, along: SIMD4(0, 0, 0, ascending ? 1 : -1))
  }

  /// The curve from a point to a value of the parameter, or to where it ends before: at a fold, or at q_d = 1.
  fileprivate func monotonePart(
    from start: Continuation.Point, to value: Double
  ) throws -> (points: [Continuation.Point], end: Double?) {
    var points = [start]
    var end: Double?
    try continuation.follow(from: start) { point in
      if point.isAscending != start.isAscending {
        end = try continuation.fold(between: points[points.count - 1], and: point).parameter
      } else if Self.isFrozen(point) {
        end = point.parameter
      } else {
        points.append(point)
        work.report(
          Progress(label: "transition", done: points.count, total: 200, live: ("alpha", point.parameter)))
      }
      return end == nil && (start.isAscending ? point.parameter < value : point.parameter > value)
    }
    return (points, end)
  }

  /// Whether 1 − q_d is below 10⁻⁷: the uninformed weights are frozen, and the branch goes no further.
  private static func isFrozen(_ point: Continuation.Point) -> Bool { point.x.x < -16 }

  /// Where two branches have equal Φ, to 10⁻¹⁰.
  fileprivate func crossing(
    of one: [Continuation.Point], and other: [Continuation.Point], in range: ClosedRange<Double>
  ) throws -> Double {
    var (low, high) = (range.lowerBound, range.upperBound)
    var alpha = (low + high) / 2
    for _ in 0..<60 {
      let (first, second) = (try root(at: alpha, near: one), try root(at: alpha, near: other))
      let difference = second.freeEntropy - first.freeEntropy
      if difference < 0 { low = alpha } else { high = alpha }
      let step = difference / (second.evaluation.energy.value - first.evaluation.energy.value)
      if abs(step) < 1e-10 { return alpha - step }
      let next = alpha - step
      alpha = next > low && next < high ? next : (low + high) / 2
    }
    return alpha
  }

  /// The root at a value of the parameter on a monotone part of the curve.
  private func root(at value: Double, near points: [Continuation.Point]) throws -> SaddlePoint {
    let pairs = zip(points, points.dropFirst())
    let enclosing = pairs.first { ($0.parameter - value) * ($1.parameter - value) <= 0 }
    guard
      let (one, other) = enclosing
        ?? pairs.min(by: { abs($0.0.parameter - value) < abs($1.0.parameter - value) })
    else { throw SaddlePointError.lostBranch(family.parameter.rawValue, value) }
    return try root(at: value, between: one, and: other)
  }
}
