import Execution
import Foundation
import Testing

@testable import MeanField

private func solve(
  _ alpha: Double, beta: Double = 20, gamma: Double = 0, after previous: Solution? = nil, overlap: Double = 0,
  start: SaddlePointProblem.Start = .best
) throws -> Solution {
  try SaddlePointProblem(
    alpha: alpha, beta: beta, gamma: gamma, previous: previous, overlap: .withPrevious(overlap), start: start
  ).solve(in: Work())
}

@Suite("What the theory says exactly")
struct ExactCheckTests {
  @Test("Without patterns the means are uniform: q = r = 0, q_d = 1/3, ε = 1/2, Φ = 0")
  func noPatterns() throws {
    let solution = try solve(0)
    #expect(solution.q == 0 && solution.r == 0)
    #expect(abs(solution.qd - 1.0 / 3) < 1e-14)
    #expect(abs(solution.error - 0.5) < 1e-12)
    #expect(abs(solution.phi) < 1e-13)
    #expect(solution.status == .converged)
  }

  @Test("A few patterns change little: the limit α → 0 is continuous")
  func fewPatterns() throws {
    let solution = try solve(1e-6)
    // q̂ is proportional to α, q to q̂, Φ to α.
    #expect(solution.q < 1e-5 && abs(solution.qd - 1.0 / 3) < 1e-5 && abs(solution.phi) < 1e-5)
  }

  @Test("At β = 1 the conjugate of q_d vanishes")
  func unitTemperature() throws {
    #expect(try solve(1, beta: 1).qdhat == 0)
  }

  @Test("q̂_d and A, computed by different integrals, satisfy A = q̂_d − q̂/2", arguments: [0.5, 5, 20, 200])
  func conjugates(beta: Double) throws {
    let solution = try solve(1, beta: beta, start: .uninformed)
    let difference = solution.saddlePoint.measure.curvature - (solution.qdhat - solution.qhat / 2)
    #expect(abs(difference) < 1e-11 * solution.qhat)
  }

  @Test("Without a divergence the past does not matter: a later task equals the first, and p₁ = r₀ p₂")
  func noMemory() throws {
    let first = try solve(2, start: .informed)
    let alone = try solve(1, start: .uninformed)
    let second = try solve(1, gamma: 0, after: first, overlap: 0.3, start: .uninformed)
    #expect(abs(second.q - alone.q) < 1e-11 && abs(second.phi - alone.phi) < 1e-10)
    #expect(abs(second.error - alone.error) < 1e-11)
    #expect(abs(cos(.pi * second.errors[0]) - 0.3 * cos(.pi * second.errors[1])) < 1e-11)
  }

  @Test("A first task that taught nothing is the flat prior")
  func flatPast() throws {
    // At α = 0 a divergence of weight γ pins m to 0 with a variance 1/(βγ + 2), here 5·10⁻⁸.
    let nothing = try solve(0, gamma: 1e6)
    let first = try solve(1, gamma: 1)
    let second = try solve(1, gamma: 1, after: nothing)
    #expect(abs(first.q - second.q) < 1e-5 && abs(first.error - second.error) < 1e-5)
  }

  @Test("Without patterns of the second task its teacher is known as far as the first: p₂ = r₀ p₁")
  func secondWithoutPatterns() throws {
    let first = try solve(2, start: .informed)
    let second = try solve(0, gamma: 1, after: first, overlap: -0.4)
    #expect(abs(cos(.pi * second.errors[1]) + 0.4 * cos(.pi * second.errors[0])) < 1e-9)
    let few = try solve(1e-7, gamma: 1, after: first, overlap: -0.4)
    #expect(abs(few.errors[0] - second.errors[0]) < 1e-5 && abs(few.q - second.q) < 1e-5)
  }

  @Test("Reflecting the second teacher reflects its overlap and keeps the rest")
  func reflection() throws {
    // W² → −W² with y → −y is a symmetry of the second task alone, and turns r₀ into −r₀ only together with m₁: at r₀ = 0 alone
    // nothing changes, so ε₁ for ± r₀ differ, but q does not when the first task is forgotten (γ = 0).
    let first = try solve(2, start: .informed)
    let plus = try solve(1, gamma: 0, after: first, overlap: 0.5, start: .uninformed)
    let minus = try solve(1, gamma: 0, after: first, overlap: -0.5, start: .uninformed)
    #expect(abs(plus.errors[0] + minus.errors[0] - 1) < 1e-10)
  }

