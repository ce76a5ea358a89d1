import Display
import Language

/// What a teacher can say between two cells.
enum LessonCommand: Equatable {
  case next, back, run, edit, prompt, help, quit
  /// To a step, from 1.
  case jump(Int)

  private static let words: [(word: String, command: LessonCommand?, summary: String)] = [
    ("next", .next, "runs the cell and goes on; Enter does the same"),
    ("back", .back, "goes back to the cell before, and the state with it"),
    ("run", .run, "runs the cell, as often as you like, and stays at it"),
    ("edit", .edit, "lets you change the cell, in your editor if there is one, and runs it"),
    ("jump", nil, "goes to a step, as in jump 7; what lies between runs unseen"),
    ("prompt", .prompt, "gives you the prompt, with the session as it stands; quit comes back"),
    ("quit", .quit, "leaves the lesson"),
    ("?", .help, "shows this list"),
  ]

  /// A line as it was typed; the first letter of a word will do.
  init(_ line: String) throws(Diagnostic) {
    let words = line.split(whereSeparator: \.isWhitespace).map { $0.lowercased() }
    guard let word = words.first else {
      self = .next
      return
    }
    if word == "help" || word.hasPrefix("?") || words.last?.hasSuffix("?") == true {
      self = .help
      return
    }
    let entry = Self.words.first { $0.word == word || $0.word.prefix(1) == word }
    if let entry, entry.command == nil {
      guard words.count == 2, let step = Int(words[1]) else {
        throw .missingStep(found: words.count == 1 ? "none" : words.dropFirst().joined(separator: " "))
      }
      self = .jump(step)
    } else if let command = entry?.command, words.count == 1 {
      self = command
    } else {
      throw .unknownLessonCommand(
        words.joined(separator: " "),
        suggestion: Suggestion.closest(to: word, among: Self.words.map(\.word)))
    }
  }

  /// What Tab offers on a line: the commands, and behind `jump` the steps by their titles.
  static func completion(of line: [UInt8], at point: Int, titles: [String]) -> LineCompletion? {
    let steps = titles.enumerated().map { LineCompletion.Candidate(text: "\($0 + 1)", note: $1) }
    let commands = words.map { entry in
      LineCompletion.Candidate(text: entry.word + (entry.command == nil ? " " : ""), note: entry.summary)
    }
    return LineCompletion(line: line, point: point, words: steps, behind: "jump ")
      ?? LineCompletion(line: line, point: point, words: commands)
  }

  static var list: [DisplayBlock] {
    words.map { entry in
      .line(StyledText(entry.word, .name).padded(to: 8) + StyledText(entry.summary))
    } + [.line(StyledText("the first letter will do", .muted))]
  }
}
