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
      .load, .inverseTemperature, .divergenceWeight, .previousSolution, .teacherOverlap,
      Parameter(
        "start", .text, .solution, summary: "the branch, or a solution to begin from",
        default: .value(.text("best")),
        choices: ["best", "uninformed", "informed"]),
      Parameter(
        "fixed", .number, summary: "a value at which q_d is held; its conjugate becomes the multiplier",
        default: .absent,
        domain: .strictlyBetween(0, 1)),
      .tolerance,
    ],
    result: "a solution",
    examples: [
      Example("solve(alpha: 0, beta: 20).error", gives: "0.5"),
      Example("solve(alpha: 1, beta: 20, start: \"uninformed\").error", gives: "0.282758"),
      Example("solve(alpha: 1.7, beta: 20, start: \"informed\").branch", gives: "\"informed\""),
      Example("solve(alpha: 0.5, beta: 20, start: \"best\").status", gives: "\"converged\""),
      Example("solve(alpha: 2, beta: 5, fixed: 0.9).error", gives: "0.029589"),
      Example(
        "first = solve alpha: 2, beta: 20\nsolve(after: first, alpha: 1, beta: 20).errors",
        gives: "[0.150452, 0.468785]"),
    ],
    seeAlso: ["follow", "transition", "stability", "sweep", "measure"]
  ) { arguments, context in
    let start: SaddlePointProblem.Start =
      switch arguments.value("start") {
      case .object: .from(try arguments.object("start", as: SolutionObject.self).solution)
      case .text("uninformed"): .uninformed
      case .text("informed"): .informed
      default: .best
      }
    let problem = try arguments.saddlePointProblem(start: start)
    return .object(SolutionObject(solution: try problem.solve(in: context.work)))
  }
}
