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
    let seen = previous.map { $0.fieldDensity.seen(fromTeacherWithOverlap: overlap) } ?? .flat
    let equations = SaddlePointEquations(
      alpha: alpha, beta: beta, gamma: gamma, prior: gamma == 0 ? seen.collapsed : seen)
    let (root, branch) = try solve(equations, in: work)
    let seconds = (clock.now - began) / .seconds(1)
    return Solution(self, root, branch: branch, seconds: seconds)
  }

  private func solve(
    _ equations: SaddlePointEquations, in work: Work
  ) throws -> (SaddlePoint, Solution.Branch) {
    guard alpha > 0 else { return (SaddlePoint(withoutPatterns: equations), .only) }
    func root(_ start: SIMD3<Double>) throws -> SaddlePoint {
      try equations.solve(from: start, tolerance: tolerance, in: work)
    }
    let (low, high) = (equations.uninformedStart, equations.informedStart)
    switch start {
    case .from(let solution): return (try root(solution.saddlePoint.order.coordinates), .followed)
    case .uninformed:
      let found = try root(low)
      return (found, try equations.leads(from: high, to: found, in: work) ? .only : .uninformed)
    case .informed:
      let found = try root(high)
      return (found, try equations.leads(from: low, to: found, in: work) ? .only : .informed)
    case .best:
      let informed = try root(high)
      if try equations.leads(from: low, to: informed, in: work) { return (informed, .only) }
      let uninformed = try root(low)
      return uninformed.freeEntropy >= informed.freeEntropy ? (uninformed, .uninformed) : (informed, .informed)
    }
  }

  private func validate() throws(SaddlePointError) {
    guard alpha >= 0, alpha.isFinite else { throw .parameter("alpha", "a finite number, alpha ≥ 0", alpha) }
    guard beta > 0, beta.isFinite else { throw .parameter("beta", "a finite number, beta > 0", beta) }
    guard gamma >= 0, gamma.isFinite else { throw .parameter("gamma", "a finite number, gamma ≥ 0", gamma) }
    guard abs(overlap) <= 1 else { throw .parameter("overlap", "-1 ≤ overlap ≤ 1", overlap) }
    guard tolerance > 0, tolerance < 1 else { throw .parameter("tolerance", "0 < tolerance < 1", tolerance) }
  }
}

/// Parameters for which there is nothing to solve.
package enum SaddlePointError: Error, Sendable, CustomStringConvertible {
  case parameter(_ name: String, _ expected: String, _ found: Double)

  package var description: String {
    switch self {
    case .parameter(let name, let expected, let found): "\(name): expected \(expected), found \(found)"
    }
  }
}

extension SaddlePointEquations {
  /// Order parameters near those of α = 0, with a little of everything that grows from there.
  fileprivate var uninformedStart: SIMD3<Double> {
    let free = evaluateWithoutPatterns().site.order
    guard free.q > 0.1 else { return SIMD3(0.4, 0, 0.3) }
    return free.coordinates
  }

  /// Order parameters of weights that know the teacher.
  fileprivate var informedStart: SIMD3<Double> { SIMD3(-3.5, -8, 4) }

  /// Whether the iteration from `start` leads to `root`, on a coarse rule: two solutions differ by far more than its error.
  fileprivate func leads(from start: SIMD3<Double>, to root: SaddlePoint, in work: Work) throws -> Bool {
    let found = try refined(by: 0.7).iterate(from: start, tolerance: 1e-5, in: work)
    return (found.point - root.evaluation.order.coordinates).largestMagnitude < 0.01
  }
}

extension SaddlePoint {
  fileprivate init(withoutPatterns equations: SaddlePointEquations) {
    self.init(
      evaluation: equations.evaluateWithoutPatterns(), equations: equations, residual: 0, evaluations: 1,
      quadratureError: 0)
  }

  fileprivate var freeEntropy: Double { equations.freeEntropy(of: evaluation) }
}
