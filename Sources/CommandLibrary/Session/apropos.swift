import Display
import Interpreter

extension Command {
  static let apropos = Command(
    "apropos", group: .session,
    summary: "Searches the names and descriptions of all commands",
    parameters: [Parameter("word", .text, summary: "what to look for", evaluation: .word)],
    result: "nothing; the commands found are shown", effects: [.output],
    examples: [
      Example(
        "apropos \"histogram\"",
        shows: "histogram  Counts how many numbers fall into each of equally wide bins")
    ],
    seeAlso: ["help"]
  ) { arguments, context in
    let word = arguments.word("word") ?? ""
    let found = Help.search(word, in: context.commands)
    if found.isEmpty { context.inform([.line(StyledText("nothing found for \(word)", .muted))]) }
    let width = found.map(\.name.count).max() ?? 0
    context.inform(
      found.map { command in
        let padding = String(repeating: " ", count: width - command.name.count + 2)
        return .line(StyledText(command.name, .name) + StyledText(padding + command.summary))
      })
    return .nothing
  }
}
