import Interpreter
import Language

/// The wording of mistakes outside any script. Codes E70 to E79.
extension Diagnostic {
  static func unknownOverride(_ name: String, in script: String, suggestion: String?) -> Diagnostic {
    Diagnostic(
      code: "E70", message: "--set: \(script) assigns nothing to \(name) at its top level",
      suggestion: suggestion)
  }

  static func overrideNoExpression(_ name: String, found text: String) -> Diagnostic {
    Diagnostic(code: "E70", message: "--set: expected an expression for \(name), found \(text)")
  }

  static func journalWithSettings(_ name: String) -> Diagnostic {
    .file(name, "a journal runs as it is, without --set")
  }

  static func editorFailed(_ command: String) -> Diagnostic {
    Diagnostic(code: "E76", message: "the editor \(command) cannot be run")
  }

  static func noCell(_ number: Int, last: Int) -> Diagnostic {
    Diagnostic(
      code: "E77", message: "there is no cell \(number)",
      help: last == 0 ? "nothing has run yet" : "numbers run from 1 to \(last)")
  }

  static let noThread = Diagnostic(code: "E71", message: "the system has no thread to compute on")

  static func unknownLessonCommand(_ line: String, suggestion: String?) -> Diagnostic {
    Diagnostic(
      code: "E72", message: "expected a command of the lesson, found \(line)", suggestion: suggestion,
      help: "? lists them; to run code of your own, type prompt")
  }

  static func missingStep(found: String) -> Diagnostic {
    Diagnostic(
      code: "E73", message: "jump: expected the number of a step, as in jump 7, found \(found)",
      help: "Tab behind jump lists the steps")
  }

  static func noStep(_ number: Int, of count: Int) -> Diagnostic {
    Diagnostic(code: "E73", message: "there is no step \(number)", help: "steps run from 1 to \(count)")
  }

  static let noCellAtEnd = Diagnostic(
    code: "E73", message: "the lesson is at its end, where there is no cell",
    help: "back goes to the last step")

  static func noPrediction(_ word: String) -> Diagnostic {
    Diagnostic(
      code: "E75", message: "expected a number such as 0.3 or 1e-4, found \(word)",
      help: "Enter alone predicts nothing, Ctrl-C goes back to the step")
  }

  static func noLesson(_ name: String) -> Diagnostic {
    Diagnostic(code: "E74", message: "\(name) has neither prose nor statements to step through")
  }
}
