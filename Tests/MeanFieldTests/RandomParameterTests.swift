import Execution
import Foundation
import RandomStreams
import Testing

@testable import MeanField

@Suite("Solutions at random parameters")
struct RandomParameterTests {
  /// Problems drawn over the whole range of parameters: first tasks, with and without divergence, and second ones.
  private static func problems(_ count: Int) throws -> [SaddlePointProblem] {
    var stream = RandomStream(key: StreamKey(seed: 20_230_714, statement: 0, path: 0), draw: 0)
    func number(_ low: Double, _ high: Double) -> Double { low * exp(stream.uniform() * log(high / low)) }
    let firsts = try [(2.0, 20.0, 0.0), (0.5, 5, 0), (1, 100, 1)].map { alpha, beta, gamma in
      try SaddlePointProblem(alpha: alpha, beta: beta, gamma: gamma).solve(in: Work())
    }
    return (0..<count).map { index in
      let isSecond = index % 5 == 4
      let gamma = stream.uniform() < 0.4 ? 0 : number(0.01, 5)
      let overlap = 2 * stream.uniform() - 1
      let start: SaddlePointProblem.Start = [.best, .uninformed, .informed][stream.integer(below: 3)]
      return SaddlePointProblem(
        alpha: number(1e-3, 5), beta: number(0.5, 200), gamma: gamma,
        previous: isSecond ? firsts[stream.integer(below: 3)] : nil, overlap: .withPrevious(overlap),
        start: start)
    }
  }

  @Test("500 of them converge, keep r² ≤ q ≤ q_d < 1, solve finer equations, and have dΦ/dα = G_E")
  func properties() throws {
    let problems = try Self.problems(500)
    let failures = try Work(threads: 2).map(problems.count, label: "problems") { index, work in
      try Self.failure(of: problems[index], in: work)
    }
    for failure in failures.compactMap({ $0 }) { Issue.record("\(failure)") }
  }

  /// What is wrong with a solution, or `nil`.
  private static func failure(of problem: SaddlePointProblem, in work: Work) throws -> String? {
    let s = try problem.solve(in: work)
    let name =
      "α \(s.alpha) β \(s.beta) γ \(s.gamma) r₀ \(s.overlap) task \(s.task) \(s.branch) residual \(s.residual) quadrature \(s.quadratureError): "
    guard s.status == .converged else { return name + "stalled" }
    guard s.residual <= 1e-10, s.quadratureError <= 1e-10 else {
      return name + "converged above the tolerance"
    }
    guard s.r * s.r <= s.q * (1 + 1e-12), s.q <= s.qd, s.qd < 1 else { return name + "order parameters" }
    // On rules twice as dense the map moves the point by no more than the residual it may have.
    let point = s.saddlePoint.order.coordinates
    let change = problem.equations(after: problem.previousFields(), resolution: 3)(point) - point
    guard change.largestMagnitude < 1e-9 else { return name + "moves by \(change) on finer rules" }
    // Φ to 10⁻¹¹ relatively and h = 10⁻³ α: the difference is right to 10⁻⁸ Φ/α and h² Φ‴/6.
    let h = 1e-3 * s.alpha
    func phi(_ alpha: Double) throws -> Double? {
      var near = problem
      near.alpha = alpha
      near.start = .from(s)
      let solution = try near.solve(in: work)
      // Near a fold the neighbour may lie on the other branch.
      let isNear = (solution.saddlePoint.order.coordinates - point).largestMagnitude < 0.05
      return solution.status == .converged && isNear ? solution.phi : nil
    }
    guard let up = try phi(s.alpha + h), let down = try phi(s.alpha - h) else { return nil }
    let slope = (up - down) / (2 * h)
    let energy = s.saddlePoint.energy.value
    guard abs(slope - energy) < 1e-4 * max(1e-3, abs(energy)) + 1e-8 * abs(s.phi) / s.alpha else {
      return name + "dΦ/dα \(slope), G_E \(energy)"
    }
    return nil
  }

  @Test(
    "Hard corners converge, or say that they did not",
    arguments: [
      (1.9058, 20.0, 0.0), (1.905803, 20, 0), (1.498898, 20, 0), (1.4989, 20, 0), (5, 200, 0), (2.3, 200, 0),
      (1, 200, 1e-6), (1, 200, 1e-3), (1e-3, 200, 0), (1e-3, 0.5, 5), (5, 0.5, 5), (1.5, 1000, 0),
      (50, 20, 0),
    ])
  func corners(alpha: Double, beta: Double, gamma: Double) throws {
    for start in [SaddlePointProblem.Start.uninformed, .informed, .best] {
      let problem = SaddlePointProblem(alpha: alpha, beta: beta, gamma: gamma, start: start)
      let s = try problem.solve(in: Work())
      guard s.status == .converged else { continue }
      let point = s.saddlePoint.order.coordinates
      let change = problem.equations(after: nil, resolution: 3)(point) - point
      #expect(change.largestMagnitude < 1e-9)
      #expect(s.r * s.r <= s.q * (1 + 1e-12) && s.q <= s.qd && s.qd < 1)
    }
  }
}

@Suite("The Monte-Carlo estimator")
struct MonteCarloTests {
  private func estimate(_ alpha: Double, _ beta: Double, _ samples: Int) throws -> MonteCarloSolution {
    try SaddlePointProblem(alpha: alpha, beta: beta, gamma: 0, start: .uninformed).monteCarlo(
      samples: samples, runs: 8,
      stream: RandomStream(key: StreamKey(seed: 1, statement: 0, path: 0), draw: 0),
      in: Work())
  }

  @Test("Where no event is rare it agrees with the exact solution within its error bars")
  func agreesWhereItShould() throws {
    let exact = try SaddlePointProblem(alpha: 0.5, beta: 1, gamma: 0).solve(in: Work())
    let sampled = try estimate(0.5, 1, 4000)
    for (found, value) in [(sampled.q, exact.q), (sampled.r, exact.r), (sampled.qd, exact.qd)] {
      // Eight runs: five standard errors of a mean have a probability of 10⁻³ or so; the bias is of order 1/samples.
      #expect(abs(found.mean - value) < 5 * found.standardError + 1e-3)
      #expect(found.standardError > 0 && found.standardError < 0.01)
    }
  }

  @Test("At β = 20 it is wrong by many error bars, and more samples help little")
  func isBiased() throws {
    let exact = try SaddlePointProblem(alpha: 1, beta: 20, gamma: 0, start: .uninformed).solve(in: Work())
    let (few, many) = (try estimate(1, 20, 200), try estimate(1, 20, 2000))
    for sampled in [few, many] { #expect(exact.q - sampled.q.mean > 20 * sampled.q.standardError) }
    #expect(abs(many.q.mean - exact.q) < abs(few.q.mean - exact.q))
    #expect(exact.q - many.q.mean > 0.1)
  }
}
