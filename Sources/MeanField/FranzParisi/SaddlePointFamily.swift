import Foundation

/// Saddle-point equations that differ in one parameter.
struct SaddlePointFamily {
  let problem: SaddlePointProblem
  let parameter: SaddlePointProblem.Parameter
  /// The fields that the previous task left, computed once, and on nodes that are denser in m.
  private let fields: FieldDensity?
  private let denserFields: [Memo<FieldDensity>]

  init(_ problem: SaddlePointProblem, along parameter: SaddlePointProblem.Parameter) {
    self.problem = problem
    self.parameter = parameter
    fields = problem.previousFields
    denserFields = Self.densities.map { _ in Memo() }
  }

  func problem(at value: Double) -> SaddlePointProblem {
    var problem = problem
    // A step beyond the end of the domain sees the equations of its end.
    problem[parameter] = min(max(value, parameter.domain.lowerBound), parameter.domain.upperBound)
    return problem
  }

  func equations(at value: Double, resolution: Double = 1) -> SaddlePointEquations {
    let problem = problem(at: value)
    return problem.equations(after: fields(withPull: problem.pull), resolution: resolution)
  }

  /// Nodes per unit of m, for ever larger pulls.
  private static let densities = [16.0, 64, 256, 1024, 4096]

  /// The fields on nodes so dense that a pull κ m₁ differs by 1 at most between neighbours.
  private func fields(withPull pull: Double) -> FieldDensity? {
    guard let fields, let previous = problem.previous, abs(pull) * fields.step > 1 else { return fields }
    let index = Self.densities.firstIndex { $0 > abs(pull) } ?? Self.densities.count - 1
    return denserFields[index].value { previous.fields(nodesPerMean: Self.densities[index]) }
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
  var previousFields: FieldDensity? { previous?.fields(isComplete: overlap.isWithAll) }

  /// κ.
  var pull: Double { sinh(pullAngle ?? 0) }

  /// The teacher, given its overlaps; `nil` if none has these.
  var teacher: CopyingTeacher? {
    guard let previous else { return CopyingTeacher(after: 0, overlap: 0) }
    switch overlap {
    case .withPrevious(let overlap): return CopyingTeacher(after: previous.task, overlap: overlap)
    case .withAll(let overlaps):
      return CopyingTeacher(overlaps: overlaps, ofEarlier: previous.teacherOverlaps)
    }
  }

  /// The equations, given the fields that the previous task left.
  func equations(after fields: FieldDensity?, resolution: Double = 1) -> SaddlePointEquations {
    var prior = FieldDensity.flat
    if let fields, let teacher { prior = fields.seen(from: teacher, isComplete: overlap.isWithAll) }
    return SaddlePointEquations(
      alpha: alpha, beta: beta, gamma: gamma,
      prior: gamma == 0 && pullAngle == nil ? prior.collapsed : prior, pull: pull,
      fixedQd: fixedQd, resolution: resolution)
  }
}

extension TeacherOverlap {
  fileprivate var isWithAll: Bool {
    if case .withAll = self { true } else { false }
  }
}
