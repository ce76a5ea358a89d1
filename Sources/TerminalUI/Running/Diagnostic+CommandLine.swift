import Interpreter
import Language

/// The wording of mistakes outside any script. Codes E70 to E79.
extension Diagnostic {
  static func unknownOverride(_ name: String, in script: String, suggestion: String?) -> Diagnostic {
    Diagnostic(
      code: "E70", message: "--set: \(script) assigns nothing to \(name) at its top level",
      suggestion: suggestion)
  }

  static func journalWithSettings(_ name: String) -> Diagnostic {
    .file(name, "a journal runs as it is, without --set")
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

  static func unknownLessonCommand(_ word: String, suggestion: String?) -> Diagnostic {
    Diagnostic(
      code: "E72", message: "\(word) is no command of a lesson", suggestion: suggestion,
      help: "? lists them; to run code of your own, type prompt")
  }

  static let missingStep = Diagnostic(code: "E73", message: "expected the number of a step, as in jump 7")

  static func noStep(_ number: Int, of count: Int) -> Diagnostic {
    Diagnostic(code: "E73", message: "there is no step \(number): the lesson has \(count)")
  }

  static func noPrediction(_ word: String) -> Diagnostic {
    Diagnostic(
      code: "E75", message: "expected a number such as 0.3 or 1e-4, found \(word)",
      help: "Enter alone predicts nothing")
  }

  static func noLesson(_ name: String) -> Diagnostic {
    Diagnostic(code: "E74", message: "\(name) has neither prose nor statements to step through")
  }
}
