import Language

/// The wording of mistakes about journals. Codes E80 to E89.
extension Diagnostic {
  static func noJournal(_ name: String) -> Diagnostic {
    Diagnostic(
      code: "E80", message: "\(name) is no journal of a form known here",
      help: "journals begin with the line “\(Journal.beginning)”; a plain script is run with replica run")
  }

  static func damagedJournal(_ name: String, line: Int) -> Diagnostic {
    Diagnostic(
      code: "E81", message: "\(name): line \(line) is not a record of a journal",
      help: "lines that begin with “#>” are written by the program; the cells above can still be run as a script")
  }
}
