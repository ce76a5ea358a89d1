/// Eight numbers at a time: what the inner loops of integrals work on.
@usableFromInline
package typealias Vector = SIMD8<Double>

extension Vector {
  /// Adding this number puts the nearest integer of |x| < 2⁵¹ into the lowest bits of the sum.
  @inlinable @inline(__always)
  package static var roundingShift: Vector { Vector(repeating: 0x1.8p52) }
}

/// eˣ to 2 units in the last place; 0 below −708, where the exact value is still above the smallest normal number.
///
/// x = n ln 2 + t with |t| ≤ ½ ln 2, the Taylor series of eᵗ to order 13 (remainder below 5·10⁻¹⁸), and n into the exponent.
/// Defined for x ≤ 709; `nan` gives `nan`.
@inlinable @inline(__always)
package func exponential(_ x: Vector) -> Vector {
  let shifted = Vector.roundingShift.addingProduct(x, Vector(repeating: 0x1.71547652b82fep0))
  let n = shifted - Vector.roundingShift
  // ln 2 in two parts, the first with trailing zeros so that its product with n is exact.
  let t = x.addingProduct(n, Vector(repeating: -0x1.62e42fefa0000p-1))
    .addingProduct(n, Vector(repeating: -0x1.cf79abc9e3b39p-40))
  var sum = Vector(repeating: 1.0 / 6_227_020_800)
  sum = Vector(repeating: 1.0 / 479_001_600).addingProduct(sum, t)
  sum = Vector(repeating: 1.0 / 39_916_800).addingProduct(sum, t)
  sum = Vector(repeating: 1.0 / 3_628_800).addingProduct(sum, t)
  sum = Vector(repeating: 1.0 / 362_880).addingProduct(sum, t)
  sum = Vector(repeating: 1.0 / 40_320).addingProduct(sum, t)
  sum = Vector(repeating: 1.0 / 5_040).addingProduct(sum, t)
  sum = Vector(repeating: 1.0 / 720).addingProduct(sum, t)
  sum = Vector(repeating: 1.0 / 120).addingProduct(sum, t)
  sum = Vector(repeating: 1.0 / 24).addingProduct(sum, t)
  sum = Vector(repeating: 1.0 / 6).addingProduct(sum, t)
  sum = Vector(repeating: 0.5).addingProduct(sum, t)
  sum = Vector(repeating: 1).addingProduct(sum, t)
  sum = Vector(repeating: 1).addingProduct(sum, t)
  let exponent = unsafeBitCast(shifted, to: SIMD8<Int64>.self) &<< 52
  let scaled = unsafeBitCast(unsafeBitCast(sum, to: SIMD8<Int64>.self) &+ exponent, to: Vector.self)
  return scaled.replacing(with: 0, where: x .< -708)
}

/// ln x of positive normal numbers, to 10⁻¹⁶ where |ln x| < 1 and 2 units in the last place elsewhere.
///
/// x = 2ᵉ m with m in [√½, √2), and ln m = 2 atanh f, f = (m − 1)/(m + 1), as a series in f² ≤ 0.0295 up to f²¹ (remainder below
/// 10⁻¹⁷).
@inlinable @inline(__always)
package func logarithm(_ x: Vector) -> Vector {
  let bits = unsafeBitCast(x, to: SIMD8<Int64>.self)
  // Subtracting the bits of √½ makes the exponent field of the difference that of m's interval.
  let offset = bits &- 0x3FE6_A09E_667F_3BCD
  let exponent = offset &>> 52
  let m = unsafeBitCast(bits &- (exponent &<< 52), to: Vector.self)
  let e =
    unsafeBitCast(exponent &+ unsafeBitCast(Vector.roundingShift, to: SIMD8<Int64>.self), to: Vector.self)
    - Vector.roundingShift
  let f = (m - 1) / (m + 1)
  let square = f * f
  var sum = Vector(repeating: 2.0 / 21)
  sum = Vector(repeating: 2.0 / 19).addingProduct(sum, square)
  sum = Vector(repeating: 2.0 / 17).addingProduct(sum, square)
  sum = Vector(repeating: 2.0 / 15).addingProduct(sum, square)
  sum = Vector(repeating: 2.0 / 13).addingProduct(sum, square)
  sum = Vector(repeating: 2.0 / 11).addingProduct(sum, square)
  sum = Vector(repeating: 2.0 / 9).addingProduct(sum, square)
  sum = Vector(repeating: 2.0 / 7).addingProduct(sum, square)
  sum = Vector(repeating: 2.0 / 5).addingProduct(sum, square)
  sum = Vector(repeating: 2.0 / 3).addingProduct(sum, square)
  sum = Vector(repeating: 2).addingProduct(sum, square)
  let small = (sum * f).addingProduct(e, Vector(repeating: 0x1.cf79abc9e3b39p-40))
  return small.addingProduct(e, Vector(repeating: 0x1.62e42fefa0000p-1))
}
