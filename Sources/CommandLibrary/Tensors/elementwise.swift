import Foundation
import Interpreter
import SpecialFunctions
import Tensors

/// The functions of one number, which work on every element of a tensor. They differ in nothing but their
/// formula, so they stand together.
extension Command {
  static let elementwise: [Command] = [
    elementwise("abs", "Gives the absolute value |x|", Example("abs(-2)", gives: "2")) { abs($0) },
    elementwise("sign", "Gives the sign of x: −1, 0 or 1", Example("sign(-3)", gives: "-1")) {
      $0 > 0 ? 1 : $0 < 0 ? -1 : $0
    },
    elementwise("sqrt", "Takes the square root √x", Example("sqrt(16)", gives: "4")) { $0.squareRoot() },
    elementwise("exp", "Takes the exponential eˣ", Example("exp(0)", gives: "1")) { Foundation.exp($0) },
    elementwise("log", "Takes the natural logarithm ln x", Example("log(1)", gives: "0")) {
      Foundation.log($0)
    },
    elementwise("log2", "Takes the binary logarithm, in bits", Example("log2(8)", gives: "3")) {
      Foundation.log2($0)
    },
    elementwise("log10", "Takes the decimal logarithm", Example("log10(1000)", gives: "3")) {
      Foundation.log10($0)
    },
    elementwise("sin", "Takes the sine of an angle in radians", Example("sin(0)", gives: "0")) {
      Foundation.sin($0)
    },
    elementwise("cos", "Takes the cosine of an angle in radians", Example("cos(0)", gives: "1")) {
      Foundation.cos($0)
    },
    elementwise("tan", "Takes the tangent of an angle in radians", Example("tan(0)", gives: "0")) {
      Foundation.tan($0)
    },
    elementwise("arcsin", "Takes the inverse sine, in radians", Example("arcsin(1) == pi / 2", gives: "true"))
    {
      Foundation.asin($0)
    },
    elementwise(
      "arccos", "Takes the inverse cosine, in radians; arccos(p)/π is the generalization error at overlap p",
      Example("arccos(0.5) / pi", gives: "0.3333333333333333")
    ) { Foundation.acos($0) },
    elementwise(
      "arctan", "Takes the inverse tangent, in radians", Example("arctan(1) == pi / 4", gives: "true")
    ) {
      Foundation.atan($0)
    },
    elementwise(
      "tanh", "Takes the hyperbolic tangent, which turns a field into a mean", Example("tanh(0)", gives: "0")
    ) {
      Foundation.tanh($0)
    },
    elementwise(
      "arctanh", "Takes the inverse hyperbolic tangent, which turns a mean into a field",
      Example("arctanh(0)", gives: "0")
    ) { Foundation.atanh($0) },
    elementwise("sinh", "Takes the hyperbolic sine", Example("sinh(0)", gives: "0")) { Foundation.sinh($0) },
    elementwise("cosh", "Takes the hyperbolic cosine", Example("cosh(0)", gives: "1")) {
      Foundation.cosh($0)
    },
    elementwise(
      "round", "Rounds to the nearest whole number, halves away from zero", Example("round(2.5)", gives: "3")
    ) {
      $0.rounded()
    },
    elementwise("floor", "Rounds down to a whole number", Example("floor(-0.5)", gives: "-1")) {
      $0.rounded(.down)
    },
    elementwise("ceil", "Rounds up to a whole number", Example("ceil(0.5)", gives: "1")) { $0.rounded(.up) },
    elementwise("erf", "Takes the error function", Example("erf(0)", gives: "0")) { Foundation.erf($0) },
    elementwise(
      "H", "Gives the tail of the normal distribution, H(t) = ∫ₜ^∞ Dz = erfc(t/√2)/2",
      Example("H(0)", gives: "0.5")
    ) { normalTail($0) },
    elementwise(
      "logH", "Gives the logarithm of the normal tail, ln H(t), exact far into the tail",
      Example("round(logH(40))", gives: "-805")
    ) { logNormalTail($0) },
  ]

  private static func elementwise(
    _ name: String, _ summary: String, _ example: Example, _ function: @escaping @Sendable (Double) -> Double
  ) -> Command {
    Command(
      name, group: .tensors, summary: summary,
      parameters: [Parameter("x", .number, .tensor, summary: "a number, or numbers")],
      result: "a number, or a tensor of the same shape", examples: [example], function: function
    ) { arguments, context in
      Value(try arguments.tensor("x").map(in: context.work, function))
    }
  }
}
