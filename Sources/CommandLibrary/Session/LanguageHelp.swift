import Display
import Interpreter
import Language

/// Help on what is no command: the words of the language and its constants.
enum LanguageHelp {
  static var names: [String] { Keyword.allCases.map(\.rawValue) + Constants.all.map(\.name) }

  static func page(of name: String) -> [DisplayBlock]? {
    if let constant = Constants.all.first(where: { $0.name == name }) {
      return [
        .line(StyledText(name, .keyword) + StyledText("  constant", .muted)),
        .line(StyledText("  \(name): \(constant.summary).")),
      ]
    }
    guard let explanation = Keyword(rawValue: name)?.explanation else { return nil }
    return [
      .line(StyledText(name, .keyword) + StyledText("  language", .muted)),
      .line(StyledText("  \(name): \(explanation.summary).")),
      .line(""),
      .line(StyledText("  > ", .muted) + StyledText(explanation.example, .keyword)),
    ]
  }
}
