import Foundation
import SpecialFunctions

/// The distribution of a weight's total field v = √q̂ x + c as nodes and probabilities, seen from the current teacher.
///
/// x is standard normal noise of the patterns. The centre c = r̂ + βγ η + κ tanh η is due to the teacher, to the field η that the
/// previous task left, and to the pull κ towards its mean. Nodes come in blocks of eight in ascending order, the last one filled up
/// with nodes of probability 0.
struct FieldRule {
  private(set) var nodes: [Vector] = []
  private(set) var probabilities: [Vector] = []
  /// What else is carried from η to v: Σ_η D(η) P(v|η) for densities D.
  private(set) var carried: [[Vector]]

  /// The largest |v|.
  var largest: Double { nodes.reduce(0) { max($0, $1.max(), -$1.min()) } }

  /// How far the noise is followed, in standard deviations.
  private let reach: Double
  private let resolution: Double
  /// Nodes of the prior below this probability are left out.
  private static let negligible = 1e-18
  /// Noise this many times as wide as the gaps between sources makes a smooth density of them.
  private static let smoothing = 1.25
  /// Below this resolution half of the prior's nodes do: their error of e^{−31} becomes e^{−15}.
  private static let thinning = 0.75

  /// `noise` is q̂. With `isTailResolved` the range reaches beyond v = 0, however improbable
  /// that is: deployed weights err only there.
  init(
    noise qhat: Double, centres: FieldCentres, prior: FieldDensity, carrying densities: [[Double]] = [],
    scales: FieldScales, resolution: Double, isTailResolved: Bool = false
  ) {
    let width = qhat.squareRoot()
    // Where the teacher is known, what is left of q − r² may all be beyond v = 0.
    let beyondZero = width > 0 ? abs(centres.teacher) / width : 0
    reach = max(
      Truncation(resolution: resolution).reach,
      isTailResolved ? min(30, beyondZero + 4) : min(8.8, beyondZero + 2))
    self.resolution = resolution
    carried = densities.map { _ in [] }
    guard let first = prior.probabilities.firstIndex(where: { $0 > Self.negligible }),
      let last = prior.probabilities.lastIndex(where: { $0 > Self.negligible })
    else { return }
    var sources = Sources(
      centres: (first...last).map { centres.centre(at: prior.nodes[$0], mean: prior.means[$0]) },
      densities: ([prior.probabilities] + densities).map { Array($0[first...last]) })
    let gap = sources.largestGap
    if width == 0 {
      place(sources)
    } else if width < Self.smoothing * gap {
      pair(sources, width)
    } else {
      let isThinned =
        resolution < Self.thinning && sources.centres.count > 16 && width >= 2 * Self.smoothing * gap
      if isThinned { sources = sources.everyOther }
      // The density is as smooth as its noise and its prior.
      convolve(sources, width, smoothness: hypot(width, prior.step > 0 ? 0.3 * centres.prior : 0), scales)
    }
  }

  /// The prior's nodes that count: their centres, and there the probability and the densities that are carried.
  private struct Sources {
    let centres: [Double]
    let densities: [[Double]]

    /// The largest distance of neighbouring centres.
    var largestGap: Double { zip(centres, centres.dropFirst()).reduce(0) { max($0, abs($1.0 - $1.1)) } }

    /// Half of them, each for two.
    var everyOther: Sources {
      let kept = stride(from: 0, to: centres.count, by: 2)
      return Sources(
        centres: kept.map { centres[$0] },
        densities: densities.map { density in kept.map { 2 * density[$0] } })
    }
  }

