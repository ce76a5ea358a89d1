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
      α, "best" is the one of larger free entropy Φ. A list of overlaps gives those with all earlier teachers: each weight of the new
      teacher then copies one of theirs, or its opposite, or is drawn anew.

      The estimator "montecarlo" takes the inner average from random samples of x, the same ones for every ω, in every sweep. It is there
      to show why one should not: at large β the average is one of rare events, and its logarithm is biased, not just noisy.
      """,
    equation: .freeEntropy,
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
      Parameter(
        "estimator", .text, summary: "how the inner average ⟨H^β⟩ is taken: exactly, or from random samples",
        default: .value(.text("quadrature")), choices: ["quadrature", "montecarlo"]),
      Parameter(
        "samples", .number, summary: "samples in a Monte-Carlo average", default: .value(.number(20_000)),
        domain: .integers(2, 10_000_000)),
      Parameter(
        "runs", .number, summary: "independent runs of the Monte-Carlo estimate",
        default: .value(.number(10)), domain: .integers(2, 10_000)),
    ],
    result: "a solution, or with estimator: \"montecarlo\" a record of means and their standard errors",
    effects: [.random],
    isReusable: true,
    examples: [
      Example("solve(alpha: 0, beta: 20).error", gives: "0.5"),
      Example("solve(alpha: 1, beta: 20, start: \"uninformed\").error", gives: "0.282758"),
      Example("solve(alpha: 1.7, beta: 20, start: \"informed\").branch", gives: "\"informed\""),
      Example("solve(alpha: 0.5, beta: 20, start: \"best\").status", gives: "\"converged\""),
      Example("solve(alpha: 2, beta: 5, fixed: 0.9).error", gives: "0.029589"),
      Example(
        "first = solve alpha: 2, beta: 20\nsolve(after: first, alpha: 1, beta: 20).errors",
        gives: "[0.150452, 0.468785]"),
      Example(
        "s = solve(alpha: 0.5, beta: 20, estimator: \"montecarlo\", samples: 500, runs: 2)\ns.qd < 0.66",
        gives: "true"),
      Example("solve(alpha: 0.5, beta: 20, estimator: \"quadrature\").qd", gives: "0.679767"),
    ],
    seeAlso: ["follow", "transition", "stability", "sweep", "measure"],
    cost: { _ in 0.4e-3 }
  ) { arguments, context in
    let start: SaddlePointProblem.Start =
      switch arguments.value("start") {
      case .object: .from(try arguments.object("start", as: SolutionObject.self).solution)
      case .text("uninformed"): .uninformed
      case .text("informed"): .informed
      default: .best
      }
    let problem = try arguments.saddlePointProblem(start: start)
    guard try arguments.text("estimator") == "quadrature" else {
      let (samples, runs) = (try arguments.integer("samples"), try arguments.integer("runs"))
      let solution = try arguments.placing {
        try problem.monteCarlo(samples: samples, runs: runs, stream: context.stream(), in: context.work)
      }
      return .record(Record(solution, of: problem))
    }
    return .object(SolutionObject(solution: try arguments.placing { try problem.solve(in: context.work) }))
  }
}

extension Record {
  /// The means of a Monte-Carlo estimate and their standard errors, flat so that a sweep makes columns of them.
  fileprivate init(_ solution: MonteCarloSolution, of problem: SaddlePointProblem) {
    let estimates = [
      ("q", solution.q), ("r", solution.r), ("qd", solution.qd), ("p", solution.p), ("error", solution.error),
    ]
    self.init(
      [("alpha", .number(problem.alpha)), ("beta", .number(problem.beta)), ("gamma", .number(problem.gamma))]
        + estimates.flatMap { name, estimate in
          Record.estimate(name, estimate.mean, standardError: estimate.standardError)
        }
        + [
          ("status", .text(problem.status.rawValue)), ("samples", .number(Double(solution.samples))),
          ("runs", .number(Double(solution.runs))),
        ])
  }
}
