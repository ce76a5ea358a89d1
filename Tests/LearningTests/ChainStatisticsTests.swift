import Execution
import Foundation
import RandomStreams
import Testing

@testable import Learning

@Suite struct ChainStatisticsTests {
  private func statistics(_ chains: [[Double]]) throws -> ChainStatistics {
    try ChainStatistics(of: chains, in: Work())
  }

  /// x_{t+1} = φ x_t + noise with unit variance in equilibrium, which it starts in.
  private func autoregressive(_ φ: Double, count: Int, _ number: UInt64) -> [Double] {
    var stream = stream(number)
    var x = stream.normal()
    return (0..<count).map { _ in
      x = φ * x + (1 - φ * φ).squareRoot() * stream.normal()
      return x
    }
  }

  /// ρ_t = φᵗ gives τ = (1 + φ)/(1 − φ) exactly. For φ = 0.9 estimates from so many samples spread by 3 %, with a long tail.
  @Test("the autocorrelation time of an AR(1) process is (1 + φ)/(1 − φ)", arguments: [0.9, 0.5, 0, -0.5])
  func autocorrelationTime(φ: Double) throws {
    let chains = (0..<4).map { autoregressive(φ, count: 50_000, UInt64(3000 + $0)) }
    let found = try statistics(chains)
    let time = (1 + φ) / (1 - φ)
    #expect(abs(found.autocorrelation / time - 1) < 0.15)
    #expect(abs(found.effectiveSamples * time / 200_000 - 1) < 0.15)
    #expect(abs(found.standardError / (time / 200_000).squareRoot() - 1) < 0.08)
    #expect(abs(found.mean) < 5 * found.standardError)
    #expect(abs(found.rhat - 1) < 0.002)
  }

  /// z has the variance 1 if the standard error is right; over 400 processes it is known to 7 %. Few samples shift it by some more.
  @Test("the standard error is the spread of the mean over many processes")
  func calibration() throws {
    let squares = try (0..<400).map { run in
      let chains = (0..<2).map { autoregressive(0.7, count: 500, UInt64(4000 + 2 * run + $0)) }
      let found = try statistics(chains)
      return pow(found.mean / found.standardError, 2)
    }
    #expect(abs(squares.reduce(0, +) / 400 - 1) < 0.3)
  }

  /// Halves 0 1, 0 1, 2 3, 2 3: W = 1/2, the means 0.5, 0.5, 2.5, 2.5 have B = 4/3, and V = W/2 + B = 19/12.
  @Test("chains that disagree have a large R̂, and hardly an effective sample")
  func disagreement() throws {
    let found = try statistics([[0, 1, 0, 1], [2, 3, 2, 3]])
    #expect(found.mean == 1.5)
    #expect(abs(found.rhat - (19.0 / 6).squareRoot()) < 1e-15)
    let far = try statistics(
      (0..<2).map { chain in
        autoregressive(0, count: 1000, UInt64(3100 + chain)).map { $0 + 20 * Double(chain) }
      })
    #expect(far.rhat > 5 && far.effectiveSamples < 10 && far.standardError > 3)
  }

  @Test("a chain that drifts disagrees with itself")
  func drift() throws {
    let drifting = autoregressive(0, count: 1000, 3200).enumerated().map { $1 + 0.01 * Double($0) }
    #expect(try statistics([drifting, drifting]).rhat > 1.5)
  }

  @Test("a quantity that never changes is known exactly")
  func constant() throws {
    let found = try statistics([[3, 3, 3, 3, 3], [3, 3, 3, 3, 3]])
    #expect(found.mean == 3 && found.standardError == 0 && found.rhat == 1 && found.effectiveSamples == 10)
  }
}
