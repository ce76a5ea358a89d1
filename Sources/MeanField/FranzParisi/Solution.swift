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
    /// They are, and q_d is held, here or for an earlier task: Φ is not stationary in it.
    case held
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
  /// Overlaps of all teachers so far with each other.
  package let teacherOverlaps: [[Double]]
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
  /// Whether q_d was held for an earlier task.
  package let isHeldEarlier: Bool
  /// The largest residual or quadrature error of this task and all earlier ones.
  package let accuracy: Double
  package let seconds: Double
  /// All tasks so far, this one last.
  let lineage: [LearnedTask]
  let root: SaddlePoint
  private let ownFields = Memo<FieldDensity>()

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
    overlap = problem.previous == nil ? 0 : problem.overlap.withPrevious
    let teacher = problem.teacher ?? CorrelatedTeacher(after: 0, overlap: 0)
    let earlier = problem.previous?.teacherOverlaps ?? []
    let overlaps = teacher.overlaps(withEarlier: earlier)
    teacherOverlaps = zip(earlier, overlaps).map { $0 + [$1] } + [overlaps + [1]]
    lineage = (problem.previous?.lineage ?? []) + [LearnedTask(root: root, teacher: teacher)]
    q = evaluation.order.q
    r = evaluation.order.r
    qd = evaluation.order.qd
    qhat = evaluation.qhat
    rhat = evaluation.rhat
    qdhat = evaluation.qdhat
    p = deployed.p
    errors = deployed.errors
    phi = root.freeEntropy
    replicon = root.replicon
    isStable = replicon < 1 && (problem.previous?.isStable ?? true)
    self.branch = branch
    isHeldEarlier = problem.previous?.status == .held
    let own = [root.residual, root.quadratureError]
    accuracy = own.allSatisfy(\.isFinite) ? max(own[0], own[1], problem.previous?.accuracy ?? 0) : .infinity
    status = accuracy <= problem.tolerance ? problem.status : .stalled
    residual = root.residual
    iterations = root.evaluations
    quadratureError = root.quadratureError
    self.seconds = seconds
    self.root = root
  }

  /// For each task so far q, r, q_d and their conjugates, then the overlaps of each teacher with those before it: what later
  /// tasks see of these.
  package var lineageNumbers: [[Double]] {
    lineage.map { task in
      let saddlePoint = task.root.evaluation
      let order = saddlePoint.order
      return [order.q, order.r, order.qd, saddlePoint.qhat, saddlePoint.rhat, saddlePoint.qdhat]
    } + teacherOverlaps
  }

  var saddlePoint: SaddlePointEquations.Evaluation { root.evaluation }

  /// The fields this solution hands to the next task, with pairs of teachers or, if `isComplete`, with all even sets of them; for K > 0 on
  /// nodes no further apart in m than 1/K.
  func fields(isComplete: Bool, nodesPerMean: Double = 0) -> FieldDensity {
    guard isComplete, task > 2 else {
      guard nodesPerMean == 0 else { return FieldDensity(after: root, nodesPerMean: nodesPerMean) }
      return ownFields.value { FieldDensity(after: root) }
    }
    var fields = FieldDensity.flat
    for (index, task) in lineage.enumerated() {
      let prior = index == 0 ? fields : fields.seen(from: task.teacher, isComplete: true)
      let isCollapsed = task.root.equations.prior.step == 0
      fields = FieldDensity(
        after: task.root.replacing(prior: isCollapsed ? prior.collapsed : prior),
        nodesPerMean: index == lineage.count - 1 ? nodesPerMean : 0)
    }
    return fields
  }
}

/// What is left of a task when later ones are learned: its solution, and how its teacher came from earlier ones.
struct LearnedTask: Sendable {
  let root: SaddlePoint
  let teacher: CorrelatedTeacher
}