  @Test("dΦ/dα = G_E along a branch", arguments: [(0.5, 0.0), (1.0, 0.0), (1.0, 1.0)])
  func slopeOfFreeEntropy(alpha: Double, gamma: Double) throws {
    let h = 1e-4
    let (low, middle, high) = (
      try solve(alpha - h, gamma: gamma, start: .uninformed),
      try solve(alpha, gamma: gamma, start: .uninformed),
      try solve(alpha + h, gamma: gamma, start: .uninformed)
    )
    // A central difference leaves h² Φ‴/6 ~ 10⁻⁸ and rounding 10⁻¹²/h.
    #expect(abs((high.phi - low.phi) / (2 * h) - middle.saddlePoint.energy.value) < 2e-7)
  }

  @Test(
    "Two branches at α = 1.7: best is the one of larger Φ, and where only one is left both starts lead there")
  func branches() throws {
    let low = try solve(1.7, start: .uninformed)
    let high = try solve(1.7, start: .informed)
    let best = try solve(1.7)
    #expect(low.branch == .uninformed && high.branch == .informed)
    #expect(high.phi > low.phi && best.branch == .informed && best.phi == high.phi)
    #expect(try solve(0.5).branch == .both)
    #expect(try solve(2).branch == .both)
  }

  @Test("Each start stays on its branch: no jump between neighbouring loads", arguments: [20.0, 50])
  func continuity(beta: Double) throws {
    // The spinodals lie at 1.50 and 1.79 for β = 20, at 1.11 and 2.11 for β = 50; the branches are 0.1 to 0.2 apart in ε.
    let (low, high) = beta == 20 ? (1.52, 1.76) : (1.14, 2.08)
    for (start, range) in [(SaddlePointProblem.Start.uninformed, 0.9...high), (.informed, low...2.3)] {
      let errors = try stride(from: range.lowerBound, through: range.upperBound, by: 0.02).map {
        try solve($0, beta: beta, start: start).error
      }
      #expect(zip(errors, errors.dropFirst()).allSatisfy { $0 > $1 && $0 - $1 < 0.02 })
    }
  }

  @Test("Held at the value it would take by itself, q_d changes nothing")
  func heldAtItsOwnValue() throws {
    let free = try solve(1, start: .uninformed)
    let held = try SaddlePointProblem(
      alpha: 1, beta: 20, gamma: 0, start: .uninformed, fixedQd: free.qd
    ).solve(in: Work())
    #expect(abs(held.q - free.q) < 1e-10 && abs(held.phi - free.phi) < 1e-10)
    #expect(abs(held.qdhat - free.qdhat) < 1e-6)
  }

  @Test(
    "Held q_d: dΦ/dq_d is what the energy pulls less what the multiplier holds",
    arguments: [0.75, 0.85, 0.95])
  func heldElsewhere(qd: Double) throws {
    func held(_ qd: Double) throws -> Solution {
      try SaddlePointProblem(alpha: 2, beta: 5, gamma: 0, fixedQd: qd).solve(in: Work())
    }
    let middle = try held(qd)
    #expect(middle.status == .held && abs(middle.qd - qd) < 1e-13)
    let h = 1e-4
    let slope = (try held(qd + h).phi - held(qd - h).phi) / (2 * h)
    // A central difference leaves h² Φ‴/6; Φ‴ is of order 10 Φ″/(1 − q_d).
    #expect(abs(slope - (2 * middle.saddlePoint.energy.qdhat - middle.qdhat)) < 1e-4)
  }

  @Test("Errors of a chain of tasks: one per task, each further from the present closer to forgotten")
  func chain() throws {
    var solution = try solve(2, start: .informed)
    for task in 2...5 {
      solution = try solve(1, gamma: 1, after: solution)
      #expect(solution.task == task && solution.errors.count == task && solution.status == .converged)
    }
    let past = solution.errors.dropLast()
    #expect(past.dropFirst().allSatisfy { $0 < 0.5 && $0 > 0.2 })
  }
}

@Suite("The saddle point is stationary")
struct StationarityTests {
  /// Φ as a function of six independent variables, at rules of resolution 2.
  private func freeEntropy(
    _ q: Double, _ r: Double, _ qd: Double, _ qhat: Double, _ rhat: Double, _ qdhat: Double, _ alpha: Double,
    _ gamma: Double
  ) -> Double {
    let order = OrderParameters(
      oneMinusQd: 1 - qd, qdMinusQ: qd - q, q: q, slopeAngle: asinh(r / (q - r * r).squareRoot()))
    let equations = SaddlePointEquations(alpha: alpha, beta: 20, gamma: gamma, prior: .flat, resolution: 2)
    let rule = equations.fieldRule(
      noise: qhat, teacher: rhat,
      scales: FieldScales(curvature: qdhat - qhat / 2, entropyWeight: 20 * gamma))
    let measure = SiteMeasure(
      curvature: qdhat - qhat / 2, entropyWeight: 20 * gamma, largestField: rule.largest,
      legendre: GaussLegendre(48), resolution: 2)
    let energy = EnergeticTerm(order, beta: 20, resolution: 2)
    let conjugate = q * qhat / 2 - r * rhat - qd * qdhat
    return conjugate + EntropicTerm(rule, measure).logPartition + alpha * energy.value - 20 * gamma * log(2)
  }

