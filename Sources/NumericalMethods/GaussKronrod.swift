import Foundation

/// The 21-point Kronrod rule on an interval, and what the 10-point Gauss rule inside it says of its error.
///
/// Error estimate and nodes are those of QUADPACK's `qk21` (Piessens et al., 1983).
struct GaussKronrod: Sendable {
  let lower: Double
  let upper: Double
  let value: Double
  /// That of the rule, or `rounding` where it is less.
  let error: Double
  /// ∫ |f|.
  let magnitude: Double
  /// What the rounding of the sum may be.
  let rounding: Double

  static let evaluations = 21

  init(from lower: Double, to upper: Double, _ function: (Double) throws -> Double) rethrows {
    let (center, half) = (lower / 2 + upper / 2, upper / 2 - lower / 2)
    let middle = try function(center)
    var (kronrod, gauss) = (middle * Self.middleWeight, 0.0)
    var values = [(middle, Self.middleWeight)]
    for (index, node) in Self.nodes.enumerated() {
      let (left, right) = (try function(center - half * node.x), try function(center + half * node.x))
      kronrod += node.weight * (left + right)
      if index % 2 == 1 { gauss += Self.gaussWeights[index / 2] * (left + right) }
      values += [(left, node.weight), (right, node.weight)]
    }
    let magnitude = values.reduce(0) { $0 + $1.1 * abs($1.0) } * abs(half)
    let roughness = values.reduce(0) { $0 + $1.1 * abs($1.0 - kronrod / 2) } * abs(half)
    var error = abs((kronrod - gauss) * half)
    if error > 0, roughness > 0 { error = roughness * min(1, pow(200 * error / roughness, 1.5)) }
    (self.lower, self.upper, value, self.magnitude) = (lower, upper, kronrod * half, magnitude)
    // The smallest numbers have fewer digits; a sum of zeros has none to lose.
    rounding = magnitude > 0 ? 50 * max(Double.ulpOfOne * magnitude, .leastNonzeroMagnitude) : 0
    self.error = max(error, rounding)
  }

  /// From the ends inwards; every second node is one of Gauss's.
  static let nodes: [(x: Double, weight: Double)] = [
    (0.995657163025808080735527280689003, 0.011694638867371874278064396062192),
    (0.973906528517171720077964012084452, 0.032558162307964727478818972459390),
    (0.930157491355708226001207180059508, 0.054755896574351996031381300244580),
    (0.865063366688984510732096688423493, 0.075039674810919952767043140916190),
    (0.780817726586416897063717578345042, 0.093125454583697605535065465083366),
    (0.679409568299024406234327365114874, 0.109387158802297641899210590325805),
    (0.562757134668604683339000099272694, 0.123491976262065851077958109585166),
    (0.433395394129247190799265943165784, 0.134709217311473325928054001771707),
    (0.294392862701460198131126603103866, 0.142775938577060080797094273138717),
    (0.148874338981631210884826001129720, 0.147739104901338491374841515972068),
  ]
  static let middleWeight = 0.149445554002916905664936468389821
  static let gaussWeights = [
    0.066671344308688137593568809893332, 0.149451349150580593145863396957658,
    0.219086362515982043995534934228163, 0.269266719309996355091226921569469,
    0.295524224714752870173815619188769,
  ]
}
