import Foundation
import Interpreter
import SpecialFunctions
import Tensors

/// The functions of one number, which work on every element of a tensor. They differ in nothing but their formula, so they stand
/// together.
extension Command {
  static let elementwise: [Command] = [
    elementwise("abs", "Absolute value |x|", Example("abs(-2)", gives: "2")) { abs($0) },
    elementwise("sign", "Sign of x: −1, 0 or 1", Example("sign(-3)", gives: "-1")) { $0 > 0 ? 1 : $0 < 0 ? -1 : $0 },
    elementwise("sqrt", "Square root √x", Example("sqrt(16)", gives: "4")) { $0.squareRoot() },
    elementwise("exp", "Exponential eˣ", Example("exp(0)", gives: "1")) { Foundation.exp($0) },
    elementwise("log", "Natural logarithm ln x", Example("log(1)", gives: "0")) { Foundation.log($0) },
    elementwise("log10", "Decimal logarithm", Example("log10(1000)", gives: "3")) { Foundation.log10($0) },
    elementwise("sin", "Sine of an angle in radians", Example("sin(0)", gives: "0")) { Foundation.sin($0) },
    elementwise("cos", "Cosine of an angle in radians", Example("cos(0)", gives: "1")) { Foundation.cos($0) },
    elementwise("tanh", "Hyperbolic tangent", Example("tanh(0)", gives: "0")) { Foundation.tanh($0) },
    elementwise("arctanh", "Inverse hyperbolic tangent, which turns a mean into a field", Example("arctanh(0)", gives: "0")) {
      Foundation.atanh($0)
    },
    elementwise("arccos", "Inverse cosine, in radians; arccos(p)/π is the generalization error at overlap p", Example("arccos(1)", gives: "0")) {
      Foundation.acos($0)
    },
    elementwise("round", "Nearest whole number, halves away from zero", Example("round(2.5)", gives: "3")) { $0.rounded() },
    elementwise("floor", "Largest whole number below or at x", Example("floor(-0.5)", gives: "-1")) { $0.rounded(.down) },
    elementwise("ceil", "Smallest whole number above or at x", Example("ceil(0.5)", gives: "1")) { $0.rounded(.up) },
    elementwise("erf", "Error function", Example("erf(0)", gives: "0")) { Foundation.erf($0) },
    elementwise("H", "Tail of the normal distribution, H(t) = ∫ₜ^∞ Dz = erfc(t/√2)/2", Example("H(0)", gives: "0.5")) {
      normalTail($0)
    },
    elementwise("logH", "Logarithm of the normal tail, ln H(t), exact far into the tail", Example("round(logH(40))", gives: "-805")) {
      logNormalTail($0)
    },
  ]

  private static func elementwise(
    _ name: String, _ summary: String, _ example: Example, _ function: @escaping @Sendable (Double) -> Double
  ) -> Command {
    Command(
      name, group: .tensors, summary: summary,
      parameters: [Parameter("x", .number, .tensor, summary: "a number, or numbers")],
      result: "a number, or a tensor of the same shape", examples: [example]
    ) { arguments, _ in
      if case .number(let number) = arguments.value("x") { return .number(function(number)) }
      return .tensor(try arguments.tensor("x").map(function))
    }
  }
}
