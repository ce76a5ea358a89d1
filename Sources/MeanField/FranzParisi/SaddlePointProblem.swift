/// How a teacher overlaps with those of earlier tasks, each number from −1 to 1.
package enum TeacherOverlap: Sendable {
  /// r₀ with the one before, and independent of the others but for that.
  case withPrevious(Double)
  /// With all of them, oldest first.
  case withAll([Double])

  /// r₀.
  package var withPrevious: Double {
    switch self {
    case .withPrevious(let overlap): overlap
    case .withAll(let overlaps): overlaps.last ?? 0
    }
  }
}

/// What is to be solved: one task of a sequence, at given load and inverse temperature.
package struct SaddlePointProblem: Sendable {
  /// Where the solution is looked for.
  package enum Start: Sendable {
    /// Followed up from α = 0.
    case uninformed
    /// Followed down from large α.
    case informed
    /// Both branches; the one of larger free entropy Φ.
    case best
    /// Begun from the order parameters of another solution.
    case from(Solution)
  }

  /// Load α = P/N, at least 0.
  package var alpha: Double
  /// Inverse temperature of learning, above 0.
  package var beta: Double
  /// Weight γ of the divergence from the previous posterior (the flat prior for the first task), at least 0.
  package var gamma: Double
  /// The solution of the previous task; `nil` for the first.
  package var previous: Solution?
  /// How the teacher overlaps with the earlier ones; without meaning for the first task.
  package var overlap: TeacherOverlap
  /// asinh of κ: a field κ m₁ along the means m₁ of the previous task is added, which moves the overlap with them; `nil` for none.
  package var pullAngle: Double?
  package var start: Start
  /// A value between 0 and 1 at which q_d is held; `nil` where it is free.
  package var fixedQd: Double?
  /// What solving it gives at best: where q_d is held, here or for an earlier task, Φ is not stationary in
  /// it.
  package var status: Solution.Status { fixedQd != nil || previous?.status == .held ? .held : .converged }
  /// The residual of the saddle-point equations, and the quadrature error, that count as converged.
  package var tolerance: Double

  package init(
    alpha: Double, beta: Double, gamma: Double, previous: Solution? = nil,
    overlap: TeacherOverlap = .withPrevious(0),
    start: Start = .best, fixedQd: Double? = nil, tolerance: Double = 1e-10
  ) {
    self.alpha = alpha
    self.beta = beta
    self.gamma = gamma
    self.previous = previous
    self.overlap = overlap
    self.start = start
    self.fixedQd = fixedQd
    self.tolerance = tolerance
  }
}
