import Execution
import Foundation

/// What samples of a Gibbs measure say: order parameters with standard errors, and how far to trust them.
package struct GibbsSamples: Sendable {
  /// A mean over samples and its standard error.
  package struct Estimate: Sendable {
    package let mean: Double
    package let standardError: Double
  }

  /// The course of a chain, with a number for every kept sample.
  package struct Chain: Sendable {
    /// q_d = Σm²/n.
    package internal(set) var qd: [Double] = []
    /// r = W·m/n.
    package internal(set) var r: [Double] = []
    /// p = W·sgn(m)/n.
    package internal(set) var p: [Double] = []
    /// (L + γ KL)/n.
    package internal(set) var energy: [Double] = []
    /// The mean of m over kept samples.
    package internal(set) var means: [Double]
    /// The mean probability with which kept samples were accepted.
    package internal(set) var acceptance = 0.0
    /// The step size, frozen after the warm-up.
    package internal(set) var step = 0.0
    /// The last sample.
    package internal(set) var last: BinaryPerceptron
  }

  package let chains: [Chain]
  /// The mean of m·m′/n over all pairs of samples of different chains: without bias, as the two are independent.
  package let q: Estimate
  package let r, qd, p: Estimate
  /// ε = arccos(p)/π at the mean of p.
  package let error: Estimate
  package let energy: Estimate
  /// The largest of q_d, r and the energy.
  package let rhat: Double
  /// The smallest of q_d, r and the energy, of all chains together.
  package let effectiveSamples: Double
  /// The integrated autocorrelation time, in samples, of the slowest of q_d, r and the energy.
  package let autocorrelation: Double

  package var acceptance: Double { chains.reduce(0) { $0 + $1.acceptance } / Double(chains.count) }

  /// `overlaps` are m·m̄/n for every kept m of every chain, with m̄ the mean over the other chains.
  init(_ chains: [Chain], overlaps: [[Double]], in work: Work) throws(Interruption) {
    self.chains = chains
    // q is linear in the mean of each chain, and each stands in it twice: as m and in m̄.
    let ofQ = try ChainStatistics(of: overlaps, in: work)
    q = Estimate(mean: ofQ.mean, standardError: 2 * ofQ.standardError)
    let ofQd = try ChainStatistics(of: chains.map(\.qd), in: work)
    let ofR = try ChainStatistics(of: chains.map(\.r), in: work)
    let ofP = try ChainStatistics(of: chains.map(\.p), in: work)
    let ofEnergy = try ChainStatistics(of: chains.map(\.energy), in: work)
    (qd, r, p, energy) = (Estimate(ofQd), Estimate(ofR), Estimate(ofP), Estimate(ofEnergy))
    error = Estimate(
      mean: acos(min(1, max(-1, ofP.mean))) / .pi,
      standardError: ofP.standardError / (.pi * max(1e-300, 1 - ofP.mean * ofP.mean).squareRoot()))
    let all = [ofQd, ofR, ofEnergy]
    rhat = all.map(\.rhat).max() ?? .nan
    effectiveSamples = all.map(\.effectiveSamples).min() ?? .nan
    autocorrelation = all.map(\.autocorrelation).max() ?? .nan
  }
}

extension GibbsSamples.Estimate {
  fileprivate init(_ statistics: ChainStatistics) {
    self.init(mean: statistics.mean, standardError: statistics.standardError)
  }
}
