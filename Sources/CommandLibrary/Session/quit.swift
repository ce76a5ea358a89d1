import Interpreter

extension Command {
  static let quit = Command(
    "quit", group: .session,
    summary: "Leaves the session, or ends the script",
    details: "Ctrl-D at the prompt does the same.",
    result: "nothing", effects: [.session], examples: [Example("quit")], seeAlso: ["save"]
  ) { _, _ in throw SessionControl.quit }
}
