import Foundation
import SpecialFunctions

/// Averages over x at fixed ω under e^{−x²/2} H(g)^β, g = ω/√(1 − q_d) + k x, k = √((q_d − q)/(1 − q_d)).
///
/// The integrand is log-concave. Where g is very negative it is a standard Gaussian; where g is positive, a Gaussian narrower by
/// ϱ = √(1 + β k²). The trapezoid rule runs in a variable u in which it is about equally wide everywhere, see `KneeMap`.
/// As u depends on g alone, its nodes and all that is needed of H there serve every ω: what is left per ω and node is one
/// exponential. Where k and β k² are small, nodes of g would lie too dense and the width is nearly 1: there each ω has its own nodes,
/// at fixed distances from the mode. Eight ω are done at a time.
struct LikelihoodAverages {
  /// What eight ω give, in terms of the inverse Mills ratio M(g) = −H′/H and its derivative M′ = M (M − g).
  struct Averages {
    /// ln f(ω).
    let logIntegral: Vector
    /// ⟨M⟩.
    let mean: Vector
    /// ⟨M²⟩.
    let meanSquare: Vector
    /// ⟨M′⟩.
    let meanSlope: Vector

    var variance: Vector { meanSquare - mean * mean }
  }

  /// A node that serves every ω.
  private struct Node {
    /// g/k, the part of x that does not depend on ω.
    let position: Double
    /// β ln H(g).
    let exponent: Double
    /// The weight, and its products with M, M² and M′.
    let weight, mills, square, slope: Double
  }
  private let beta: Double
  /// 1/√(1 − q_d).
  private let gain: Double
  private let k: Double
  /// Ascending; empty where each ω has its own.
  private var nodes: [Node] = []
  /// The range of nodes that counted for the last ω: as ω grows, both ends only move up.
  private var window = 0..<0
  /// Distances of own nodes from the mode.
  private let ownStep: Double
  private let truncation: Truncation

  /// Rules for the ω in a range; `resolution` 1 aims at 10⁻¹².
  init(_ order: OrderParameters, beta: Double, omega: ClosedRange<Double>, resolution: Double) {
    self.beta = beta
    gain = 1 / order.oneMinusQd.squareRoot()
    k = order.qdMinusQ.squareRoot() * gain
    ownStep = 0.6 / resolution
    truncation = Truncation(resolution: resolution)
    guard beta * k * k > 0.3 || k > 0.05 else { return }
    let sharpness = (1 + beta * k * k).squareRoot()
    let map = KneeMap(sharpness: sharpness, knee: -1.6 / k, softness: 0.7 / k)
    // The mode at the largest ω, where g is far above the knee, is at g = ω gain/ϱ²; the integrand is narrow there.
    let top = max(0, gain * omega.upperBound) / (sharpness * sharpness) / k
    let low = map.u(gain * omega.lowerBound / k - truncation.reach)
    let high = map.u(top + (truncation.reach + 2) / sharpness + 2 / k)
    let step = max(0.5 / (max(1, k) * resolution), (high - low) / Double(SinhTrapezoid.largestCount))
    let first = (low / step).rounded(.down)
    let count = Int((high / step - first).rounded(.up)) + 1
    nodes.reserveCapacity(count + 8)
    for block in stride(from: 0, to: count, by: 8) {
      let (x, slope) = map.x(step * (first + Double(block) + Vector(0, 1, 2, 3, 4, 5, 6, 7)))
      let g = k * x
      let (logTail, mills) = logNormalTailAndMillsRatio(g)
      let exponent = beta * logTail
      let weight = step * slope
      let moment = weight * mills
      let (square, millsSlope) = (moment * mills, moment * (mills - g))
      for lane in 0..<8 {
        nodes.append(
          Node(
            position: x[lane], exponent: exponent[lane], weight: weight[lane], mills: moment[lane],
            square: square[lane], slope: millsSlope[lane]))
      }
    }
  }

  /// The averages at eight ω in ascending order, none below those asked for before.
  mutating func averages(at omega: Vector) -> Averages {
    nodes.isEmpty ? ownAverages(offset: gain * omega) : sharedAverages(shift: gain / k * omega)
  }

  private mutating func sharedAverages(shift: Vector) -> Averages {
    let peak = moveWindow(to: shift)
    var sums = Sums()
    nodes.withUnsafeBufferPointer { nodes in
      for index in window {
        let node = nodes[index]
        let x = node.position - shift
        let value = exponential((node.exponent - peak).addingProduct(-0.5 * x, x))
        sums.mass.addProduct(value, Vector(repeating: node.weight))
        sums.mills.addProduct(value, Vector(repeating: node.mills))
        sums.square.addProduct(value, Vector(repeating: node.square))
        sums.slope.addProduct(value, Vector(repeating: node.slope))
      }
    }
    return sums.averages(peak: peak, scale: Self.density)
  }

