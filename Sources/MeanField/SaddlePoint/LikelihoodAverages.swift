import Foundation
import SpecialFunctions

/// Averages over x at fixed ω under e^{−x²/2} H(g)^β, g = ω/√(1 − q_d) + k x, k = √((q_d − q)/(1 − q_d)).
///
/// The integrand is log-concave. Where g is very negative it is a standard Gaussian; where g is positive, a Gaussian narrower by
/// ϱ = √(1 + β k²). The trapezoid rule runs in a variable u with du/dx = 1 + (ϱ − 1) σ((g + 1.6)/0.7), σ the logistic function:
/// it follows the local width 1/√(1 + β k² M′(g)) to a factor below 2. As u depends on g alone, its nodes and all that is needed of H
/// there serve every ω: what is left per ω and node is one exponential. Where β k² is small the width is nearly 1 everywhere and nodes
/// of g would lie too dense: there each ω has its own, at fixed distances from the mode.
struct LikelihoodAverages {
  /// What one ω gives, in terms of the inverse Mills ratio M(g) = −H′/H and its derivative M′ = M (M − g).
  struct Average {
    /// ln f(ω).
    let logIntegral: Double
    /// ⟨M⟩.
    let mean: Double
    /// ⟨M²⟩.
    let meanSquare: Double
    /// ⟨M′⟩.
    let meanSlope: Double

    var variance: Double { meanSquare - mean * mean }
  }

  /// Eight nodes: where they are, the logarithm of the weights' part without e^{−x²/2}, and the Mills ratio there.
  private struct Block {
    /// g/k, the part of x that does not depend on ω; the distance from the mode where nodes are not shared.
    var position = Vector()
    var exponent = Vector()
    var mills = Vector()
    var slope = Vector()
  }
  private let beta: Double
  /// 1/√(1 − q_d).
  private let gain: Double
  private let k: Double
  private let hasSharedNodes: Bool
  private var blocks: [Block] = []

  /// Terms below e^{−37} of the largest are left out.
  private static let negligible = 37.0

  /// Rules for the ω in a range; `resolution` 1 aims at 10⁻¹².
  init(_ order: OrderParameters, beta: Double, omega: ClosedRange<Double>, resolution: Double) {
    self.beta = beta
    gain = 1 / order.oneMinusQd.squareRoot()
    k = order.qdMinusQ.squareRoot() * gain
    let sharpness = (1 + beta * k * k).squareRoot()
    hasSharedNodes = beta * k * k > 0.3
    let reach = 8.8
    if hasSharedNodes {
      let map = KneeMap(sharpness: sharpness, knee: -1.6 / k, softness: 0.7 / k)
      // The mode at the largest ω, where g is far above the knee, is at g = ω gain/ϱ²; the integrand is narrow there.
      let top = max(0, gain * omega.upperBound) / (sharpness * sharpness) / k
      let bottom = gain * omega.lowerBound / k - reach
      let (low, high) = (map.u(bottom), map.u(top + (reach + 2) / sharpness + 2 / k))
      let step = max(0.5 / (max(1, k) * resolution), (high - low) / Double(StretchedGrid.largestCount))
      let first = Int((low / step).rounded(.down))
      let last = Int((high / step).rounded(.up))
      var x = bottom
      blocks = Self.blocks(count: last - first + 1) { index in
        let u = Double(first + index) * step
        x = map.x(u, near: x + step / map.slope(x))
        return (x, log(step / map.slope(x)))
      }
      for index in blocks.indices {
        let g = k * blocks[index].position
        let (logTail, mills) = logNormalTailAndMillsRatio(g)
        blocks[index].exponent += beta * logTail
        blocks[index].mills = mills
        blocks[index].slope = mills * (mills - g)
      }
    } else {
      let step = 0.6 / resolution
      let half = Int((reach / step).rounded(.up))
      blocks = Self.blocks(count: 2 * half + 1) { index in
        (Double(index - half) * step, log(step))
      }
    }
  }

