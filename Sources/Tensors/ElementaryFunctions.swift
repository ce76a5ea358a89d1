#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `x − y ⌊x / y⌋`: the remainder with the divisor's sign, as in Python; `nan` for a divisor of 0.
///
/// It corrects C's `fmod`, which is exact, instead of computing the formula, which is not.
package func flooredRemainder(_ x: Double, _ y: Double) -> Double {
  let remainder = fmod(x, y)
  if remainder == 0 { return y < 0 ? -0.0 : 0 }
  return (remainder < 0) == (y < 0) ? remainder : remainder + y
}

/// `xʸ`; a square is one product, because it is the power that losses and variances take.
package func raised(_ x: Double, to y: Double) -> Double { y == 2 ? x * x : pow(x, y) }
