import Interpreter

extension Command {
  static let run = Command(
    "run", group: .session,
    summary: "Runs a script in this session, as if its statements were typed here",
    parameters: [Parameter("path", .text, summary: "the script's file", file: .script)],
    result: "nothing; what the script shows is shown",
    effects: [.session, .files],
    examples: [Example("save \"session.rpl\"\nrun \"session.rpl\"")],
    seeAlso: ["save"]
  ) { arguments, context in
    let path = try arguments.text("path")
    let text = try arguments.located("path") { try Journal.runnable(TextFile.read(path), name: path) }
    try context.runScript(text, name: path)
    return .nothing
  }
}
