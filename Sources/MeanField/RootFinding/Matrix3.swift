/// A 3 × 3 matrix by columns.
struct Matrix3 {
  private(set) var (a, b, c): (SIMD3<Double>, SIMD3<Double>, SIMD3<Double>)

  init(_ a: SIMD3<Double>, _ b: SIMD3<Double>, _ c: SIMD3<Double>) { (self.a, self.b, self.c) = (a, b, c) }

  private var identityMinus: Matrix3 { Matrix3(SIMD3(1, 0, 0) - a, SIMD3(0, 1, 0) - b, SIMD3(0, 0, 1) - c) }

  private var determinant: Double { (a * cross(b, c)).sum() }

  var determinantOfIdentityMinus: Double { identityMinus.determinant }

  /// The y of (1 − A) y = x, by Cramer's rule.
  func solveIdentityMinus(_ x: SIMD3<Double>) -> SIMD3<Double> {
    let m = identityMinus
    let numerators = SIMD3(
      Matrix3(x, m.b, m.c).determinant, Matrix3(m.a, x, m.c).determinant, Matrix3(m.a, m.b, x).determinant)
    return numerators / m.determinant
  }

  /// Broyden's update of A = ∂F/∂x: the smallest change with which a step in x explains the change of F(x) −
  /// x.
  mutating func update(step: SIMD3<Double>, change: SIMD3<Double>) {
    let missing = (change + step - (a * step.x + b * step.y + c * step.z)) / (step * step).sum()
    a += missing * step.x
    b += missing * step.y
    c += missing * step.z
  }
}
