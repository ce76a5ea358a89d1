import Interpreter

extension Command {
  static let time = Command(
    "time", group: .session,
    summary: "Runs code and gives the seconds it took",
    parameters: [Parameter("code", summary: "what to run", evaluation: .code)],
    result: "a number, in seconds",
    examples: [Example("time(solve(alpha: 1, beta: 20)) < 5", gives: "true")],
    seeAlso: []
  ) { arguments, context in
    let clock = ContinuousClock()
    let code = try arguments.code("code")
    let duration = try clock.measure { _ = try context.run(code) }
    return .number(duration / .seconds(1))
  }
}
