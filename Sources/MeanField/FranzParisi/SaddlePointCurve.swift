import Execution

/// The curve of a family's saddle points in (order parameters, parameter), and the solutions on it.
struct SaddlePointCurve {
  let family: SaddlePointFamily
  let continuation: Continuation
  let work: Work

  /// Between neighbouring points the rules stay those of resolution 1; solutions are corrected on denser ones.
  private static let refinement = 1.4

  /// `span` is the length of the parameter's interval, which counts like a change of 3 in the logarithms of order parameters.
  init(
    _ problem: SaddlePointProblem, along parameter: SaddlePointProblem.Parameter, spanning span: Double,
    in work: Work
  ) {
    let family = SaddlePointFamily(problem, along: parameter)
    self.family = family
    self.work = work
    continuation = Continuation(
      map: { x, value in
        try work.checkpoint()
        return family.equations(at: value)(x)
      }, scale: 3 / max(span, 1e-12), tolerance: 1e-9)
  }

  /// The solution at a point of the curve, moved onto the curve of the finer rules along its normal.
  func solution(at point: Continuation.Point) throws -> Solution {
    let clock = ContinuousClock()
    let began = clock.now
    let fine = family.equations(at: point.parameter, resolution: Self.refinement)
    try work.checkpoint()
    let shift = point.jacobian.solve(point.x - fine(point.x), border: point.tangent)
    let parameter = point.parameter + shift.w / continuation.scale
    let x = point.x + SIMD3(shift.x, shift.y, shift.z)
    let equations = family.equations(at: parameter, resolution: Self.refinement)
    let evaluation = equations.evaluate(at: OrderParameters(coordinates: x))
    let before = OrderParameters(coordinates: point.x)
    let after = evaluation.order
    let root = SaddlePoint(
      evaluation: evaluation, equations: equations,
      residual: (evaluation.site.order.coordinates - x).largestMagnitude, evaluations: point.evaluations + 2,
      quadratureError: max(abs(before.q - after.q), abs(before.r - after.r), abs(before.qd - after.qd)))
    return Solution(
      family.problem(at: parameter), root, branch: .followed, seconds: (clock.now - began) / .seconds(1))
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
}
