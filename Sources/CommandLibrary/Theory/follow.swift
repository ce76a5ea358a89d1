import Interpreter
import MeanField

extension Command {
  static let follow = Command(
    "follow", group: .theory,
    summary: "Follows a branch of solutions along one parameter, through its folds",
    details: """
      Exactly one of alpha, gamma, overlap and beta is a range: the branch begins at its first value and ends where it leaves the
      range. Steps are taken in arclength, so that the branch turns back where it folds; the part between two folds is unstable.
      Segments count the folds passed. The range's step is not used: points lie where the branch bends.
      """,
    equation: .branch,
    parameters: [
      .load.accepting(.range), .inverseTemperature.accepting(.range), .divergenceWeight.accepting(.range),
      .previousSolution, .teacherOverlap.accepting(.range),
      Parameter(
        "start", .text, summary: "the solution it begins with", default: .value(.text("uninformed")),
        choices: ["uninformed", "informed", "best"]),
      .tolerance,
    ],
    result: "a table with a row for every point",
    isReusable: true,
    examples: [
      Example(
        "s = follow alpha: 0.05...2.2, beta: 20\nmax(s.segment)", gives: "2"),
      Example(
        "s = follow alpha: 2.2...0.5, beta: 20, start: \"informed\"\ns.alpha[-1]", gives: "0.5"),
      Example(
        "first = solve alpha: 2, beta: 20\ns = follow gamma: 2...0.1, alpha: 1, beta: 20, after: first, start: \"best\"\n"
          + "s.gamma[-1]", gives: "0.1"),
      Example("s = follow alpha: 0.05...0.4, beta: 20, start: \"uninformed\"\nmax(s.segment)", gives: "0"),
    ],
    seeAlso: ["solve", "transition", "plot"],
    cost: { _ in 0.05 }
  ) { arguments, context in
    let ranges = [SaddlePointProblem.Parameter.alpha, .gamma, .overlap, .beta].filter {
      arguments.value($0.rawValue)?.kind == .range
    }
    guard let parameter = ranges.first, ranges.count == 1 else {
      throw arguments.diagnostic(
        ranges.last?.rawValue ?? "alpha",
        "follow: expected one range, found \(ranges.isEmpty ? "none" : "several")",
        help: "the parameter given as a range is followed: follow alpha: 0.05...2.2, beta: 20")
    }
    let range = try arguments.range(parameter.rawValue)
    let (from, to) = (range.lower, range.upper)
    guard from != to else {
      throw arguments.diagnostic(parameter.rawValue, "follow: the range is a single number")
    }
    let start: SaddlePointProblem.Start =
      switch try arguments.text("start") {
      case "informed": .informed
      case "best": .best
      default: .uninformed
      }
    let problem = try arguments.saddlePointProblem(start: start)
    let branch = BranchProblem(problem: problem, parameter: parameter, from: from, to: to)
    let points = try arguments.placing { try branch.follow(in: context.work) }
    let names = [
      parameter.rawValue, "q", "r", "qd", "error", "phi", "replicon", "stable", "status", "segment",
    ]
    let rows = points.map { point -> [Value] in
      let s = point.solution
      let numbers = [point.parameter, s.q, s.r, s.qd, s.error, s.phi, s.replicon].map(Value.number)
      return numbers + [.boolean(s.isStable), .text(s.status.rawValue), .number(Double(point.segment))]
    }
    return .table(Table(names, rows: rows))
  }
}
