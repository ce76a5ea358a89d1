import Language

/// The wording of mistakes outside any script. Codes E70 to E79.
extension Diagnostic {
  static func unknownOverride(_ name: String, in script: String, suggestion: String?) -> Diagnostic {
    Diagnostic(
      code: "E70", message: "--set: \(script) assigns nothing to \(name) at its top level",
      suggestion: suggestion)
  }

  static let noThread = Diagnostic(code: "E71", message: "the system has no thread to compute on")
}
