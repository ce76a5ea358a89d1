import Foundation
import SpecialFunctions

/// The distribution of a weight's total field v = √q̂ x + r̂ + βγ η as nodes and probabilities, seen from the current teacher.
///
/// x is standard normal noise of the patterns, r̂ the pull of the teacher, η the field left by the previous task. Nodes come in
/// blocks of eight in ascending order, the last one filled up with nodes of probability 0.
struct FieldRule {
  private(set) var nodes: [Vector] = []
  private(set) var probabilities: [Vector] = []
  /// For each earlier teacher k and node, E[W_k W; v], see `FieldDensity`.
  private(set) var signed: [[Vector]]

  /// The largest |v|.
  var largest: Double { nodes.reduce(0) { max($0, $1.max(), -$1.min()) } }

  /// How far the noise is followed, in standard deviations: [−8.8, 8.8] leaves out 10⁻¹⁸.
  private let reach: Double
  /// Nodes of the prior below this probability are left out.
  private static let negligible = 1e-18

  /// With `isTailResolved` the range reaches beyond v = 0, however improbable that is: deployed weights err only there.
  init(
    noise qhat: Double, pull rhat: Double, prior: FieldDensity, priorWeight: Double, scale: Double,
    resolution: Double, isTailResolved: Bool = false
  ) {
    let width = qhat.squareRoot()
    reach = isTailResolved && width > 0 ? min(30, max(8.8, abs(rhat) / width + 4)) : 8.8
    signed = Array(repeating: [], count: prior.signed.count)
    if width >= 1.25 * priorWeight * prior.step, width > 0 {
      convolve(width, rhat, prior, priorWeight, scale, resolution)
    } else {
      pair(width, rhat, prior, priorWeight, resolution)
    }
  }

  /// Nodes v with the density Σ_η P(η) N(v − r̂ − βγη; q̂): the sum over η is a trapezoid rule fine enough for this Gaussian.
  private mutating func convolve(
    _ width: Double, _ rhat: Double, _ prior: FieldDensity, _ priorWeight: Double, _ scale: Double,
    _ resolution: Double
  ) {
    guard let first = prior.probabilities.firstIndex(where: { $0 > Self.negligible }),
      let last = prior.probabilities.lastIndex(where: { $0 > Self.negligible })
    else { return }
    let (low, high) = (rhat + priorWeight * prior.nodes[first], rhat + priorWeight * prior.nodes[last])
    // The density is as smooth as its noise and its prior.
    let smoothness = hypot(width, 0.3 * (prior.step > 0 ? priorWeight : 0))
    let mean = zip(prior.probabilities, prior.nodes).reduce(0) { $0 + $1.0 * abs(rhat + priorWeight * $1.1) }
    let step = min(0.25, 0.5 * smoothness / hypot(scale, mean + 2.5 * smoothness)) / resolution
    let grid = StretchedGrid(
      covering: low - reach * width...high + reach * width, width: scale, step: step)
    let norm = 1 / (width * (2 * Double.pi).squareRoot())
    // In units of the noise, the prior's nodes lie `spacing` apart.
    let spacing = priorWeight * prior.step / width
    let densities = [prior.probabilities] + prior.signed
    var sums = densities.map { _ in Vector() }
    for place in stride(from: 0, to: grid.count, by: 8) {
      let (v, weight) = grid.block(at: place)
      let offset = (v - low) / width
      for k in sums.indices { sums[k] = Vector() }
      for j in priorNodes(within: offset, spacing: spacing, first...last) {
        let z = offset - spacing * Double(j - first)
        let gaussian = exponential(-0.5 * (z * z))
        for k in sums.indices { sums[k].addProduct(gaussian, Vector(repeating: densities[k][j])) }
      }
      add(v, norm * weight, sums)
    }
  }

  /// The prior's nodes that count at ascending offsets from the first one, in units of the noise.
  private func priorNodes(within offset: Vector, spacing: Double, _ all: ClosedRange<Int>) -> Range<Int> {
    guard spacing > 0 else { return all.lowerBound..<all.upperBound + 1 }
    let count = Double(all.count)
    let nearest = min(max(0, ((offset[0] - reach) / spacing).rounded(.up)), count)
    let farthest = min(max(nearest, ((offset[7] + reach) / spacing).rounded(.down) + 1), count)
    return all.lowerBound + Int(nearest)..<all.lowerBound + Int(farthest)
  }

  /// Nodes at all pairs of a prior's node and eight of the noise, where the noise is narrower than the prior's step.
  private mutating func pair(
    _ width: Double, _ rhat: Double, _ prior: FieldDensity, _ priorWeight: Double, _ resolution: Double
  ) {
    let step = 0.7 / resolution
    let half = width > 0 ? (reach / step).rounded(.up) : 0
    for j in prior.nodes.indices where prior.probabilities[j] > Self.negligible {
      let centre = rhat + priorWeight * prior.nodes[j]
      for first in stride(from: -half, through: half, by: 8) {
        let place = first + Vector(0, 1, 2, 3, 4, 5, 6, 7)
        let x = step * place
        let gaussian = step / (2 * Double.pi).squareRoot() * exponential(-0.5 * (x * x))
        let weight = (width > 0 ? gaussian : Vector(repeating: 1)).replacing(with: 0, where: place .> half)
        add(
          centre + width * x, weight,
          [Vector(repeating: prior.probabilities[j])] + prior.signed.map { Vector(repeating: $0[j]) })
      }
    }
  }

  /// Eight nodes with their weight and the densities there, of the probability and of each earlier teacher.
  private mutating func add(_ v: Vector, _ weight: Vector, _ densities: [Vector]) {
    nodes.append(v)
    probabilities.append(weight * densities[0])
    for k in signed.indices { signed[k].append(weight * densities[k + 1]) }
  }
}
