import Interpreter
import Language
import NumericalMethods

extension Command {
  static let integrate = Command(
    "integrate", group: .tensors, summary: "Integrates a function between two limits, which may be infinite",
    details: """
      Eleven intervals, by Gauss and Kronrod's rule of 21 points each, are halved where the error is largest, until all of it is within the
      tolerance; an integral that does not get there fails. The error is that of the rule, and never less than rounding's.

      A peak that lies between two of the first 231 points is not seen, and the error does not count it. That may be one narrower than
      0.007 of the interval; with one limit infinite, than 0.007 (1 + d)² at the distance d from the other; with both, than
      0.007 (1 + 4 x²) at x. Where there may be such a peak, give limits near it.
      """,
    parameters: [
      Parameter("function", .function, summary: "a function of one number: x -> exp(-x^2)"),
      Parameter("from", .number, summary: "the lower limit; -inf for none", domain: .orInfinite),
      Parameter("to", .number, summary: "the upper limit; inf for none", domain: .orInfinite),
      Parameter(
        "tolerance", .number, summary: "the error admitted, relative to the integral of |f|",
        default: .value(.number(1e-10)), domain: .between(1e-13, 1)),
    ],
    result: "a record of value, error and evaluations",
    examples: [
      Example("integrate(x -> exp(-x^2 / 2), from: -inf, to: inf).value / sqrt(2 * pi)", gives: "1"),
      Example("integrate(x -> 1 / sqrt(x), from: 0, to: 1, tolerance: 1e-6).value", gives: "2"),
      Example(
        "# Student, two degrees of freedom\nintegrate(t -> (2 + t^2)^-1.5, from: 0, to: inf).value",
        gives: "0.5"),
    ],
    seeAlso: ["root", "sum", "H"],
    infer: { (_) throws(Diagnostic) in
      AbstractValue(fields: ["value", "error", "evaluations"].map { ($0, AbstractValue(.number)) })
    }
  ) { arguments, context in
    let function = try NumberFunction("function", arguments, context)
    let problem = IntegralProblem(
      from: try arguments.number("from"), to: try arguments.number("to"),
      tolerance: try arguments.number("tolerance"))
    do {
      let result = try problem.solve(in: context.work) { try function($0) }
      return .record(
        Record([
          ("value", .number(result.value)), ("error", .number(result.error)),
          ("evaluations", .number(Double(result.evaluations))),
        ]))
    } catch let error as IntegralError {
      throw function.diagnostic(error)
    }
  }
}

extension NumberFunction {
  fileprivate func diagnostic(_ error: IntegralError) -> Diagnostic {
    func text(_ number: Double) -> String { Value.number(number).summary }
    switch error {
    case .notFinite(let value, let x):
      return diagnostic(
        "the function is \(text(value)) at \(text(x))", help: "integrate up to there, and from there")
    case .overflow(let x):
      return diagnostic(
        "the integral is larger than any number: near \(text(x))", help: "divide the function by its unit")
    case .diverges(let x, let value, let error):
      return diagnostic(
        "the integral does not converge near \(text(x)): \(text(value)) with an error of \(text(error)) so far",
        help: "has it a value? a larger tolerance: asks for less")
    }
  }
}
