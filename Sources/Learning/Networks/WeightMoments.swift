import Foundation

/// The means m = tanh(gain · θ) and variances σ² = sech²(gain · θ) of binary weights with fields θ.
struct WeightMoments {
  let gain: Double
  private(set) var means: [Double]
  private(set) var variances: [Double]

  init(of fields: [Double], gain: Double) {
    self.gain = gain
    means = fields
    variances = fields
    update(to: fields)
  }

  mutating func update(to fields: [Double]) {
    means.withUnsafeMutableBufferPointer { means in
      variances.withUnsafeMutableBufferPointer { variances in
        fields.withUnsafeBufferPointer { fields in
          for index in 0..<fields.count {
            (means[index], variances[index]) = moments(gain * fields[index])
          }
        }
      }
    }
  }
}

extension WeightMoments {
  /// The self-overlap q_d = (1/N) Σ tanh²(gain · θ), and its derivative by ln gain.
  static func selfOverlap(of fields: [Double], gain: Double) -> (value: Double, slope: Double) {
    var squares = fields
    var slopes = fields
    // Written down and summed afterwards: a loop that adds up is not made vector code.
    squares.withUnsafeMutableBufferPointer { squares in
      slopes.withUnsafeMutableBufferPointer { slopes in
        for index in 0..<squares.count {
          let x = gain * squares[index]
          let (mean, variance) = moments(x)
          squares[index] = mean * mean
          slopes[index] = mean * variance * x
        }
      }
    }
    let scale = 1 / Double(fields.count)
    return (laneSum(squares) * scale, 2 * laneSum(slopes) * scale)
  }
}

/// tanh x and sech² x, in one go and without a branch, so that loops over it become vector code.
///
/// With e = exp(−2|x|) they are ±(1 − e)/(1 + e) and 4e/(1 + e)²: σ² keeps its relative precision where 1 − m² loses it.
/// Both are exact to 3e-16 (σ² relatively). The exponential is 2ᵏ times the Taylor polynomial of degree 13 on |r| ≤ ln 2/2,
/// whose remainder is 3e-18; below −2|x| = −700 it stays at 1e-304.
@inline(__always)
private func moments(_ x: Double) -> (mean: Double, variance: Double) {
  let exponent = max(-2 * x.magnitude, -700)
  // Adding 1.5 · 2⁵² rounds to an integer, which then is the sum's lowest bits.
  let shifted = (exponent * 1.442695040888963407).addingProduct(1, 0x1.8p52)
  let k = shifted - 0x1.8p52
  // ln 2 in two parts, the first with enough zeros at its end for k times it to be exact.
  let r = exponent.addingProduct(-k, 0x1.62e42fee00000p-1).addingProduct(-k, 0x1.a39ef35793c76p-33)
  var polynomial = 1.0 / 6_227_020_800
  for factorial in [479_001_600.0, 39_916_800, 3_628_800, 362_880, 40_320, 5040, 720, 120, 24, 6, 2, 1, 1] {
    polynomial = (1 / factorial).addingProduct(polynomial, r)
  }
  let e = polynomial * Double(bitPattern: (shifted.bitPattern << 52) &+ (1.0).bitPattern)
  let inverse = 1 / (1 + e)
  return (Double(signOf: x, magnitudeOf: (1 - e) * inverse), 4 * e * inverse * inverse)
}
