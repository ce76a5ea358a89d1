import Interpreter

extension Command {
  static let redo = Command(
    "redo", group: .session,
    summary: "Does the last cells that were undone again, without running them",
    parameters: [
      Parameter(
        "cells", .number, summary: "how many cells", default: .value(.number(1)), domain: .integers(1))
    ],
    result: "nothing; what was done again is shown",
    effects: [.session],
    examples: [Example("x = 1\nx = 2\nundo\nredo\nx", gives: "2")],
    seeAlso: ["undo", "history"]
  ) { arguments, _ in throw SessionControl.history(.redo(try arguments.integer("cells"))) }
}
