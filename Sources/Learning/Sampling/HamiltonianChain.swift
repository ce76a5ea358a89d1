import Execution
import Foundation
import RandomStreams

/// A Markov chain with the density e^{−U} as its equilibrium: hybrid, or Hamiltonian, Monte Carlo.
///
/// Each trajectory starts with fresh normal momenta p, follows H = ½p² + U(θ) by the leapfrog rule, which is reversible, preserves
/// volume and errs by the square of its step, and is accepted with probability min(1, e^{−ΔH}). Duane, Kennedy, Pendleton and
/// Roweth, Phys. Lett. B 195, 216 (1987).
struct HamiltonianChain {
  /// A point with what is known there.
  struct State {
    fileprivate(set) var fields: [Double]
    fileprivate(set) var gradient: [Double]
    fileprivate(set) var means: [Double]
    /// U.
    fileprivate(set) var potential: Double
    /// L + γ KL.
    fileprivate(set) var energy: Double
  }

  /// No trajectory takes more, however small the step has become.
  private static let mostSteps = 1000

  private(set) var state: State
  private var potential: GibbsPotential
  private var stream: RandomStream

  /// Throws `LearningError.invalid` where U is not a finite number.
  init(at fields: [Double], in potential: GibbsPotential, stream: RandomStream, in work: Work) throws {
    var potential = potential
    let value = try potential.evaluate(at: fields, in: work)
    try require(value.isFinite, "the measure has no finite density where a chain begins")
    state = State(
      fields: fields, gradient: potential.gradient, means: potential.means, potential: value,
      energy: potential.energy)
    (self.potential, self.stream) = (potential, stream)
  }

  /// Moves along a trajectory of mean length `length`, each between half and one and a half times as long, so that no period of the
  /// motion is hit. Gives the probability with which it was accepted: 0 where H became infinite.
  mutating func move(length: Double, step: Double, in work: Work) throws -> Double {
    let steps = min(length * (0.5 + stream.uniform()) / step, Double(Self.mostSteps))
    var momenta = state.fields.map { _ in stream.normal() }
    let start = state
    let change = try follow(&momenta, steps: max(1, Int(steps.rounded())), step: step, in: work)
    let threshold = stream.uniform()
    let acceptance = change.isFinite ? min(1, exp(-change)) : 0
    if threshold >= acceptance { state = start }
    return acceptance
  }

  /// Follows the motion for some steps and gives the change of H, which is infinite or not a number where the steps were too long.
  mutating func follow(_ momenta: inout [Double], steps: Int, step: Double, in work: Work) throws -> Double {
    let start = state.potential + kineticEnergy(momenta)
    add(state.gradient, times: -step / 2, to: &momenta)
    for index in 1...steps {
      add(momenta, times: step, to: &state.fields)
      state.potential = try potential.evaluate(at: state.fields, in: work)
      guard state.potential.isFinite else { return .infinity }
      add(potential.gradient, times: index < steps ? -step : -step / 2, to: &momenta)
    }
    (state.gradient, state.means, state.energy) = (potential.gradient, potential.means, potential.energy)
    return state.potential + kineticEnergy(momenta) - start
  }
}

private func kineticEnergy(_ momenta: [Double]) -> Double {
  momenta.reduce(0) { $0 + $1 * $1 } / 2
}

private func add(_ numbers: [Double], times factor: Double, to sums: inout [Double]) {
  for i in sums.indices { sums[i] += factor * numbers[i] }
}
