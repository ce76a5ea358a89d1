import Interpreter
import MeanField

/// The parameters of a saddle-point problem, each declared once for all commands of the theory.
extension Parameter {
  static let load = Parameter(
    "alpha", .number, summary: "load α, patterns per weight", domain: .between(0, 1000))

  static let inverseTemperature = Parameter(
    "beta", .number, summary: "inverse temperature β of learning", domain: .between(1e-3, 1e5))

  static let divergenceWeight = Parameter(
    "gamma", .number, summary: "weight γ of the divergence from the prior; 1 with `after`, else 0",
    default: .absent,
    domain: .between(0, 1e4))

  static let previousSolution = Parameter(
    "after", .solution, .nothing, summary: "the solution of the previous task", default: .absent)

  static let teacherOverlap = Parameter(
    "overlap", .number, .list,
    summary: "overlap r₀ of the teacher with the previous task's, or a list of those with all earlier ones",
    default: .value(.number(0)), domain: .between(-1, 1))

  static let tolerance = Parameter(
    "tolerance", .number, summary: "largest residual and quadrature error that count as converged",
    default: .value(.number(1e-10)), domain: .between(1e-14, 1e-2))
}

extension Arguments {
  /// The problem that the shared parameters say, with 0 where one is missing or a range.
  func saddlePointProblem(start: SaddlePointProblem.Start = .best) throws -> SaddlePointProblem {
    let previous =
      value("after")?.kind == .solution ? try object("after", as: SolutionObject.self).solution : nil
    return SaddlePointProblem(
      alpha: value("alpha")?.number ?? 0, beta: value("beta")?.number ?? 0,
      gamma: value("gamma")?.number ?? (previous == nil ? 0 : 1), previous: previous,
      overlap: try teacherOverlap, start: start, fixedQd: value("fixed")?.number,
      tolerance: value("tolerance")?.number ?? 1e-10)
  }

  /// Runs the solver, with the caret of what it refuses under the argument that is to blame.
  func placing<Result>(_ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let error as SaddlePointError {
      guard let parameter = error.parameter else { throw error }
      return try located(parameter) { throw error }
    }
  }

  private var teacherOverlap: TeacherOverlap {
    get throws {
      guard case .list = value("overlap") else { return .withPrevious(value("overlap")?.number ?? 0) }
      let numbers = try located("overlap") { try tensor("overlap") }
      guard numbers.shape.rank == 1 else {
        throw diagnostic("overlap", "overlap: expected a list of numbers")
      }
      return .withAll(Array(numbers.elements))
    }
  }
}
