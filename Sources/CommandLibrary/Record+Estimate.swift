import Interpreter

extension Record {
  /// The two fields of a number with its error, named alike by all commands: `q` and `qStandardError`.
  static func estimate(_ name: String, _ mean: Double, standardError: Double) -> [(String, Value)] {
    [(name, .number(mean)), (name + "StandardError", .number(standardError))]
  }
}
