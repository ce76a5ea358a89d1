/// The mean tanh x and the variance sech² x of a binary weight with the field x = gain · θ, in single precision.
///
/// The same formulas as in double precision: from e = exp(−2|x|), so that the variance of a decided weight keeps its relative
/// precision. Both are exact to 3e-7 (σ² relatively, while it is a normal number); without a branch, so that loops over it become
/// vector code.
@inline(__always)
func fieldMoments(_ x: Float) -> (mean: Float, variance: Float) {
  let exponent = max(-2 * x.magnitude, -87)
  // Adding 1.5 · 2²³ rounds to an integer, which then is the sum's lowest bits.
  let shifted = (exponent * 1.442_695_04).addingProduct(1, 0x1.8p23)
  let k = shifted - 0x1.8p23
  // ln 2 in two parts, the first with enough zeros at its end for k times it to be exact.
  let r = exponent.addingProduct(-k, 0x1.62e4p-1).addingProduct(-k, 0x1.7f7d1cp-20)
  var polynomial: Float = 1.0 / 5040
  for factorial in [720 as Float, 120, 24, 6, 2, 1, 1] {
    polynomial = (1 / factorial).addingProduct(polynomial, r)
  }
  let e = polynomial * Float(bitPattern: (shifted.bitPattern << 23) &+ (1 as Float).bitPattern)
  let inverse = 1 / (1 + e)
  return (Float(signOf: x, magnitudeOf: (1 - e) * inverse), 4 * e * inverse * inverse)
}

/// Writes the moments of binary weights with these fields.
func writeMoments(
  of fields: UnsafePointer<Float>, means: UnsafeMutablePointer<Float>, variances: UnsafeMutablePointer<Float>,
  count: Int, gain: Float
) {
  for i in 0..<count { (means[i], variances[i]) = fieldMoments(gain * fields[i]) }
}