  private static func blocks(count: Int, _ node: (Int) -> (position: Double, logWeight: Double)) -> [Block] {
    stride(from: 0, to: count, by: 8).map { start in
      var block = Block()
      block.exponent = Vector(repeating: -.greatestFiniteMagnitude)
      for lane in 0..<min(8, count - start) {
        (block.position[lane], block.exponent[lane]) = node(start + lane)
      }
      return block
    }
  }

  func average(at omega: Double) -> Average {
    hasSharedNodes ? sharedAverage(shift: gain * omega / k) : directAverage(offset: gain * omega)
  }

  private func sharedAverage(shift: Double) -> Average {
    func exponent(_ block: Block) -> Vector {
      let x = block.position - shift
      return block.exponent - 0.5 * (x * x)
    }
    var highest = Vector(repeating: -.greatestFiniteMagnitude)
    for block in blocks {
      let value = exponent(block)
      highest.replace(with: value, where: value .> highest)
    }
    let peak = highest.max()
    let threshold = Vector(repeating: peak - Self.negligible)
    var sums = Sums()
    for block in blocks {
      let value = exponent(block)
      guard any(value .> threshold) else { continue }
      sums.add(exponential(value - peak), block.mills, block.slope)
    }
    return sums.average(peak: peak)
  }

  private func directAverage(offset: Double) -> Average {
    // Newton's method for the mode, x + β k M(g) = 0: where β k² is small it is nearly linear.
    var mode = 0.0
    for _ in 0..<8 {
      let g = offset + k * mode
      let mills = inverseMillsRatio(g)
      let step = (mode + beta * k * mills) / (1 + beta * k * k * mills * (mills - g))
      mode -= step
      if abs(step) < 0.01 { break }
    }
    let peak = beta * logNormalTail(offset + k * mode) - 0.5 * mode * mode
    var sums = Sums()
    for block in blocks {
      let x = mode + block.position
      let g = offset + k * x
      let (logTail, mills) = logNormalTailAndMillsRatio(g)
      let exponent: Vector = block.exponent + beta * logTail - 0.5 * (x * x)
      sums.add(exponential(exponent - peak), mills, mills * (mills - g))
    }
    return sums.average(peak: peak)
  }

  private struct Sums {
    var mass = Vector()
    var mills = Vector()
    var square = Vector()
    var slope = Vector()

    @inline(__always)
    mutating func add(_ weight: Vector, _ m: Vector, _ slope: Vector) {
      let moment = weight * m
      mass += weight
      mills += moment
      square += moment * m
      self.slope += weight * slope
    }

    func average(peak: Double) -> Average {
      let total = mass.sum()
      return Average(
        logIntegral: peak + log(total / (2 * Double.pi).squareRoot()), mean: mills.sum() / total,
        meanSquare: square.sum() / total, meanSlope: slope.sum() / total)
    }
  }
}

/// The variable u(x) whose unit is 1 far left of a knee and 1/ϱ far right of it: du/dx = 1 + (ϱ − 1)/(1 + e^{−(x − knee)/softness}).
private struct KneeMap {
  let sharpness: Double
  let knee: Double
  let softness: Double

  func u(_ x: Double) -> Double {
    let t = (x - knee) / softness
    // softness · ln(1 + e^t) without overflow.
    let softplus = max(0, t) + log1p(exp(-abs(t)))
    return x + (sharpness - 1) * softness * softplus
  }

  func slope(_ x: Double) -> Double { 1 + (sharpness - 1) / (1 + exp(-(x - knee) / softness)) }

  /// The inverse by Newton's method: u is increasing and convex, so it converges from anywhere.
  func x(_ u: Double, near start: Double) -> Double {
    var x = start
    for _ in 0..<50 {
      let step = (self.u(x) - u) / slope(x)
      x -= step
      // The error squares with every step.
      if abs(step) < 1e-7 { break }
    }
    return x
  }
}
