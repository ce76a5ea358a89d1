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
    // A step beyond the end of the domain sees the equations of its end.
    problem[parameter] = min(max(value, parameter.domain.lowerBound), parameter.domain.upperBound)
    return problem
  }

  func equations(at value: Double, resolution: Double = 1) -> SaddlePointEquations {
    problem(at: value).equations(after: density, resolution: resolution)
  }
}

extension SaddlePointProblem {
  /// A parameter along which solutions can be followed.
  package enum Parameter: String, Sendable, CaseIterable {
    case alpha, gamma, overlap, beta

    /// Where solutions are followed; at α = 0 the order parameters' logarithms end.
    var domain: ClosedRange<Double> {
      switch self {
      case .alpha: 1e-6...1000
      case .gamma: 0...1e4
      case .overlap: -1...1
      case .beta: 1e-3...1e5
      }
    }
  }

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
      alpha: alpha, beta: beta, gamma: gamma, prior: gamma == 0 ? seen.collapsed : seen, fixedQd: fixedQd,
      resolution: resolution)
  }
}
