import Interpreter
import Language

extension Command {
  static let assert = Command(
    "assert", group: .session, summary: "Fails where a condition does not hold",
    parameters: [
      Parameter("condition", .boolean, summary: "what must be true", evaluation: .code),
      Parameter("message", .text, summary: "what is said where it is not", default: .absent),
    ],
    result: "nothing",
    examples: [Example("assert 1 + 1 == 2, \"arithmetic\""), Example("assert all([1, 2] > 0)")],
    seeAlso: ["equal", "all"]
  ) { arguments, context in
    let condition = try arguments.code("condition")
    guard try context.decide(condition, of: "assert: condition") else {
      let message = arguments.has("message") ? try arguments.text("message") : nil
      throw Diagnostic.assertionFailed(condition.text, message: message)
    }
    return .nothing
  }
}
