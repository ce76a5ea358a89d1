import Interpreter
import Language

extension Command {
  static let step = Command(
    "step", group: .session,
    summary: "Goes through a script cell by cell, as with a class, in this session",
    details: """
      Prose is shown as text. A cell is shown and waits: Enter runs it and goes on, `back` goes back to the one before it, and the
      session's state too; `?` lists the rest. Questions put with `ask` are put before their cell runs. Each step begins with a
      checkpoint. From the shell it is `replica step FILE`.
      """,
    parameters: [Parameter("path", .text, summary: "the script's file", file: .read)],
    result: "nothing; the session is what the lesson made of it",
    effects: [.session, .files],
    examples: [Example("x = 1\nsave \"session.rpl\"\nstep \"session.rpl\"")],
    seeAlso: ["ask", "run", "goto"]
  ) { arguments, _ in
    let path = try arguments.text("path")
    let script = try arguments.located("path") {
      try Parser.parse(SourceText(TextFile.read(path), name: path))
    }
    throw SessionControl.lesson(Lesson(script))
  }
}
