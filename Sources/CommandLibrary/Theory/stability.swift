import Interpreter
import MeanField

extension Command {
  static let stability = Command(
    "stability", group: .theory,
    summary: "Finds the load at which replica symmetry breaks: the de Almeida–Thouless line",
    details: """
      The branch from α = 0 is followed to the first load at which the replicon is 1. For a range of β it gives a table: the line in the
      (α, β) plane. `alpha` and `branch` are `nothing` where the branch stays stable up to α = 6.
      """,
    equation: .replicon,
    parameters: [
      .inverseTemperature.accepting(.range), .divergenceWeight, .previousSolution, .teacherOverlap,
      .tolerance,
    ],
    result: "a record of beta, alpha, branch and status, or a table of them",
    isReusable: true,
    examples: [
      Example("stability(beta: 20).alpha", gives: "0.728926"),
      Example("stability(beta: 20...60 by 20).alpha[0]", gives: "0.728926"),
      Example("stability(beta: 5).alpha == nothing", gives: "true"),
    ],
    seeAlso: ["solve", "follow", "transition"]
  ) { arguments, context in
    let problem = try arguments.saddlePointProblem()
    let status = Value.text(problem.status.rawValue)
    @Sendable func row(_ beta: Double, _ instability: Instability?) -> [Value] {
      [
        .number(beta), instability.map { .number($0.solution.alpha) } ?? .nothing,
        instability.map { .text($0.segment == 0 ? "uninformed" : $0.segment == 1 ? "middle" : "informed") }
          ?? .nothing,
        status,
      ]
    }
    let names = ["beta", "alpha", "branch", "status"]
    guard arguments.value("beta")?.kind == .range else {
      return .record(
        Record(
          Array(
            zip(names, row(problem.beta, try arguments.placing { try problem.instability(in: context.work) }))
          )))
    }
    let betas = try arguments.range("beta").elements
    let rows = try context.work.map(betas.count, label: "stability") { index, work in
      var problem = problem
      problem.beta = betas[index]
      return row(problem.beta, try problem.instability(in: work))
    }
    return .table(Table(names, rows: rows))
  }
}
