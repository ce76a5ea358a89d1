import Display
import Interpreter

extension Command {
  static let print = Command(
    "print", group: .session,
    summary: "Shows its arguments on one line",
    parameters: [Parameter("values", summary: "what to show", default: .absent, arity: .rest)],
    result: "nothing", effects: [.output],
    examples: [Example("print \"α is\", 0.5", shows: "α is 0.5")],
    seeAlso: ["vars"]
  ) { arguments, context in
    let values = try arguments.list("values")
    if let only = values.first, values.count == 1, !only.isScalar {
      context.show(only.show())
    } else {
      context.show(Value.show(values.map(\.interpolated).joined(separator: " "), as: .plain))
    }
    return .nothing
  }
}