  /// Nodes v with the density Σ_η P(η) N(v − c(η); q̂): the sum over η is a trapezoid rule fine enough for this Gaussian.
  private mutating func convolve(
    _ sources: Sources, _ width: Double, smoothness: Double, _ scales: FieldScales
  ) {
    guard let low = sources.centres.min(), let high = sources.centres.max() else { return }
    let mean = zip(sources.centres, sources.densities[0]).reduce(0) { $0 + $1.1 * abs($1.0) }
    let relative = min(scales.relative, 0.5 * smoothness / hypot(scales.near, mean + 2.5 * smoothness))
    let grid = SinhTrapezoid(
      covering: low - reach * width...high + reach * width, width: scales.near,
      step: relative / resolution)
    let norm = 1 / (width * (2 * Double.pi).squareRoot())
    // In units of the noise.
    let centres = packed(sources.centres, padding: sources.centres[sources.centres.count - 1])
      .map { $0 / width }
    let ranges = centres.map { ($0.min() - reach, $0.max() + reach) }
    let densities = sources.densities.map { packed($0, padding: 0) }
    var sums = densities.map { _ in Vector() }
    var partial = sums
    for place in stride(from: 0, to: grid.count, by: 8) {
      let (v, weight) = grid.block(at: place)
      if sources.centres.count == 1 {
        let z = (v - low) / width
        add(
          v, norm * weight * exponential(-0.5 * (z * z)), sources.densities.map { Vector(repeating: $0[0]) })
        continue
      }
      for lane in 0..<8 {
        let offset = v[lane] / width
        for k in partial.indices { partial[k] = Vector() }
        for block in centres.indices where offset > ranges[block].0 && offset < ranges[block].1 {
          let z = offset - centres[block]
          let gaussian = exponential(-0.5 * (z * z))
          for k in partial.indices { partial[k].addProduct(gaussian, densities[k][block]) }
        }
        for k in sums.indices { sums[k][lane] = partial[k].sum() }
      }
      add(v, norm * weight, sums)
    }
  }

  /// Nodes at the sources: there is no noise.
  private mutating func place(_ sources: Sources) {
    let densities = sources.densities.map { packed($0, padding: 0) }
    for (block, centres) in packed(sources.centres, padding: sources.centres[sources.centres.count - 1])
      .enumerated()
    {
      add(centres, Vector(repeating: 1), densities.map { $0[block] })
    }
  }

  /// Nodes at all pairs of a source and eight of the noise, where the noise is narrower than the distance of sources.
  private mutating func pair(_ sources: Sources, _ width: Double) {
    let step = 0.7 / resolution
    let half = (reach / step).rounded(.up)
    for (index, centre) in sources.centres.enumerated() where sources.densities[0][index] > Self.negligible {
      for first in stride(from: -half, through: half, by: 8) {
        let place = first + Vector(0, 1, 2, 3, 4, 5, 6, 7)
        let x = step * place
        let gaussian = step / (2 * Double.pi).squareRoot() * exponential(-0.5 * (x * x))
        add(
          centre + width * x, gaussian.replacing(with: 0, where: place .> half),
          sources.densities.map { Vector(repeating: $0[index]) })
      }
    }
  }

  /// Eight nodes with their weight, and there the density of the probability and those that are carried.
  private mutating func add(_ v: Vector, _ weight: Vector, _ densities: [Vector]) {
    nodes.append(v)
    probabilities.append(weight * densities[0])
    for k in carried.indices { carried[k].append(weight * densities[k + 1]) }
  }
}

/// What shifts a weight's total field from its noise: r̂ + βγ η + κ tanh η.
struct FieldCentres {
  /// r̂.
  let teacher: Double
  /// βγ.
  let prior: Double
  /// κ.
  let pull: Double

  func centre(at eta: Double, mean: Double) -> Double { teacher + prior * eta + pull * mean }
}

/// The scales on which averages of the one-site measure vary with the total field v.
struct FieldScales {
  /// That of the switch around v = 0.
  let near: Double
  /// The spacing of nodes far out, relative to |v|: for A < 0, ⟨m⟩ meets its bound at |v| = 2|A| within √(2|A|).
  let relative: Double

  init(near: Double, curvature: Double) {
    self.near = near
    relative = min(0.25, 0.6 / max(0, -2 * curvature).squareRoot())
  }

  /// Those of ⟨m⟩ and ⟨m²⟩: the switch is the faster, the less entropy and the more curvature there is.
  init(curvature: Double, entropyWeight: Double) {
    self.init(near: 1.2 + 0.7 * max(0, entropyWeight - 2 * max(0, curvature)), curvature: curvature)
  }
}
