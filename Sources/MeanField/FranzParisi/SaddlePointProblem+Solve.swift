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
    let uninformed = { try equations.solve(from: equations.uninformedStart, tolerance: tolerance, in: work) }
    let informed = { try equations.solve(from: equations.informedStart, tolerance: tolerance, in: work) }
    switch start {
    case .from(let solution):
      let root = try equations.solve(from: solution.saddlePoint.order.coordinates, tolerance: tolerance, in: work)
      return (root, .followed)
    case .uninformed:
      let root = try uninformed()
      return (root, root.isSame(as: try informed()) ? .only : .uninformed)
    case .informed:
      let root = try informed()
      return (root, root.isSame(as: try uninformed()) ? .only : .informed)
    case .best:
      let (low, high) = (try uninformed(), try informed())
      if low.isSame(as: high) { return (low, .only) }
      return low.freeEntropy >= high.freeEntropy ? (low, .uninformed) : (high, .informed)
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
}

extension SaddlePoint {
  fileprivate init(withoutPatterns equations: SaddlePointEquations) {
    self.init(
      evaluation: equations.evaluateWithoutPatterns(), equations: equations, residual: 0, evaluations: 1,
      quadratureError: 0)
  }

  fileprivate var freeEntropy: Double { equations.freeEntropy(of: evaluation) }

  /// Whether both iterations reached the same solution; distinct ones differ by far more than this.
  fileprivate func isSame(as other: SaddlePoint) -> Bool {
    let (one, two) = (evaluation.order, other.evaluation.order)
    return max(abs(one.q - two.q), abs(one.r - two.r), abs(one.qd - two.qd)) < 1e-5
  }
}
