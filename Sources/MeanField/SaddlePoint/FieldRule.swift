import Foundation
import SpecialFunctions

/// The distribution of a weight's total field v = √q̂ x + r̂ + βγ η as nodes and probabilities, seen from the current teacher.
///
/// x is standard normal noise of the patterns, r̂ the pull of the teacher, η the field left by the previous task.
struct FieldRule {
  private(set) var nodes: [Double] = []
  private(set) var probabilities: [Double] = []
  /// For each node and earlier teacher k, E[W_k W; v], see `FieldDensity`.
  private(set) var signed: [[Double]]

  var largest: Double { nodes.reduce(0) { max($0, abs($1)) } }

  /// How far the noise is followed, in standard deviations: [−8.8, 8.8] leaves out 10⁻¹⁸.
  private let reach: Double

  /// With `isTailResolved` the range reaches beyond v = 0, however improbable that is: deployed weights err only there.
  init(
    noise qhat: Double, pull rhat: Double, prior: FieldDensity, priorWeight: Double, scale: Double,
    resolution: Double, isTailResolved: Bool = false
  ) {
    let distance = qhat > 0 ? abs(rhat) / qhat.squareRoot() : 0
    reach = isTailResolved ? min(30, max(8.8, distance + 4)) : 8.8
    signed = Array(repeating: [], count: prior.signed.count)
    let width = qhat.squareRoot()
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
    let live = prior.probabilities.indices.filter { prior.probabilities[$0] > 1e-18 }
    guard let first = live.first, let last = live.last else { return }
    let (low, high) = (rhat + priorWeight * prior.nodes[first], rhat + priorWeight * prior.nodes[last])
    // The density is as smooth as its noise and its prior.
    let smoothness = hypot(width, 0.3 * (prior.step > 0 ? priorWeight : 0))
    let mean = zip(prior.probabilities, prior.nodes).reduce(0) { $0 + $1.0 * abs(rhat + priorWeight * $1.1) }
    let step = min(0.25, 0.5 * smoothness / hypot(scale, mean + 2.5 * smoothness)) / resolution
    let grid = StretchedGrid(
      covering: low - reach * width...high + reach * width, width: scale, step: step)
    let norm = 1 / (width * (2 * Double.pi).squareRoot())
    let densities = ([prior.probabilities] + prior.signed).map { packed(Array($0[first...last]), padding: 0) }
    // In units of the noise, the prior's nodes lie `spacing` apart, eight to a block.
    let spacing = priorWeight * prior.step / width
    let lanes = spacing * Vector(0, 1, 2, 3, 4, 5, 6, 7)
    let blocksPerUnit = spacing > 0 ? 1 / (8 * spacing) : 0
    var sums = densities.map { _ in Vector() }
    for index in 0..<grid.count {
      let (v, weight) = grid[index]
      let offset = (v - low) / width
      let nearest = max(0, Int((offset - reach) * blocksPerUnit))
      let farthest = min(densities[0].count - 1, Int(max(0, (offset + reach) * blocksPerUnit)))
      for k in sums.indices { sums[k] = Vector() }
      for block in stride(from: nearest, through: farthest, by: 1) {
        let z = offset - (8 * spacing * Double(block) + lanes)
        let gaussian = exponential(-0.5 * (z * z))
        for k in sums.indices { sums[k] += gaussian * densities[k][block] }
      }
      add(v, weight * norm, sums[0].sum(), sums.dropFirst().map { $0.sum() })
    }
  }

  /// Nodes at all pairs of a prior's node and one of the noise, where the noise is narrower than the prior's step.
  private mutating func pair(
    _ width: Double, _ rhat: Double, _ prior: FieldDensity, _ priorWeight: Double, _ resolution: Double
  ) {
    let step = 0.7 / resolution
    let half = width > 0 ? Int((reach / step).rounded(.up)) : 0
    let noise = (-half...half).map { Double($0) * step }
    let weights = noise.map { half == 0 ? 1 : step * exp(-0.5 * $0 * $0) / (2 * Double.pi).squareRoot() }
    for j in prior.nodes.indices where prior.probabilities[j] > 1e-18 {
      for (x, weight) in zip(noise, weights) {
        add(
          rhat + priorWeight * prior.nodes[j] + width * x, weight, prior.probabilities[j],
          prior.signed.map { $0[j] })
      }
    }
  }

  private mutating func add(_ v: Double, _ weight: Double, _ probability: Double, _ sums: [Double]) {
    nodes.append(v)
    probabilities.append(weight * probability)
    for k in sums.indices { signed[k].append(weight * sums[k]) }
  }
}
