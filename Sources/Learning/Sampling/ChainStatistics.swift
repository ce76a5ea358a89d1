import Execution
import Foundation

/// What several chains of one quantity say of its mean, and whether they agree.
///
/// Each chain is split in halves, so that a drift shows as disagreement too. With the variance W within halves and the variance B
/// between their means, V = (1 − 1/K) W + B for K samples in a half: R̂ = √(V/W). The autocorrelation at lag t is
/// ρ_t = 1 − (W − the halves' mean autocovariance)/V, so that chains that disagree count as one that moves slowly, and
/// τ = 1 + 2Σρ_t up to where the sum of two neighbours ρ_{2k} + ρ_{2k+1} would no longer be positive and falling.
///
/// Geyer, Stat. Sci. 7, 473 (1992); Vehtari, Gelman, Simpson, Carpenter and Bürkner, Bayesian Anal. 16, 667 (2021).
package struct ChainStatistics: Sendable {
  package let mean: Double
  /// √(V/the effective number of samples).
  package let standardError: Double
  /// Near 1 where the chains agree.
  package let rhat: Double
  /// τ, the integrated autocorrelation time in samples.
  package let autocorrelation: Double
  /// The number of samples of all chains, divided by τ.
  package let effectiveSamples: Double

  /// Of equally long chains of at least four samples.
  package init(of chains: [[Double]], in work: Work) throws(Interruption) {
    let count = Double(chains.reduce(0) { $0 + $1.count })
    mean = chains.reduce(0) { $0 + laneSum($1) } / count
    let halves = chains.flatMap { [Half($0.prefix($0.count / 2)), Half($0.suffix($0.count / 2))] }
    let K = Double(halves.first?.deviations.count ?? 0)
    let within = halves.reduce(0) { $0 + $1.autocovariance(0) } / Double(halves.count) * K / (K - 1)
    let grand = halves.reduce(0) { $0 + $1.mean } / Double(halves.count)
    let between =
      halves.reduce(0) { $0 + ($1.mean - grand) * ($1.mean - grand) } / Double(halves.count - 1)
    let variance = (1 - 1 / K) * within + between
    guard variance > 0 else {
      (standardError, rhat, autocorrelation, effectiveSamples) = (0, 1, 1, count)
      return
    }
    func correlation(_ lag: Int) throws(Interruption) -> Double {
      try work.checkpoint()
      let covariance = halves.reduce(0) { $0 + $1.autocovariance(lag) } / Double(halves.count)
      return 1 - (within - covariance * K / (K - 1)) / variance
    }
    var (time, pair) = (-1.0, Double.infinity)
    for lag in stride(from: 0, to: Int(K) - 1, by: 2) {
      pair = min(pair, try correlation(lag) + correlation(lag + 1))
      guard pair > 0 else { break }
      time += 2 * pair
    }
    // Samples that alternate about the mean are worth more than independent ones, up to a limit of what can be estimated.
    autocorrelation = max(time, 1 / log10(max(count, 10)))
    effectiveSamples = count / autocorrelation
    standardError = (variance / effectiveSamples).squareRoot()
    rhat = (variance / within).squareRoot()
  }
}

/// Half of a chain, about its mean.
private struct Half {
  let mean: Double
  let deviations: [Double]

  init(_ values: ArraySlice<Double>) {
    let mean = values.reduce(0, +) / Double(values.count)
    self.mean = mean
    deviations = values.map { $0 - mean }
  }

  /// (1/K) Σ of products of deviations `lag` apart.
  func autocovariance(_ lag: Int) -> Double {
    deviations.withUnsafeBufferPointer { values in
      var sum = 0.0
      for i in lag..<values.count { sum += values[i] * values[i - lag] }
      return sum / Double(values.count)
    }
  }
}
