import Display
import Interpreter
import Language

extension Command {
  static let help = Command(
    "help", group: .session,
    summary: "Explains a command, a variable or the language",
    details: """
      Without a name it lists all commands. ?solve and solve? are short for help solve. On a function of your own it shows the
      comment right above it, or the text that its body begins with, and how it is written.
      """,
    parameters: [
      Parameter("name", .text, summary: "what to explain", default: .absent, evaluation: .word),
      Parameter(
        "all", .boolean, summary: "everything about a command, where a screen does not hold it",
        default: .value(.boolean(false))),
    ],
    result: "nothing; the page is shown", effects: [.output],
    examples: [
      Example("help solve"), Example("help solve, all: true"), Example("help"),
      Example(
        "# Doubles a number.\nfunc double(x) = 2 * x\nhelp double",
        shows: "double(x)  function\n  Doubles a number.\n\n  func double(x) = 2 * x"),
    ],
    seeAlso: ["apropos", "vars"]
  ) { arguments, context in
    guard let name = arguments.word("name") else {
      context.inform(Help.overview(of: context.commands))
      return .nothing
    }
    if let command = context.commands[name] {
      let isWhole = try arguments.boolean("all")
      context.inform(isWhole ? Help.page(of: command) : Help.screen(of: command))
    } else if let construct = LanguageHelp.page(of: name) {
      context.inform(construct)
    } else if case .function(.user(let function))? = context.session.globals[name] {
      context.inform(Help.page(of: function))
    } else if let value = context.session.globals[name] {
      context.inform([.line(StyledText(name, .name) + StyledText("  \(value.kind.rawValue)", .muted))])
      context.inform(value.show())
    } else {
      let names = context.commands.names + context.session.globals.assigned.map(\.name) + LanguageHelp.names
      throw arguments.diagnostic(
        "name", "there is no help on \(name)", suggestion: Suggestion.closest(to: name, among: names))
    }
    return .nothing
  }
}