  /// Moves the window to where the integrands of eight ascending ω count, and gives their largest exponents.
  ///
  /// They are log-concave, so that the window reaches from where the first begins to where the last ends.
  private mutating func moveWindow(to shift: Vector) -> Vector {
    nodes.withUnsafeBufferPointer { nodes in
      func exponent(_ index: Int, _ shift: Double) -> Double {
        let x = nodes[index].position - shift
        return nodes[index].exponent - 0.5 * x * x
      }
      /// The node of the largest exponent, which is not before `start`.
      func mode(_ shift: Double, from start: Int) -> Int {
        var (index, value) = (start, exponent(start, shift))
        while index + 1 < nodes.count {
          let next = exponent(index + 1, shift)
          guard next >= value else { break }
          (index, value) = (index + 1, next)
        }
        return index
      }
      let firstMode = mode(shift[0], from: window.lowerBound)
      let lastMode = mode(shift[7], from: firstMode)
      let (floor, lastFloor) = (
        exponent(firstMode, shift[0]) - truncation.negligible,
        exponent(lastMode, shift[7]) - truncation.negligible
      )
      var (low, high) = (window.lowerBound, max(window.upperBound, lastMode + 1))
      while exponent(low, shift[0]) < floor { low += 1 }
      while high < nodes.count, exponent(high, shift[7]) > lastFloor { high += 1 }
      window = low..<high
      var peak = Vector(repeating: -.greatestFiniteMagnitude)
      for index in firstMode...lastMode {
        let x = nodes[index].position - shift
        let value = nodes[index].exponent - 0.5 * (x * x)
        peak.replace(with: value, where: value .> peak)
      }
      return peak
    }
  }

  private func ownAverages(offset: Vector) -> Averages {
    // Newton's method for the mode, x + β k M(g) = 0: where β k² is small it is nearly linear.
    var mode = Vector()
    for _ in 0..<8 {
      let g = offset + k * mode
      let (_, mills) = logNormalTailAndMillsRatio(g)
      let step = (mode + beta * k * mills) / (1 + beta * k * k * mills * (mills - g))
      mode -= step
      if all(step * step .< 1e-4) { break }
    }
    let peak: Vector = beta * logNormalTailAndMillsRatio(offset + k * mode).logTail - 0.5 * (mode * mode)
    var sums = Sums()
    let half = Int((truncation.reach / ownStep).rounded(.up))
    for index in -half...half {
      let x = mode + Double(index) * ownStep
      let g = offset + k * x
      let (logTail, mills) = logNormalTailAndMillsRatio(g)
      let value = exponential(beta * logTail - 0.5 * (x * x) - peak)
      sums.add(value, mills, mills * (mills - g))
    }
    return sums.averages(peak: peak, scale: ownStep * Self.density)
  }

  /// 1/√2π.
  private static let density = 1 / (2 * Double.pi).squareRoot()

  struct Sums {
    var mass = Vector()
    var mills = Vector()
    var square = Vector()
    var slope = Vector()

    @inline(__always)
    mutating func add(_ weight: Vector, _ m: Vector, _ slope: Vector) {
      let moment = weight * m
      mass += weight
      mills += moment
      square.addProduct(moment, m)
      self.slope.addProduct(weight, slope)
    }

    /// f is e^peak · scale · Σ weights.
    func averages(peak: Vector, scale: Double) -> Averages {
      let inverse = 1 / mass
      return Averages(
        logIntegral: peak + logarithm(mass * scale), mean: mills * inverse, meanSquare: square * inverse,
        meanSlope: slope * inverse)
    }
  }
}

/// The variable u whose unit of x is 1 far left of a knee and 1/ϱ far right of it:
///
///     x = u − (1 − 1/ϱ) w ln(1 + e^{(u − knee)/w}),   w = √ϱ softness
///
/// It follows the width 1/√(1 + β k² M′(g)) of the integrand to a factor below 2.
private struct KneeMap {
  let sharpness: Double
  let knee: Double
  let softness: Double

  /// w.
  private var width: Double { softness * sharpness.squareRoot() }
  /// 1 − 1/ϱ.
  private var bend: Double { 1 - 1 / sharpness }

  /// u(x) to six digits, enough for the end of a rule.
  ///
  /// x(u) is concave and lies below both its asymptotes, so that Newton's method climbs from there without
  /// overshoot.
  func u(_ x: Double) -> Double {
    var u = x <= knee ? x : knee + (x - knee) * sharpness
    for _ in 0..<60 {
      let t = (u - knee) / width
      let value = u - bend * width * (max(0, t) + log1p(exp(-abs(t))))
      let step = (x - value) / (1 - bend / (1 + exp(-t)))
      u += step
      if abs(step) < 1e-6 * (1 + abs(u)) { break }
    }
    return u
  }

  /// x and dx/du.
  @inline(__always)
  func x(_ u: Vector) -> (x: Vector, slope: Vector) {
    let t = (u - knee) / width
    let isRight = t .> 0
    let decay = exponential(t.replacing(with: -t, where: isRight))
    let softplus = logarithm(1 + decay) + Vector().replacing(with: t, where: isRight)
    let logistic = decay.replacing(with: 1, where: isRight) / (1 + decay)
    return (u - bend * width * softplus, 1 - bend * logistic)
  }
}
