import Language

/// The wording of mistakes outside any script. Codes E70 to E79.
extension Diagnostic {
  static func unknownOverride(_ name: String, in script: String, suggestion: String?) -> Diagnostic {
    Diagnostic(
      code: "E70", message: "--set: \(script) assigns nothing to \(name) at its top level",
      suggestion: suggestion)
  }

  static let noEditor = Diagnostic(
    code: "E76", message: "there is no editor: VISUAL and EDITOR are not set",
    help: "leave, and begin with: EDITOR=nano replica --resume")

  static func editorFailed(_ command: String) -> Diagnostic {
    Diagnostic(code: "E76", message: "the editor \(command) cannot be run")
  }

  static func noCell(_ number: Int, last: Int) -> Diagnostic {
    Diagnostic(
      code: "E77", message: "there is no cell \(number)",
      help: last == 0 ? "nothing has run yet" : "numbers run from 1 to \(last)")
  }

  static let noThread = Diagnostic(code: "E71", message: "the system has no thread to compute on")
}
