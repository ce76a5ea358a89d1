import Interpreter
import Language
import NumericalMethods

extension Command {
  static let root = Command(
    "root", group: .tensors, summary: "Finds a zero of a function between two numbers",
    details: """
      The function must have different signs at from and to. Of several zeros between them one is found, to the last digits without a
      tolerance.
      """,
    parameters: [
      Parameter("function", .function, summary: "a function of one number: x -> cos(x) - x"),
      Parameter("from", .number, summary: "one end", domain: .finite),
      Parameter("to", .number, summary: "the other end", domain: .finite),
      Parameter(
        "tolerance", .number, summary: "how near to the zero is near enough", default: .value(.number(0)),
        domain: .atLeast(0)),
    ],
    result: "a number",
    examples: [
      Example("root x -> cos(x) - x, from: 0, to: 1", gives: "0.7390851332151607"),
      Example("func f(x) = x^3 - 2\nroot(f, from: 0, to: 2)^3", gives: "2"),
      Example(
        "# the load at which three of ten patterns are taken wrongly\n"
          + "root α -> solve(alpha: α, beta: 20).error - 0.3, from: 0.5, to: 1.2, tolerance: 1e-6",
        gives: "0.8502"),
    ],
    seeAlso: ["integrate", "fit", "transition"]
  ) { arguments, context in
    let function = try NumberFunction("function", arguments, context)
    let problem = RootProblem(
      from: try arguments.number("from"), to: try arguments.number("to"),
      tolerance: try arguments.number("tolerance"))
    do {
      return .number(try problem.solve { try function($0) }.root)
    } catch let error as RootError {
      throw function.diagnostic(error, of: problem)
    }
  }
}

extension NumberFunction {
  fileprivate func diagnostic(_ error: RootError, of problem: RootProblem) -> Diagnostic {
    func text(_ number: Double) -> String { Value.number(number).summary }
    switch error {
    case .sameSign(let lower, let upper):
      return diagnostic(
        "the function does not change its sign: it is \(text(lower)) at \(text(problem.lower)) and "
          + "\(text(upper)) at \(text(problem.upper))",
        help: "give from: and to: on either side of the zero")
    case .notANumber(let x): return diagnostic("the function is nan at \(text(x))")
    case .jump(let x, let lower, let upper):
      return diagnostic(
        "the function jumps over 0 at \(text(x)), from \(text(lower)) to \(text(upper))")
    }
  }
}
