import Execution
import Foundation

/// The Franz–Parisi potential of a task against the overlap t = m·m₁/N with the means that the previous task left.
///
/// A pull κ m₁ moves the overlap; what it contributes is taken back: Ṽ(t) = −[Φ(κ) − κ t]/β, dṼ/dt = κ/β. Where κ = 0 the potential
/// is stationary, and these are the solutions without constraint.
package struct PotentialCurve: Sendable {
  package struct Point: Sendable {
    /// t.
    package let overlap: Double
    /// Ṽ(t).
    package let potential: Double
    /// κ.
    package let pull: Double
    /// Whether Ṽ has a minimum here on its branch.
    package let isMinimum: Bool
    package let solution: Solution
  }

  /// The points of lowest potential at the overlaps asked for, and every minimum between them, in ascending order of t.
  package let points: [Point]
  /// E|m₁|, which bounds |t|.
  package let largestOverlap: Double
}

extension SaddlePointProblem {
  /// The potential at given overlaps with the previous task's means; by default at 41 from −0.9 to 0.9 of their bound.
  ///
  /// Branches of solutions are followed in κ from those without constraint, through their folds. Overlaps that no branch reaches are
  /// left out. Throws as `solve`, `SaddlePointError.noReference` for a first task, and `.overlapBeyond` for |t| ≥ E|m₁|.
  package func potential(at overlaps: [Double]?, in work: Work) throws -> PotentialCurve {
    guard let previousFields = previousFields() else { throw SaddlePointError.noReference }
    let largest = previousFields.expectation { abs(tanh($0)) }
    for overlap in overlaps ?? [] where !(abs(overlap) < largest) {
      throw SaddlePointError.overlapBeyond(overlap, largest)
    }
    let overlaps = (overlaps ?? (-20...20).map { 0.9 * largest * Double($0) / 20 }).sorted()
    guard let smallest = overlaps.first, let greatest = overlaps.last else {
      return PotentialCurve(points: [], largestOverlap: largest)
    }
    var problem = self
    problem.pullAngle = 0
    let curve = SaddlePointCurve(problem, along: .pullAngle, spanning: 3, in: work)
    var branches: [PulledBranch] = []
    for start in [Start.uninformed, .informed] {
      problem.start = start
      let solution = try problem.solve(in: work)
      guard solution.status != .stalled, !branches.contains(where: { $0.contains(solution) }) else {
        continue
      }
      branches.append(try curve.pulledBranch(from: solution, through: smallest...greatest, at: overlaps))
    }
    let brackets = branches.flatMap(\.brackets)
    let (family, scale) = (curve.family, curve.continuation.scale)
    let found = try work.map(brackets.count, label: "potential") { index, work in
      let bracket = brackets[index]
      let curve = SaddlePointCurve(family, scale: scale, in: work)
      let solution = try curve.solution(between: bracket.one, and: bracket.other) {
        $0.referenceOverlap - bracket.overlap
      }
      return PotentialCurve.Point(solution).moved(to: bracket.overlap)
    }
    let lowest = Dictionary(zip(brackets.map(\.overlap), found)) { $0.potential < $1.potential ? $0 : $1 }
    let minima = branches.flatMap(\.stationary).filter { point in
      point.isMinimum && point.overlap >= smallest && point.overlap <= greatest
    }
    return PotentialCurve(
      points: (lowest.values + minima).sorted { $0.overlap < $1.overlap }, largestOverlap: largest)
  }
}

extension SaddlePointProblem {
  /// The solution at each γ, with its potential and its overlap with the previous task's means. Throws as `solve`.
  package func potential(alongGamma gammas: [Double], in work: Work) throws -> [PotentialCurve.Point] {
    guard previous != nil else { throw SaddlePointError.noReference }
    return try work.map(gammas.count, label: "potential") { index, work in
      var problem = self
      problem.gamma = gammas[index]
      problem.pullAngle = 0
      return PotentialCurve.Point(try problem.solve(in: work), isMinimum: true)
    }
  }
}

/// A branch of solutions with different pulls.
private struct PulledBranch {
  /// Neighbouring points between which an overlap asked for lies.
  struct Bracket {
    let overlap: Double
    let one: Continuation.Point
    let other: Continuation.Point
  }

  var brackets: [Bracket] = []
  /// Where κ = 0.
  var stationary: [PotentialCurve.Point] = []

  func contains(_ solution: Solution) -> Bool {
    stationary.contains { abs($0.solution.q - solution.q) < 1e-7 && abs($0.solution.r - solution.r) < 1e-7 }
  }
}

extension SaddlePointCurve {
  /// The branch through a solution without pull, as far as its overlaps are in the range or between it and the solution's.
  fileprivate func pulledBranch(
    from solution: Solution, through range: ClosedRange<Double>, at overlaps: [Double]
  ) throws -> PulledBranch {
    var branch = PulledBranch()
    let start = solution.root.referenceOverlap
    let reach = min(range.lowerBound, start)...max(range.upperBound, start)
    for direction in [-1.0, 1] {
      var last = try continuation.point(
        at: solution.saddlePoint.order.coordinates, 0, along: SIMD4(0, 0, 0, direction))
      var lastOverlap = start
      var count = 0
      try continuation.follow(from: last, firstStep: 0.1) { point in
        let overlap = try root(at: point).saddlePoint.referenceOverlap
        let isNew = try add(to: &branch, between: (last, lastOverlap), and: (point, overlap), at: overlaps)
        (last, lastOverlap) = (point, overlap)
        count += 1
        work.report(Progress(label: "potential", done: count, total: 100, live: ("overlap", overlap)))
        return isNew && reach.contains(overlap) && abs(point.parameter) < 14 && count < 1000
      }
    }
    return branch
  }

  /// Adds what lies between two neighbouring points: overlaps asked for, and the point without pull; says `false` where the branch has
  /// come back to one of the latter.
  private func add(
    to branch: inout PulledBranch, between one: (point: Continuation.Point, overlap: Double),
    and other: (point: Continuation.Point, overlap: Double), at overlaps: [Double]
  ) throws -> Bool {
    branch.brackets += overlaps.filter { (one.overlap - $0) * (other.overlap - $0) <= 0 }
      .map { PulledBranch.Bracket(overlap: $0, one: one.point, other: other.point) }
    let hasCrossed = one.point.parameter * other.point.parameter < 0
    let isStart = one.point.parameter == 0 && branch.stationary.isEmpty
    guard hasCrossed || isStart else { return true }
    let solution = try solution(at: 0, between: one.point, and: other.point)
    guard !branch.contains(solution) else { return false }
    let slope = (other.overlap - one.overlap) * (other.point.parameter - one.point.parameter)
    branch.stationary.append(
      PotentialCurve.Point(solution, isMinimum: slope > 0 && one.point.isOuterBranch))
    return true
  }
}

extension PotentialCurve.Point {
  fileprivate init(_ solution: Solution, isMinimum: Bool = false) {
    let (overlap, pull) = (solution.root.referenceOverlap, solution.root.equations.pull)
    self.init(
      overlap: overlap, potential: -(solution.phi - pull * overlap) / solution.beta, pull: pull,
      isMinimum: isMinimum, solution: solution)
  }

  /// The point at an overlap that differs by less than the square root of the accuracy of Ṽ: its slope is κ/β.
  fileprivate func moved(to overlap: Double) -> PotentialCurve.Point {
    PotentialCurve.Point(
      overlap: overlap, potential: potential + pull * (overlap - self.overlap) / solution.beta, pull: pull,
      isMinimum: isMinimum, solution: solution)
  }
}
