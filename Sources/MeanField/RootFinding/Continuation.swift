/// The curve of fixed points x = F(x, λ) through a given one, by pseudo-arclength continuation.
///
/// The curve is followed in the four-dimensional space of x and λ, so that folds, where λ turns back, are points like any other
/// (Keller, in Applications of Bifurcation Theory, 1977). A step goes along the tangent and returns to the curve, in the plane normal
/// to the tangent, by Broyden's method.
struct Continuation {
  /// F.
  let map: (_ x: SIMD3<Double>, _ parameter: Double) throws -> SIMD3<Double>
  /// λ counts in arclength as `scale` λ.
  let scale: Double
  /// The largest residual of a point on the curve.
  let tolerance: Double
  /// The distance of difference quotients.
  let difference: Double

  /// A point of the curve.
  struct Point: Sendable {
    let x: SIMD3<Double>
    let parameter: Double
    /// The unit tangent in (x, scale λ).
    let tangent: SIMD4<Double>
    /// The derivatives of F(x, λ) − x in the same coordinates.
    let jacobian: BorderedMatrix
    let evaluations: Int

    /// Whether λ grows along the curve here.
    var isAscending: Bool { tangent.w > 0 }
    /// Whether the determinant of 1 − ∂F/∂x is positive, as it is where iteration converges; between two folds it is not.
    var isOuterBranch: Bool { jacobian.determinant < 0 }
  }

  private static let largestStep = 0.6
  private static let smallestStep = 1e-5

  /// The point at x, which is on the curve, with the tangent on the side of `direction`.
  func point(
    at x: SIMD3<Double>, _ parameter: Double, along direction: SIMD4<Double>, evaluations: Int = 0
  ) throws -> Point {
    let value = try residual(SIMD4(x, parameter * scale))
    let columns = try (0..<4).map { index in
      // The curve may begin where the parameter's domain ends.
      let difference = index == 3 && direction.w < 0 ? -difference : difference
      var shifted = SIMD4(x, parameter * scale)
      shifted[index] += difference
      return (try residual(shifted) - value) / difference
    }
    func row(_ index: Int) -> SIMD4<Double> {
      SIMD4(columns[0][index], columns[1][index], columns[2][index], columns[3][index])
    }
    let jacobian = BorderedMatrix(rows: (row(0), row(1), row(2)))
    let tangent = jacobian.nullVector
    return Point(
      x: x, parameter: parameter, tangent: (tangent * direction).sum() < 0 ? -tangent : tangent,
      jacobian: jacobian, evaluations: evaluations + 5)
  }

  /// The point a step further along the curve, or `nil` where the way back onto it is not found.
  func step(from point: Point, by length: Double) throws -> Point? {
    guard let landed = try landing(from: point, by: length) else { return nil }
    return try self.point(
      at: landed.x, landed.parameter, along: point.tangent, evaluations: landed.evaluations)
  }

  /// The same, with tangent and derivatives that are only approximate.
  func landing(from point: Point, by length: Double) throws -> Point? {
    var y = SIMD4(point.x, point.parameter * scale) + length * point.tangent
    var jacobian = point.jacobian
    var value = try residual(y)
    for iteration in 1...8 {
      guard value.largestMagnitude.isFinite, value.largestMagnitude < 1 else { return nil }
      if value.largestMagnitude < tolerance {
        return Point(
          x: SIMD3(y.x, y.y, y.z), parameter: y.w / scale, tangent: point.tangent, jacobian: jacobian,
          evaluations: iteration)
      }
      let step = jacobian.solve(-value, border: point.tangent)
      y += step
      let next = try residual(y)
      jacobian.update(step: step, change: next - value)
      value = next
    }
    return nil
  }

  private func residual(_ y: SIMD4<Double>) throws -> SIMD3<Double> {
    // A step by a matrix that has become singular leads nowhere.
    guard (0..<4).allSatisfy({ y[$0].isFinite }) else { return SIMD3(repeating: .infinity) }
    let x = SIMD3(y.x, y.y, y.z)
    return try map(x, y.w / scale) - x
  }

  /// Follows the curve from a point and calls `visit` at each further one, until that says `false` or the curve is lost.
  ///
  /// Steps grow and shrink so that the tangent turns by about a tenth between points. Gives whether the end was `visit`'s wish.
  @discardableResult
  func follow(from start: Point, firstStep: Double = 0.02, _ visit: (Point) throws -> Bool) throws -> Bool {
    var point = start
    var length = firstStep
    while length > Self.smallestStep {
      guard let next = try step(from: point, by: length), turn(point, next) < 0.3 else {
        length /= 2
        continue
      }
      if try !visit(next) { return true }
      length = min(Self.largestStep, length * min(2, max(0.5, 0.12 / max(turn(point, next), 1e-6))))
      point = next
    }
    return false
  }

  private func turn(_ one: Point, _ other: Point) -> Double {
    let difference = one.tangent - other.tangent
    return (difference * difference).sum().squareRoot()
  }

  /// The fold between two neighbouring points on opposite sides of it: where λ is stationary, to 10⁻⁹ or so of λ.
  func fold(between one: Point, and other: Point) throws -> Point {
    let offset = SIMD4(other.x - one.x, (other.parameter - one.parameter) * scale)
    var (low, high) = (0.0, (offset * one.tangent).sum())
    var (lowSlope, highSlope) = (one.tangent.w, other.tangent.w)
    var best = abs(lowSlope) < abs(highSlope) ? one : other
    // Regula falsi with halved weights (Illinois); λ is quadratic in the arclength, so 10⁻⁵ in the tangent is plenty.
    for _ in 0..<40 where abs(best.tangent.w) > 1e-6 {
      let middle = (low * highSlope - high * lowSlope) / (highSlope - lowSlope)
      guard let point = try step(from: one, by: middle) else { break }
      if abs(point.tangent.w) < abs(best.tangent.w) { best = point }
      if (point.tangent.w < 0) == (highSlope < 0) {
        (high, highSlope) = (middle, point.tangent.w)
        lowSlope /= 2
      } else {
        (low, lowSlope) = (middle, point.tangent.w)
        highSlope /= 2
      }
    }
    return best
  }
}
