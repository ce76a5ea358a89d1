import Interpreter
import MeanField

extension Command {
  static let solve = Command(
    "solve", group: .theory,
    summary: "Solves the mean-field theory of a task: its order parameters and generalization errors",
    details: """
      Without `after` it is the first task: a binary perceptron learns α N patterns of a teacher at inverse temperature β. With
      `after` it is the next task, learned with γ times the divergence from the previous posterior added to its energy: a
      Franz–Parisi potential. Two branches may exist at one α: "uninformed" is followed up from α = 0, "informed" down from large
      α, "best" is the one of larger free entropy Φ.
      """,
    parameters: [
      Parameter("alpha", .number, summary: "load α, patterns per weight", domain: .between(0, 1000)),
      Parameter("beta", .number, summary: "inverse temperature β of learning", domain: .between(1e-3, 1e5)),
      Parameter(
        "gamma", .number, summary: "weight γ of the divergence from the prior; 1 with `after`, else 0", default: .absent,
        domain: .between(0, 1e4)),
      Parameter("after", .solution, .nothing, summary: "the solution of the previous task", default: .absent),
      Parameter(
        "overlap", .number, summary: "overlap r₀ of the teacher with the previous task's", default: .value(.number(0)),
        domain: .between(-1, 1)),
      Parameter(
        "start", .text, .solution, summary: "the branch, or a solution to begin from", default: .value(.text("best")),
        choices: ["best", "uninformed", "informed"]),
      Parameter(
        "tolerance", .number, summary: "largest residual of the saddle-point equations", default: .value(.number(1e-10)),
        domain: .between(1e-14, 1e-2)),
    ],
    result: "a solution",
    examples: [
      Example("solve(alpha: 0, beta: 20).error", gives: "0.5"),
      Example("solve(alpha: 1, beta: 20, start: \"uninformed\").error", gives: "0.282758"),
      Example("solve(alpha: 1.7, beta: 20, start: \"informed\").branch", gives: "\"informed\""),
      Example("solve(alpha: 0.5, beta: 20, start: \"best\").status", gives: "\"converged\""),
      Example(
        "first = solve alpha: 2, beta: 20\nsolve(after: first, alpha: 1, beta: 20).errors", gives: "[0.150452, 0.468785]"),
    ],
    seeAlso: ["sweep", "plot", "measure"]
  ) { arguments, context in
    let previous = arguments.has("after") && arguments.value("after")?.kind == .solution
      ? try arguments.object("after", as: SolutionObject.self).solution : nil
    let start: SaddlePointProblem.Start =
      switch arguments.value("start") {
      case .object: .from(try arguments.object("start", as: SolutionObject.self).solution)
      case .text("uninformed"): .uninformed
      case .text("informed"): .informed
      default: .best
      }
    let problem = SaddlePointProblem(
      alpha: try arguments.number("alpha"), beta: try arguments.number("beta"),
      gamma: arguments.has("gamma") ? try arguments.number("gamma") : (previous == nil ? 0 : 1),
      previous: previous, overlap: try arguments.number("overlap"), start: start,
      tolerance: try arguments.number("tolerance"))
    return .object(SolutionObject(solution: try problem.solve(in: context.work)))
  }
}
