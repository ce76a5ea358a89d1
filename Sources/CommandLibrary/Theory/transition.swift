import Interpreter
import MeanField

extension Command {
  static let transition = Command(
    "transition", group: .theory,
    summary: "Finds the first-order transition in the load: the ends of both branches, and where they cross",
    details: """
      Between `informedFrom` and `uninformedTo` two branches of solutions exist; at `crossing` they have the same free entropy Φ, and
      above it the informed one has the larger. All three are `nothing` where the branch from α = 0 has no end up to α = 6.
      Swept over β, it shows the critical point at which the transition disappears.
      """,
    equation: .crossing,
    parameters: [.inverseTemperature, .divergenceWeight, .previousSolution, .teacherOverlap, .tolerance],
    result: "a record of crossing, informedFrom, uninformedTo and status",
    isReusable: true,
    examples: [
      Example("transition(beta: 20).crossing", gives: "1.65022"),
      Example("transition(beta: 20).uninformedTo", gives: "1.9058"),
      Example("transition(beta: 10).crossing == nothing", gives: "true"),
    ],
    seeAlso: ["follow", "solve", "stability"],
    cost: { _ in 0.05 }
  ) { arguments, context in
    let problem = try arguments.saddlePointProblem()
    let transition = try arguments.placing { try problem.transition(in: context.work) }
    func value(_ field: KeyPath<Transition, Double>) -> Value {
      transition.map { .number($0[keyPath: field]) } ?? .nothing
    }
    return .record(
      Record([
        ("crossing", value(\.crossing)), ("informedFrom", value(\.informedFrom)),
        ("uninformedTo", value(\.uninformedTo)), ("status", .text(problem.status.rawValue)),
      ]))
  }
}
