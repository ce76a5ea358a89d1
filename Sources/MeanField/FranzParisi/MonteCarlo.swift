import Execution
import RandomStreams
import SpecialFunctions

/// What a Monte-Carlo estimate of the inner average makes of a solution: means over independent runs and their standard errors.
///
/// f(ω) = ∫Dx H(g)^β is estimated from samples of x. At large β the average is one of rare events, and ln f and its derivatives are
/// biased by those that no sample hits: the estimate converges, and to other order parameters than the exact ones. Everything else
/// is as exact as in `Solution`.
package struct MonteCarloSolution: Sendable {
  /// A mean over runs and its standard error.
  package struct Estimate: Sendable {
    package let mean: Double
    package let standardError: Double
  }

  package let q: Estimate
  package let r: Estimate
  package let qd: Estimate
  package let p: Estimate
  /// The generalization error of the current task.
  package let error: Estimate
  /// Samples of x in an average.
  package let samples: Int
  package let runs: Int
}

extension SaddlePointProblem {
  /// Sweeps of damped iteration in a run, and the last ones that are averaged.
  private static let (sweeps, averaged) = (60, 30)
  private static let damping = 0.5

  /// Iterates the equations from the exact solution with the inner average estimated anew, from `samples` samples, in every sweep.
  ///
  /// Throws as `solve`.
  package func monteCarlo(
    samples: Int, runs: Int, stream: RandomStream, in work: Work
  ) throws -> MonteCarloSolution {
    let exact = try solve(in: work)
    let equations = equations(after: previousFields())
    let results = try work.map(runs, label: "solve") { run, work in
      var stream = stream.split(run)
      var x = exact.saddlePoint.order.coordinates
      var sums = SIMD8<Double>()
      for sweep in 0..<Self.sweeps {
        let order = OrderParameters(coordinates: x)
        let energy = try EnergeticTerm(order, beta: beta, samples: samples, from: &stream, in: work)
        let evaluation = equations.evaluate(at: order, energy)
        x += Self.damping * (evaluation.site.order.coordinates - x)
        guard sweep >= Self.sweeps - Self.averaged else { continue }
        let deployed = DeployedOverlaps(equations, evaluation)
        sums += SIMD8(order.q, order.r, order.qd, deployed.p, deployed.errors.last ?? 0.5, 0, 0, 0)
      }
      return sums / Double(Self.averaged)
    }
    func estimate(_ lane: Int) -> MonteCarloSolution.Estimate {
      let values = results.map { $0[lane] }
      let mean = values.reduce(0, +) / Double(runs)
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let error = runs > 1 ? (squares / Double(runs * (runs - 1))).squareRoot() : .nan
      return MonteCarloSolution.Estimate(mean: mean, standardError: error)
    }
    return MonteCarloSolution(
      q: estimate(0), r: estimate(1), qd: estimate(2), p: estimate(3), error: estimate(4), samples: samples,
      runs: runs)
  }
}

extension EnergeticTerm {
  /// The integrals with the average over x estimated from samples, the same ones for every ω.
  fileprivate init(
    _ order: OrderParameters, beta: Double, samples: Int, from stream: inout RandomStream, in work: Work
  ) throws {
    let gain = 1 / order.oneMinusQd.squareRoot()
    let k = order.qdMinusQ.squareRoot() * gain
    let offsets = (0..<samples).map { _ in k * stream.normal() }
    let lowest = offsets.min() ?? 0
    try work.checkpoint()
    self.init(order, beta: beta, Self.grid(order, resolution: 1)) { omega in
      // H falls: the largest weight is that of the smallest g.
      let peak: Vector = beta * logNormalTailAndMillsRatio(gain * omega + lowest).logTail
      var sums = LikelihoodAverages.Sums()
      for offset in offsets {
        let g = gain * omega + offset
        let (logTail, mills) = logNormalTailAndMillsRatio(g)
        let weight = exponential(beta * logTail - peak)
        sums.add(weight, mills, mills * (mills - g))
      }
      return sums.averages(peak: peak, scale: 1 / Double(samples))
    }
  }
}
