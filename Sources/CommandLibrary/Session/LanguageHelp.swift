import Display
import Interpreter

/// Help on what is no command: the constructs of the language.
enum LanguageHelp {
  private static let pages: [(name: String, summary: String, example: String)] = [
    (
      "sweep", "a table with a row for every value of its variables, computed on all cores",
      "sweep α in 0.5...2 by 0.5 { solve(alpha: α, beta: 20) }"
    ),
    ("func", "defines a function by an expression or a block", "func square(x) = x^2"),
    (
      "for", "runs a block for every element of a range, list, tensor, table or text",
      "for i in 1...3 { print(i) }"
    ),
    ("while", "runs a block as long as a condition holds", "while x < 10 { x = 2 * x }"),
    (
      "if", "runs one of two blocks; as an expression it gives the value of the block that ran",
      "sign = if x < 0 { -1 } else { 1 }"
    ),
    (
      "else", "begins the block that runs where the condition of an if does not hold",
      "if x < 0 { -1 } else { 1 }"
    ),
    (
      "in", "stands between a variable and what it runs over, in for and sweep",
      "for i in [1, 2, 3] { print(i) }"
    ),
    ("by", "gives the step of a range", "0...1 by 0.25"),
    ("return", "ends a function with a value", "func f(x) { return x + 1 }"),
    ("break", "ends the innermost loop", "while true { break }"),
    ("continue", "goes on with the next turn of the innermost loop", "for i in 1...3 { continue }"),
    (
      "and", "true where both booleans are; the second is not looked at where the first is false",
      "x > 0 and x < 1"
    ),
    ("or", "true where one of two booleans is", "x < 0 or x > 1"),
    ("not", "the other boolean", "not x == 1"),
    ("true", "the boolean of what holds", "1 < 2"),
    ("false", "the boolean of what does not hold", "1 > 2"),
    ("nothing", "the value of what has none", "nothing"),
  ]

  static var names: [String] { pages.map(\.name) + Constants.all.map(\.name) }

  /// The examples, which tests parse.
  static var examples: [String] { pages.map(\.example) }

  static func page(of name: String) -> [DisplayBlock]? {
    if let constant = Constants.all.first(where: { $0.name == name }) {
      return [
        .line(StyledText(name, .keyword) + StyledText("  constant", .muted)),
        .line(StyledText("  \(name): \(constant.summary).")),
      ]
    }
    guard let page = pages.first(where: { $0.name == name }) else { return nil }
    return [
      .line(StyledText(page.name, .keyword) + StyledText("  language", .muted)),
      .line(StyledText("  \(page.name): \(page.summary).")),
      .line(""),
      .line(StyledText("  > ", .muted) + StyledText(page.example, .keyword)),
    ]
  }
}
