import Language

extension Diagnostic {
  static func comparedElementwise(_ symbol: String, _ found: String) -> Diagnostic {
    Diagnostic(
      code: "E84", message: "\(symbol) compares element by element, and found \(found)",
      help: "equal(a, b) compares whole values")
  }
  static func maskShape(mask: String, axis: String) -> Diagnostic {
    Diagnostic(code: "E85", message: "the mask has \(mask) places, expected \(axis)")
  }
  static func unpacking(expected: Int, found: String) -> Diagnostic {
    Diagnostic(code: "E83", message: "expected \(expected) value\(expected == 1 ? "" : "s"), found \(found)")
  }
  package static func assertionFailed(_ text: String, message: String?) -> Diagnostic {
    Diagnostic(code: "E82", message: "expected \(text)" + (message.map { ": \($0)" } ?? ""))
  }
  static func fixedFields(of kind: Kind) -> Diagnostic {
    Diagnostic(code: "E52", message: "the fields of \(kind.phrase) cannot be given values")
  }
  static func comparesElements(_ symbol: String) -> Diagnostic {
    Diagnostic(code: "W1", message: "\(symbol) of lists and tensors compares element by element and gives a mask; before this version it gave one boolean", help: "equal(a, b) compares whole values; all(…) makes one boolean of a mask")
  }
}