  @Test(
    "All six derivatives of Φ vanish by finite differences", arguments: [(0.5, 0.0), (1.0, 1.0), (1.0, 0.0)])
  func derivatives(alpha: Double, gamma: Double) throws {
    let s = try SaddlePointProblem(alpha: alpha, beta: 20, gamma: gamma, start: .uninformed).solve(in: Work())
    let point = [s.q, s.r, s.qd, s.qhat, s.rhat, s.qdhat]
    func value(_ x: [Double]) -> Double { freeEntropy(x[0], x[1], x[2], x[3], x[4], x[5], alpha, gamma) }
    #expect(abs(value(point) - s.phi) < 1e-9)
    for index in 0..<6 {
      // A thousandth of the distance to the nearest bound, or of the conjugate itself.
      let h = index < 3 ? 1e-3 * min(1 - s.qd, s.qd - s.q, s.q - s.r * s.r) : 1e-4 * abs(point[index])
      var (up, down) = (point, point)
      up[index] += h
      down[index] -= h
      let derivative = (value(up) - value(down)) / (2 * h)
      // The terms that cancel are ½ q̂ or so for the order parameters, ½ q for the conjugates: relative to these.
      let scale = index < 3 ? s.qhat : 1
      #expect(abs(derivative) < 3e-6 * scale, "derivative \(index)")
    }
  }
}

@Suite("A solution knows its own accuracy")
struct AccuracyTests {
  @Test(
    "The refined solution differs by less than the estimate and the tolerance", arguments: [0.3, 1, 1.7, 2.5])
  func refinement(alpha: Double) throws {
    let solution = try solve(alpha, start: .uninformed)
    let equations = SaddlePointEquations(alpha: alpha, beta: 20, gamma: 0, prior: .flat, resolution: 3)
    let residual = equations(solution.saddlePoint.order.coordinates) - solution.saddlePoint.order.coordinates
    #expect(residual.largestMagnitude < 1e-11)
    #expect(solution.quadratureError < 1e-10 && solution.residual < 1e-10)
  }

  @Test("The order parameters keep r² ≤ q ≤ q_d < 1 over the whole range of parameters")
  func range() throws {
    for beta in [0.5, 1, 20, 200] {
      for gamma in [0.0, 0.01, 5] {
        for alpha in [1e-3, 0.3, 1.5, 5] {
          let solution = try solve(alpha, beta: beta, gamma: gamma)
          #expect(solution.status == .converged, "α \(alpha) β \(beta) γ \(gamma)")
          #expect(solution.r * solution.r <= solution.q && solution.q <= solution.qd && solution.qd < 1)
        }
      }
    }
  }

  @Test("Parameters outside the theory are refused by name")
  func validation() {
    func expectRefusal(_ name: String, _ problem: SaddlePointProblem) {
      #expect { try problem.solve(in: Work()) } throws: { error in "\(error)".hasPrefix(name) }
    }
    expectRefusal("alpha", SaddlePointProblem(alpha: -1, beta: 20, gamma: 0))
    expectRefusal("alpha", SaddlePointProblem(alpha: .nan, beta: 20, gamma: 0))
    expectRefusal("beta", SaddlePointProblem(alpha: 1, beta: 0, gamma: 0))
    expectRefusal("beta", SaddlePointProblem(alpha: 1, beta: .infinity, gamma: 0))
    expectRefusal("gamma", SaddlePointProblem(alpha: 1, beta: 20, gamma: -0.1))
    expectRefusal("overlap", SaddlePointProblem(alpha: 1, beta: 20, gamma: 0, overlap: .withPrevious(1.5)))
  }

  @Test("A request to stop ends the iteration")
  func interruption() {
    let cancellation = Cancellation()
    cancellation.request()
    #expect(throws: Interruption.self) {
      try SaddlePointProblem(alpha: 1, beta: 20, gamma: 0).solve(in: Work(cancellation: cancellation))
    }
  }
}
