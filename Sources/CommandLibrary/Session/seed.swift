import Interpreter

extension Command {
  static let seed = Command(
    "seed", group: .session,
    summary: "Sets the seed of all random numbers from here on, or gives it",
    details: """
      Every random number is keyed by the seed, the number of completed statements before it, the point of the sweep and its place
      in the statement: the same script with the same seed gives the same numbers, on any number of cores.
      """,
    parameters: [
      Parameter(
        "value", .number, summary: "the new seed; without it the present one is given", default: .absent,
        domain: .integers(0))
    ],
    result: "nothing, or the seed as a number",
    effects: [.session],
    examples: [Example("seed 7"), Example("seed()", gives: "0")],
    seeAlso: ["random"]
  ) { arguments, context in
    guard arguments.has("value") else { return .number(Double(context.session.seed)) }
    let seed = UInt64(try arguments.integer("value"))
    try context.changeSession { $0.seed = seed }
    return .nothing
  }
}
