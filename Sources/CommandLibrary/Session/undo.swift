import Interpreter

extension Command {
  static let undo = Command(
    "undo", group: .session,
    summary: "Takes the last cells back: every variable, the seed and the numbering are as before them",
    details: """
      Later random numbers are those that would have been drawn without the cells undone. Files that were written stay. What was undone
      can be done again until another cell has run. `undo` is a cell of its own and does not count.
      """,
    parameters: [
      Parameter(
        "cells", .number, summary: "how many cells", default: .value(.number(1)), domain: .integers(1))
    ],
    result: "nothing; what was undone is shown",
    effects: [.session],
    examples: [
      Example("x = 1\nx = 2\nundo\nx", gives: "1"), Example("x = 1\nx = 2\nx = 3\nundo 2\nx", gives: "1"),
    ],
    seeAlso: ["redo", "checkpoint", "history"]
  ) { arguments, _ in throw SessionControl.history(.undo(try arguments.integer("cells"))) }
}
