import Display
import Interpreter
import Language

extension Command {
  static let explain = Command(
    "explain", group: .session,
    summary: "Explains what the code of an error message stands for",
    details: "Without a code it lists them all.",
    parameters: [
      Parameter("code", .text, summary: "the code, as in error[E12]", default: .absent, evaluation: .word)
    ],
    result: "nothing; the explanation is shown", effects: [.output],
    examples: [
      Example(
        "explain E49",
        shows: "E49  An operator that has no meaning for its two values.\n\n1 + \"a\""),
      Example("explain"),
    ],
    seeAlso: ["help"]
  ) { arguments, context in
    guard let code = arguments.word("code")?.uppercased() else {
      context.inform(
        Diagnostic.explanations.map {
          .line(StyledText($0.code, .error) + StyledText("  \($0.meaning)"))
        })
      return .nothing
    }
    guard let explanation = Diagnostic.explanations.first(where: { $0.code == code }) else {
      throw arguments.diagnostic("code", "there is no error \(code)", help: "explain lists them all")
    }
    context.inform([.line(StyledText(code, .error) + StyledText("  \(explanation.meaning)"))])
    // The longest examples are long because that is the error.
    let example =
      explanation.example.count > 100 ? explanation.example.prefix(100) + " …" : explanation.example[...]
    context.inform([.line("")] + Value.show(String(example), as: .keyword))
    return .nothing
  }
}
