import Display
import Execution
import Language
import Synchronization

/// All error codes, with what each stands for, code that makes it, and what is then shown.
enum DiagnosticPage {
  /// A longer example is long because that is the error.
  private static let longestExample = 100

  static func text(_ commands: CommandTable) -> String {
    let groups = [
      ("Syntax errors", "They show before anything runs.", SyntaxError.explanations),
      (
        "Evaluation errors", "They show where code runs; the cell then leaves everything as it was.",
        EvaluationError.explanations
      ),
      (
        "Around the language", "On the command line, at the prompt, in journals.", OutsideError.explanations
      ),
    ]
    var text = """

      # Errors

      Every message has a code, as in `error[E12]`; `explain E12` at the prompt says what is said here.

      """
    for (title, remark, explanations) in groups {
      text += "\n## \(title)\n\n\(remark)\n"
      let runs = title != groups.last?.0
      for explanation in explanations {
        text += "\n### \(explanation.code)\n\n\(explanation.meaning)\n\n```\n"
        if explanation.example.count > longestExample {
          text += explanation.example.prefix(longestExample) + " …\n"
        } else {
          let message = runs ? message(of: explanation.example, commands) : []
          text += ([explanation.example] + message).joined(separator: "\n") + "\n"
        }
        text += "```\n"
      }
    }
    return text
  }

  /// What a session shows for code that fails.
  private static func message(of code: String, _ commands: CommandTable) -> [String] {
    let lines = Mutex<[String]>([])
    withoutActuallyEscaping({ @Sendable in
      var session = Session(commands: commands)
      let outcome = session.run(SourceText(code, name: "input"), in: Work()) { _ in }
      guard case .failed(let diagnostic) = outcome else { return }
      lines.withLock { $0 = [""] + diagnostic.rendered(width: 100).map(\.plain) }
    }) { run in
      // Some examples recurse until the stack ends.
      Execution.Thread(run)?.join()
    }
    return lines.withLock { $0 }
  }
}
