import Interpreter
import MeanField

extension Command {
  static let potential = Command(
    "potential", group: .theory,
    summary:
      "Gives the Franz–Parisi potential against the overlap with the previous task's means, or against γ",
    details: """
      The overlap t = m·m₁/N is moved by a pull κ m₁, whose own part is taken back: V(t) = −[Φ(κ) − κt]/β, and dV/dt = κ/β. Branches are
      followed in κ through their folds from the solutions without pull; where several have one t, the lowest V counts. A row is added
      at every minimum of a branch and marked in the column `minimum`: these are the solutions that `solve` gives, with κ = 0.

      With γ as a range instead, each row is the solution at that γ, with its potential V = −Φ/β and its overlap.
      """,
    equation: .pulledPotential,
    parameters: [
      Parameter("after", .solution, summary: "the solution of the previous task"), .load,
      .inverseTemperature, .divergenceWeight.accepting(.range),
      .teacherOverlap,
      Parameter(
        "at", .range, .list, .number,
        summary: "overlaps t, below E|m₁| in size; by default 41 from −0.9 to 0.9 of it", default: .absent),
      .tolerance,
    ],
    result: "a table",
    isReusable: true,
    examples: [
      Example(
        "first = solve alpha: 2, beta: 20\n"
          + "v = potential after: first, alpha: 1, beta: 20, overlap: 0.5, at: 0.7...0.85 by 0.05\n"
          + "v.overlap[argmin(v.V)]", gives: "0.806737"),
      Example(
        "first = solve alpha: 2, beta: 20\n"
          + "potential(after: first, alpha: 1, beta: 20, gamma: 0.5...1 by 0.5).V", gives: "[0.9275, 1.22769]"
      ),
    ],
    seeAlso: ["solve", "follow", "plot"],
    cost: { _ in 0.7 }
  ) { arguments, context in
    let problem = try arguments.saddlePointProblem()
    if arguments.value("gamma")?.kind == .range {
      guard !arguments.has("at") else {
        throw arguments.diagnostic("at", "potential: give overlaps or a range of gamma, not both")
      }
      let gammas = try arguments.range("gamma").elements
      let points = try arguments.placing { try problem.potential(alongGamma: gammas, in: context.work) }
      return .table(
        Table(
          ["gamma", "overlap", "V"] + orderParameterNames,
          rows: points.map { point in
            [.number(point.solution.gamma), .number(point.overlap), .number(point.potential)]
              + orderParameters(point.solution)
          }))
    }
    let overlaps = arguments.has("at") ? try arguments.tensor("at").elements : nil
    let curve = try arguments.placing { try problem.potential(at: overlaps, in: context.work) }
    let rows = curve.points.map { point in
      [.number(point.overlap), .number(point.potential), .number(point.pull)]
        + orderParameters(point.solution)
        + [.boolean(point.isMinimum)]
    }
    return .table(Table(["overlap", "V", "kappa"] + orderParameterNames + ["minimum"], rows: rows))
  }
}

private let orderParameterNames = ["q", "r", "qd", "error", "replicon", "stable", "status"]

@Sendable private func orderParameters(_ solution: Solution) -> [Value] {
  [solution.q, solution.r, solution.qd, solution.error, solution.replicon].map(Value.number)
    + [.boolean(solution.isStable), .text(solution.status.rawValue)]
}
