import Foundation

/// Saddle-point equations that differ in one parameter.
struct SaddlePointFamily: Sendable {
  let problem: SaddlePointProblem
  let parameter: SaddlePointProblem.Parameter
  /// The fields that the previous task left, computed once, and on nodes that are denser in m.
  private let fields: FieldDensity?
  private let memos: [Memo<FieldDensity>]

  init(_ problem: SaddlePointProblem, along parameter: SaddlePointProblem.Parameter) {
    self.problem = problem
    self.parameter = parameter
    fields = problem.previousFields()
    memos = Self.densities.map { _ in Memo() }
  }

  func problem(at value: Double) -> SaddlePointProblem {
    var problem = problem
    // A step beyond the end of the domain sees the equations of its end.
    problem[parameter] = min(max(value, parameter.domain.lowerBound), parameter.domain.upperBound)
    return problem
  }

  func equations(at value: Double, resolution: Double = 1) -> SaddlePointEquations {
    problem(at: value).equations(after: fields, denserFields: denserFields, resolution: resolution)
  }

  /// Nodes per unit of m, for ever larger pulls.
  private static let densities = [16.0, 64, 256, 1024, 4096]

  /// The fields on nodes no further apart in m than 1/K.
  @Sendable private func denserFields(_ nodesPerMean: Double) -> FieldDensity {
    let index = Self.densities.firstIndex { $0 >= nodesPerMean } ?? Self.densities.count - 1
    return memos[index].value {
      problem.previousFields(nodesPerMean: Self.densities[index]) ?? .flat
    }
  }
}

extension SaddlePointProblem {
  /// A parameter along which solutions can be followed.
  package enum Parameter: String, Sendable, CaseIterable {
    case alpha, gamma, overlap, beta
    /// asinh of the pull along the means of the previous task.
    case pullAngle

    /// Where solutions are followed; at α = 0 the order parameters' logarithms end.
    var domain: ClosedRange<Double> {
      switch self {
      case .alpha: 1e-6...1000
      case .gamma: 0...1e4
      case .overlap: -1...1
      case .beta: 1e-3...1e5
      case .pullAngle: -15...15
      }
    }
  }

  package subscript(parameter: Parameter) -> Double {
    get {
      switch parameter {
      case .alpha: alpha
      case .gamma: gamma
      case .overlap: overlap.withPrevious
      case .beta: beta
      case .pullAngle: pullAngle ?? 0
      }
    }
    set {
      switch parameter {
      case .alpha: alpha = newValue
      case .gamma: gamma = newValue
      case .overlap: overlap = .withPrevious(newValue)
      case .beta: beta = newValue
      case .pullAngle: pullAngle = newValue
      }
    }
  }
}

extension SaddlePointProblem {
  /// The fields that the previous task left, with what this task's teacher needs to know of the past.
  func previousFields(nodesPerMean: Double = 0) -> FieldDensity? {
    previous?.fields(isComplete: overlap.isWithAll, nodesPerMean: nodesPerMean)
  }

  /// κ.
  var pull: Double { sinh(pullAngle ?? 0) }

  /// The teacher, given its overlaps; `nil` if none has these.
  var teacher: CorrelatedTeacher? {
    guard let previous else { return CorrelatedTeacher(after: 0, overlap: 0) }
    switch overlap {
    case .withPrevious(let overlap): return CorrelatedTeacher(after: previous.task, overlap: overlap)
    case .withAll(let overlaps):
      return CorrelatedTeacher(overlaps: overlaps, ofEarlier: previous.teacherOverlaps)
    }
  }

  /// The equations, given the fields that the previous task left, and where to have them on denser nodes.
  func equations(
    after fields: FieldDensity?, denserFields: (@Sendable (Double) -> FieldDensity)? = nil,
    resolution: Double = 1
  ) -> SaddlePointEquations {
    let (teacher, isComplete) = (teacher, overlap.isWithAll)
    @Sendable func seen(_ fields: FieldDensity) -> FieldDensity {
      teacher.map { fields.seen(from: $0, isComplete: isComplete) } ?? .flat
    }
    let prior = fields.map(seen) ?? .flat
    let denserPrior: (@Sendable (Double) -> FieldDensity)? = denserFields.map { denser in
      { @Sendable nodesPerMean in seen(denser(nodesPerMean)) }
    }
    return SaddlePointEquations(
      alpha: alpha, beta: beta, gamma: gamma,
      prior: gamma == 0 && pullAngle == nil ? prior.collapsed : prior,
      denserPrior: denserPrior, pull: pull, fixedQd: fixedQd,
      resolution: resolution)
  }
}

extension TeacherOverlap {
  fileprivate var isWithAll: Bool {
    if case .withAll = self { true } else { false }
  }
}
