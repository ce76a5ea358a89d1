/// Saddle-point equations that differ in one parameter.
struct SaddlePointFamily {
  let problem: SaddlePointProblem
  let parameter: SaddlePointProblem.Parameter
  /// The fields that the previous task left, computed once.
  private let density: FieldDensity?

  init(_ problem: SaddlePointProblem, along parameter: SaddlePointProblem.Parameter) {
    self.problem = problem
    self.parameter = parameter
    density = problem.previous?.fieldDensity
  }

  func problem(at value: Double) -> SaddlePointProblem {
    var problem = problem
    problem[parameter] = value
    return problem
  }

  func equations(at value: Double, resolution: Double = 1) -> SaddlePointEquations {
    problem(at: value).equations(after: density, resolution: resolution)
  }
}

extension SaddlePointProblem {
  /// A parameter along which solutions can be followed.
  package enum Parameter: String, Sendable, CaseIterable { case alpha, gamma, overlap, beta }

  package subscript(parameter: Parameter) -> Double {
    get {
      switch parameter {
      case .alpha: alpha
      case .gamma: gamma
      case .overlap: overlap
      case .beta: beta
      }
    }
    set {
      switch parameter {
      case .alpha: alpha = newValue
      case .gamma: gamma = newValue
      case .overlap: overlap = newValue
      case .beta: beta = newValue
      }
    }
  }

  /// The equations, given the fields that the previous task left.
  func equations(after density: FieldDensity?, resolution: Double = 1) -> SaddlePointEquations {
    let seen = density.map { $0.seen(fromTeacherWithOverlap: overlap) } ?? .flat
    return SaddlePointEquations(
      alpha: alpha, beta: beta, gamma: gamma, prior: gamma == 0 ? seen.collapsed : seen, resolution: resolution)
  }
}
