/// ln H(t) and the inverse Mills ratio φ(t)/H(t), eight arguments at a time.
///
/// With x = |t|/√2, (1 + 2x) erfcx(x) is a polynomial of degree 26 in (x − 2)/(x + 2) to 2·10⁻¹⁶
/// (scripts/golden-values/scaled-erfc-polynomial.py). For t ≥ 0 both follow from erfcx without cancellation, to a few units in the
/// last place; for t < 0, H ≥ ½ is 1 − H(−t), so that ln H has an absolute error of 2·10⁻¹⁶. Defined for |t| ≤ 10¹⁵⁰.
@inlinable @inline(__always)
package func logNormalTailAndMillsRatio(_ t: Vector) -> (logTail: Vector, millsRatio: Vector) {
  let magnitude = t.replacing(with: -t, where: t .< 0)
  let x = magnitude * 0.5.squareRoot()
  let polynomial = scaledErfcPolynomial((x - 2) / (x + 2))
  let scale = 1 + 2 * x
  let gaussian = exponential(-0.5 * (t * t))
  let isPositive = t .>= 0
  let half = 0.5 * polynomial / scale
  let tail = (1 - gaussian * half).replacing(with: half, where: isPositive)
  let exponent = Vector.zero.replacing(with: -0.5 * (t * t), where: isPositive)
  // φ(t)/H(t) = √(2/π)/erfcx(t/√2) for t ≥ 0: there the Gaussian cancels.
  let density = gaussian.replacing(with: 1, where: isPositive) * 0.398_942_280_401_432_7
  return (exponent + logarithm(tail), density / tail)
}

/// (1 + 2x) erfcx(x) at y = (x − 2)/(x + 2).
@inlinable @inline(__always)
package func scaledErfcPolynomial(_ y: Vector) -> Vector {
  // Two interleaved Horner schemes in y², because one would wait for itself.
  let square = y * y
  var even = Vector(repeating: 4.728549078805325e-09)
  var odd = Vector(repeating: 2.3276016782673774e-10)
  even = Vector(repeating: -4.5012416795220815e-08).addingProduct(even, square)
  odd = Vector(repeating: -2.6084771090264494e-08).addingProduct(odd, square)
  even = Vector(repeating: 1.7946746400424074e-07).addingProduct(even, square)
  odd = Vector(repeating: 2.3591501687225763e-07).addingProduct(odd, square)
  even = Vector(repeating: -2.76229426031604e-07).addingProduct(even, square)
  odd = Vector(repeating: -9.484075426015244e-07).addingProduct(odd, square)
  even = Vector(repeating: -6.889471734964777e-07).addingProduct(even, square)
  odd = Vector(repeating: 1.5928194907995803e-06).addingProduct(odd, square)
  even = Vector(repeating: 5.221723048805833e-06).addingProduct(even, square)
  odd = Vector(repeating: 3.6625719586210967e-06).addingProduct(odd, square)
  even = Vector(repeating: -1.3492292195049771e-05).addingProduct(even, square)
  odd = Vector(repeating: -3.6405228656991725e-05).addingProduct(odd, square)
  even = Vector(repeating: -1.5100062981599763e-06).addingProduct(even, square)
  odd = Vector(repeating: 0.00015103451606103123).addingProduct(odd, square)
  even = Vector(repeating: 0.00020636724691274125).addingProduct(even, square)
  odd = Vector(repeating: -0.00045434003881532993).addingProduct(odd, square)
  even = Vector(repeating: -0.0014568139519915005).addingProduct(even, square)
  odd = Vector(repeating: 0.0012713388821376322).addingProduct(odd, square)
  even = Vector(repeating: 0.008722653876094326).addingProduct(even, square)
  odd = Vector(repeating: -0.008034015077442468).addingProduct(odd, square)
  even = Vector(repeating: -0.054220000992051154).addingProduct(even, square)
  odd = Vector(repeating: 0.1640512800333045).addingProduct(odd, square)
  even = Vector(repeating: -0.1660303976152892).addingProduct(even, square)
  odd = Vector(repeating: -0.09276382658574488).addingProduct(odd, square)
  even = Vector(repeating: 1.2769783815525286).addingProduct(even, square)
  return even.addingProduct(odd, y)
}
