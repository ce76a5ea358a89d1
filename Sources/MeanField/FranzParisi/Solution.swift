import Foundation

/// A solution of the saddle-point equations, with what is known of its accuracy.
package struct Solution: Sendable {
  package enum Branch: String, Sendable {
    /// Of two solutions, the one followed up from α = 0.
    case uninformed
    /// Of two solutions, the one followed down from large α.
    case informed
    /// Both starts lead here.
    case both
    /// Begun from another solution.
    case followed
  }
  package enum Status: String, Sendable {
    /// Residual and quadrature error are below the tolerance.
    case converged
    /// One of them is not, and says by how much.
    case stalled
  }

  /// The number of the task, from 1.
  package let task: Int
  package let alpha: Double
  package let beta: Double
  package let gamma: Double
  /// Overlap with the previous task's teacher; 0 for the first task.
  package let overlap: Double
  package let q: Double
  package let r: Double
  package let qd: Double
  package let qhat: Double
  package let rhat: Double
  package let qdhat: Double
  /// Overlap of the deployed weights sgn m with the teacher.
  package let p: Double
  /// Generalization error arccos(p)/π of every task so far, the current one last.
  package let errors: [Double]
  /// Free entropy Φ per weight.
  package let phi: Double
  /// The ratio whose exceeding 1 breaks replica symmetry.
  package let replicon: Double
  /// Whether the replicon is below 1 here and for every earlier task.
  package let isStable: Bool
  package let branch: Branch
  package let status: Status
  /// The largest violation of the saddle-point equations, in the logarithmic coordinates.
  package let residual: Double
  /// Evaluations of the equations.
  package let iterations: Int
  /// The largest change of q, r and q_d when all rules are refined.
  package let quadratureError: Double
  package let seconds: Double
  let saddlePoint: SaddlePointEquations.Evaluation

  package var error: Double { errors.last ?? 0.5 }

  /// The potential V = −Φ/β.
  package var potential: Double { -phi / beta }

  init(_ problem: SaddlePointProblem, _ root: SaddlePoint, branch: Branch, seconds: Double) {
    let evaluation = root.evaluation
    let deployed = DeployedOverlaps(root.equations, evaluation)
    task = (problem.previous?.task ?? 0) + 1
    alpha = problem.alpha
    beta = problem.beta
    gamma = problem.gamma
    overlap = problem.previous == nil ? 0 : problem.overlap
    q = evaluation.order.q
    r = evaluation.order.r
    qd = evaluation.order.qd
    qhat = evaluation.qhat
    rhat = evaluation.rhat
    qdhat = evaluation.qdhat
    p = deployed.p
    errors = deployed.errors
    phi = root.equations.freeEntropy(of: evaluation)
    replicon = root.equations.replicon(of: evaluation)
    isStable = replicon < 1 && (problem.previous?.isStable ?? true)
    self.branch = branch
    status =
      root.residual <= problem.tolerance && root.quadratureError <= problem.tolerance ? .converged : .stalled
    residual = root.residual
    iterations = root.evaluations
    quadratureError = root.quadratureError
    self.seconds = seconds
    saddlePoint = evaluation
  }

  /// The fields this solution hands to the next task.
  var fieldDensity: FieldDensity { FieldDensity(after: saddlePoint, resolution: 1) }
}
