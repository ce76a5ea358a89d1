import Interpreter

extension Command {
  static let history = Command(
    "history", group: .session,
    summary: "Lists the cells that can be undone or done again, and the checkpoints between them",
    details: """
      Beside each cell stands what memory its old state holds that no later one does. Beyond the limit the oldest states are given up,
      and the session says so.
      """,
    parameters: [
      Parameter(
        "limit", .number, summary: "how many bytes old states may hold from now on; 1.1 GB at the start",
        default: .absent, domain: .integers(0))
    ],
    result: "nothing; the list is shown",
    effects: [.session],
    examples: [Example("x = 1\nhistory"), Example("history limit: 100000000")],
    seeAlso: ["undo", "redo", "checkpoint", "memory"]
  ) { arguments, _ in
    guard arguments.has("limit") else { throw SessionControl.history(.list) }
    throw SessionControl.history(.limit(byteCount: try arguments.integer("limit")))
  }
}
