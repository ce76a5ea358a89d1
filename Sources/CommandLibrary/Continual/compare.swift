import Interpreter
import Learning

extension Command {
  static let compare = Command(
    "compare", group: .continual,
    summary: "Compares results of learning in one table and one figure, with standard errors over runs",
    details: """
      Results of one label are runs of the same strategy: with networks, tasks and orders of their own they show how far chance goes. The
      error is their standard deviation over the square root of their number. The figure shows the mean accuracy on the tasks learned
      so far.
      """,
    parameters: [
      Parameter(
        "results", .result, .list, summary: "what learn gave, or lists of it", arity: .rest)
    ],
    result: "a comparison, with the fields table and figure",
    examples: [
      Example(
        "tasks = permuted digits(), count: 2\nresults = []\n"
          + "for k in 1...2 { for rule in [\"plain\", \"metaplasticity\"] { append results, learn(binarynet([64, 64, 10]), tasks: tasks, strategy: rule, epochs: 2) } }\n"
          + "compare(results).table.runs", gives: "[2, 2]"),
      Example(
        "tasks = permuted digits(), count: 2\nnet = network [64, 32, 10]\n"
          + "c = compare learn(net, tasks: tasks), learn(net, tasks: tasks, strategy: \"joint\", label: \"both at once\")\nc.figure.series",
        gives: "[\"vcl, anchor step\", \"both at once\"]"),
    ],
    seeAlso: ["learn", "metrics", "plot", "save"]
  ) { arguments, _ in
    let values = try arguments.list("results").flatMap { value in
      if case .list(let values) = value { values } else { [value] }
    }
    let results = try values.map { value in
      guard case .object(let object as LearnedObject) = value else {
        throw arguments.diagnostic("results", "compare: expected results of learn, found \(value.described)")
      }
      return object
    }
    guard let first = results.first else {
      throw arguments.diagnostic("results", "compare: there are no results", help: "learn gives them")
    }
    for result in results where result.taskNames.count != first.taskNames.count {
      throw arguments.diagnostic(
        "results", "compare: results of \(first.taskNames.count) and of \(result.taskNames.count) tasks")
    }
    return .object(ComparisonObject(results))
  }
}
