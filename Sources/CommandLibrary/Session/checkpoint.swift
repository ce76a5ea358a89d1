import Interpreter

extension Command {
  static let checkpoint = Command(
    "checkpoint", group: .session,
    summary: "Gives the state of the session a name that `goto` comes back to",
    details:
      "A second checkpoint of the same name takes the place of the first. Its state is kept whatever the limit of `history`.",
    parameters: [Parameter("name", .text, summary: "the name")],
    result: "nothing",
    effects: [.session],
    examples: [Example("x = 1\ncheckpoint \"start\"\nx = 2\ngoto \"start\"\nx", gives: "1")],
    seeAlso: ["goto", "undo", "history"]
  ) { arguments, _ in throw SessionControl.history(.checkpoint(try arguments.text("name"))) }
}
