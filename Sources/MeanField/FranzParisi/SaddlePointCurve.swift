import Execution

/// The curve of a family's saddle points in (order parameters, parameter), and the solutions on it.
struct SaddlePointCurve {
  let family: SaddlePointFamily
  let continuation: Continuation
  let work: Work

  /// Solutions on the curve are corrected on rules denser than its own.
  private static let refinement = 1.4
  /// The residual to which they are.
  private static let tolerance = 1e-11

  /// `span` is the length of the parameter's interval, which counts like a change of 3 in the logarithms of
  /// order parameters; `resolution` is that of the rules, 1 for a curve as exact as its solutions.
  init(
    _ problem: SaddlePointProblem, along parameter: SaddlePointProblem.Parameter, spanning span: Double,
    resolution: Double = 1, in work: Work
  ) {
    self.init(
      SaddlePointFamily(problem, along: parameter), scale: 3 / max(span, 1e-12), resolution: resolution,
      in: work)
  }

  /// A parameter counts in arclength `scale` times.
  init(_ family: SaddlePointFamily, scale: Double, resolution: Double = 1, in work: Work) {
    self.family = family
    self.work = work
    let truncation = Truncation(resolution: resolution)
    continuation = Continuation(
      map: { x, value in
        try work.checkpoint()
        return family.equations(at: value, resolution: resolution)(x)
      }, scale: scale, tolerance: max(1e-9, 100 * truncation.error), difference: truncation.difference)
  }

  /// The solution at a point of the curve.
  func solution(at point: Continuation.Point) throws -> Solution { solution(try root(at: point)) }

  func solution(_ root: Root) -> Solution {
    Solution(
      family.problem(at: root.parameter), root.saddlePoint, branch: .followed, seconds: root.seconds)
  }

  /// A root on finer rules, and the parameter there.
  struct Root {
    let saddlePoint: SaddlePoint
    let parameter: Double
    let seconds: Double
  }

  /// A point of the curve moved onto that of the finer rules, along its normal.
  ///
  /// The shift that the finer rules make is the estimate of the quadrature error.
  func root(at point: Continuation.Point) throws -> Root {
    let clock = ContinuousClock()
    let began = clock.now
    var (x, parameter) = (point.x, point.parameter)
    var equations = family.equations(at: parameter, resolution: Self.refinement)
    var evaluation = equations.evaluate(at: OrderParameters(coordinates: x))
    func change() -> SIMD3<Double> { evaluation.site.order.coordinates - x }
    let coarse = family.equations(at: parameter)(x)
    let offset = point.jacobian.solve(coarse - evaluation.site.order.coordinates, border: point.tangent)
    let before = evaluation.order
    let after = OrderParameters(coordinates: x + SIMD3(offset.x, offset.y, offset.z))
    var count = point.evaluations + 2
    while count < point.evaluations + 8,
      count == point.evaluations + 2 || change().largestMagnitude > Self.tolerance
    {
      try work.checkpoint()
      let shift = point.jacobian.solve(-change(), border: point.tangent)
      parameter += shift.w / continuation.scale
      x += SIMD3(shift.x, shift.y, shift.z)
      equations = family.equations(at: parameter, resolution: Self.refinement)
      evaluation = equations.evaluate(at: OrderParameters(coordinates: x))
      count += 1
    }
    let saddlePoint = SaddlePoint(
      evaluation: evaluation, equations: equations, residual: change().largestMagnitude, evaluations: count,
      quadratureError: max(abs(before.q - after.q), abs(before.r - after.r), abs(before.qd - after.qd)))
    return Root(
      saddlePoint: saddlePoint, parameter: parameter, seconds: (clock.now - began) / .seconds(1))
  }

  /// The root at a value of the parameter between two neighbouring points on the same side of a fold.
  func root(at value: Double, between one: Continuation.Point, and other: Continuation.Point) throws
    -> SaddlePoint
  {
    let fraction = (value - one.parameter) / (other.parameter - one.parameter)
    return try family.equations(at: value).polish(
      one.x + fraction * (other.x - one.x), tolerance: family.problem.tolerance, in: work)
  }

  /// The solution there.
  func solution(at value: Double, between one: Continuation.Point, and other: Continuation.Point) throws
    -> Solution
  {
    let clock = ContinuousClock()
    let began = clock.now
    let root = try root(at: value, between: one, and: other)
    return Solution(
      family.problem(at: value), root, branch: .followed, seconds: (clock.now - began) / .seconds(1))
  }

  /// The solution where a function of the root vanishes, on the way from one point to the next, to 10⁻⁹ or so of the function; by regula falsi
  /// with halved weights (Illinois) in arclength.
  func solution(
    between one: Continuation.Point, and other: Continuation.Point,
    where function: (SaddlePoint) -> Double
  ) throws -> Solution {
    let offset = SIMD4(other.x - one.x, (other.parameter - one.parameter) * continuation.scale)
    var (low, high) = (0.0, (offset * one.tangent).sum())
    var best = try root(at: other)
    var (lowValue, highValue) = (function(try root(at: one).saddlePoint), function(best.saddlePoint))
    var value = highValue
    for _ in 0..<40 where abs(value) > 1e-9 {
      let middle = (low * highValue - high * lowValue) / (highValue - lowValue)
      guard let point = try continuation.landing(from: one, by: middle) else { break }
      best = try root(at: point)
      value = function(best.saddlePoint)
      if (value < 0) == (highValue < 0) {
        (high, highValue) = (middle, value)
        lowValue /= 2
      } else {
        (low, lowValue) = (middle, value)
        highValue /= 2
      }
    }
    return solution(best)
  }
}
