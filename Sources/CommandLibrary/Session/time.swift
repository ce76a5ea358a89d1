import Interpreter

extension Command {
  static let time = Command(
    "time", group: .session,
    summary: "Runs code and gives the seconds it takes",
    details: "Nothing in it is taken from earlier runs.",
    parameters: [Parameter("code", summary: "what to run", evaluation: .code)],
    result: "a record of seconds; the code's own value is dropped",
    effects: [.clock],
    examples: [Example("time(sum(1...1000)).seconds < 5", gives: "true")],
    seeAlso: ["run"]
  ) { arguments, context in
    let clock = ContinuousClock()
    let code = try arguments.code("code")
    let duration = try clock.measure { _ = try context.runAfresh(code) }
    return .record(Record([("seconds", .number(context.reading(duration / .seconds(1))))]))
  }
}
