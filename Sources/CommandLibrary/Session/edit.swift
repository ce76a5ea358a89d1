import Interpreter

extension Command {
  static let edit = Command(
    "edit", group: .session,
    summary: "Opens a cell in your editor and runs what comes back",
    details: """
      The editor is what VISUAL or EDITOR names; where they name none, the cell stands on the line to be changed. Without a number it is
      the last cell, one that failed included. What comes back is a new cell, and the old one stays as it was. A text that is empty, or an
      editor that ends with an error (:cq in vi), runs nothing.
      """,
    parameters: [
      Parameter(
        "cell", .number, summary: "the number that the prompt showed, as a number; the last cell without it",
        default: .absent, domain: .integers(1))
    ],
    result: "what the cell gives",
    effects: [.session],
    examples: [Example("edit"), Example("edit 12")],
    seeAlso: ["history", "undo", "run"]
  ) { arguments, _ in
    // The prompt answers `edit` itself.
    throw arguments.diagnostic(
      "cell", "edit is for the prompt, as a cell of its own: edit, or edit 12", help: "run takes a file")
  }
}
