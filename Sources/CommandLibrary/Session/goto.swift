import Interpreter

extension Command {
  static let goto = Command(
    "goto", group: .session,
    summary: "Goes back to a checkpoint: every variable, the seed and the numbering are as they were there",
    details: "It can be undone like any cell.",
    parameters: [Parameter("name", .text, summary: "the name of the checkpoint")],
    result: "nothing",
    effects: [.session],
    examples: [
      Example("x = 1\ncheckpoint \"start\"\nx = 2\ngoto \"start\"\nx", gives: "1"),
      Example("x = 1\ncheckpoint \"start\"\nx = 2\ngoto \"start\"\nundo\nx", gives: "2"),
    ],
    seeAlso: ["checkpoint", "undo", "history"]
  ) { arguments, _ in throw SessionControl.history(.goto(try arguments.text("name"))) }
}
