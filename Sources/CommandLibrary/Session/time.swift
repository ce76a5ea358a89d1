import Interpreter

extension Command {
  static let time = Command(
    "time", group: .session,
    summary: "Gives the seconds that code takes",
    parameters: [Parameter("code", summary: "what to run", evaluation: .code)],
    result: "a number, in seconds; the code's own value is dropped",
    examples: [Example("time(sum(1...1000)) < 5", gives: "true")],
    seeAlso: ["run"]
  ) { arguments, context in
    let clock = ContinuousClock()
    let code = try arguments.code("code")
    let duration = try clock.measure { _ = try context.run(code) }
    return .number(duration / .seconds(1))
  }
}
