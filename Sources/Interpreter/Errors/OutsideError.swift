import Language

/// Errors around the language: on the command line and at the prompt (codes E70 to E79), in journals (E80 and E81).
/// What makes them is typed in a shell or a file.
package enum OutsideError: String, ErrorKind {
  case unknownOverride = "E70"
  case noThread = "E71"
  case unknownLessonCommand = "E72"
  case noStep = "E73"
  case noLesson = "E74"
  case noPrediction = "E75"
  case editorFailed = "E76"
  case noCell = "E77"
  case noJournal = "E80"
  case damagedJournal = "E81"

  package var explanation: Diagnostic.Explanation {
    switch self {
    case .unknownOverride:
      means(
        "`--set` takes the name of a variable that the script assigns at its top level.",
        "replica run scripts/first-look.rpl --set unheardOf=1")
    case .noThread:
      means(
        "The system refuses another thread: too many are running, or memory is short.",
        "(ulimit -v 200000; replica eval 1)    # too little memory for a thread")
    case .unknownLessonCommand:
      means(
        "A lesson knows next, back, run, edit, jump, prompt and quit; their first letters will do.",
        "replica step scripts/lessons/1-binary-synapse.rpl    # then: forward")
    case .noStep:
      means(
        "`jump` takes the number of a step of the lesson; at its end there is nothing to run or to edit.",
        "replica step scripts/lessons/1-binary-synapse.rpl    # then: jump 1000")
    case .noLesson: means("A script without prose and statements has no steps.", "replica step /dev/null")
    case .noPrediction:
      means(
        "A prediction is a number, or nothing.",
        "replica step scripts/lessons/1-binary-synapse.rpl    # then, at a question: about half")
    case .editorFailed:
      means(
        "`edit` runs the program that VISUAL or EDITOR names, and it cannot be run.",
        "VISUAL=unheardOf replica    # then: edit")
    case .noCell: means("`edit` takes the number of a statement of this session.", "edit 1000000")
    case .noJournal:
      means(
        "A journal begins with a line of its own, in a form that this version knows.",
        "replica replay scripts/first-look.rpl")
    case .damagedJournal:
      means(
        "The lines of a journal that begin with #> are the program's; one of them was changed.",
        "replica replay FILE    # where a line says: #> done at noon")
    }
  }
}

extension Diagnostic {
  private init(_ kind: OutsideError, message: String, suggestion: String? = nil, help: String? = nil) {
    self.init(kind: kind, message: message, suggestion: suggestion, help: help)
  }

  package static func unknownOverride(_ name: String, in script: String, suggestion: String?) -> Diagnostic {
    Diagnostic(
      .unknownOverride, message: "--set: \(script) assigns nothing to \(name) at its top level",
      suggestion: suggestion)
  }

  package static func overrideNoExpression(_ name: String, found text: String) -> Diagnostic {
    Diagnostic(.unknownOverride, message: "--set: expected an expression for \(name), found \(text)")
  }

  package static func journalWithSettings(_ name: String) -> Diagnostic {
    .file(name, "a journal runs as it is, without --set")
  }

  package static func editorFailed(_ command: String) -> Diagnostic {
    Diagnostic(.editorFailed, message: "the editor \(command) cannot be run")
  }

  package static func noCell(_ number: Int, last: Int) -> Diagnostic {
    Diagnostic(
      .noCell, message: "there is no cell \(number)",
      help: last == 0 ? "nothing has run yet" : "numbers run from 1 to \(last)")
  }

  package static let noThread = Diagnostic(.noThread, message: "the system has no thread to compute on")

  package static func unknownLessonCommand(_ line: String, suggestion: String?) -> Diagnostic {
    Diagnostic(
      .unknownLessonCommand, message: "expected a command of the lesson, found \(line)",
      suggestion: suggestion, help: "? lists them; to run code of your own, type prompt")
  }

  package static func missingStep(found: String) -> Diagnostic {
    Diagnostic(
      .noStep, message: "jump: expected the number of a step, as in jump 7, found \(found)",
      help: "Tab behind jump lists the steps")
  }

  package static func noStep(_ number: Int, of count: Int) -> Diagnostic {
    Diagnostic(.noStep, message: "there is no step \(number)", help: "steps run from 1 to \(count)")
  }

  package static let noCellAtEnd = Diagnostic(
    .noStep, message: "the lesson is at its end, where there is no cell", help: "back goes to the last step")

  package static func noPrediction(_ word: String) -> Diagnostic {
    Diagnostic(
      .noPrediction, message: "expected a number such as 0.3 or 1e-4, found \(word)",
      help: "Enter alone predicts nothing, Ctrl-C goes back to the step")
  }

  package static func noLesson(_ name: String) -> Diagnostic {
    Diagnostic(.noLesson, message: "\(name) has neither prose nor statements to step through")
  }

  package static func noJournal(_ name: String) -> Diagnostic {
    Diagnostic(
      .noJournal, message: "\(name) is no journal of a form known here",
      help: "journals begin with the line “\(Journal.beginning)”; a plain script is run with replica run")
  }

  package static func damagedJournal(_ name: String, line: Int) -> Diagnostic {
    Diagnostic(
      .damagedJournal, message: "\(name): line \(line) is not a record of a journal",
      help:
        "lines that begin with “#>” are written by the program; the cells above can still be run as a script")
  }
}

extension Diagnostic {
  /// What each kind of error means, by its code.
  package static let explanations =
    SyntaxError.explanations + EvaluationError.explanations + OutsideError.explanations
}
