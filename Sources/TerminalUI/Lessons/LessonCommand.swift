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
    ("edit", .edit, "lets you change the cell, and runs it"),
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
    guard let entry = Self.words.first(where: { $0.word == word || $0.word.prefix(1) == word }) else {
      throw .unknownLessonCommand(
        word, suggestion: Suggestion.closest(to: word, among: Self.words.map(\.word)))
    }
    if let command = entry.command {
      self = command
    } else {
      guard words.count == 2, let step = Int(words[1]) else { throw .missingStep }
      self = .jump(step)
    }
  }

  static var list: [DisplayBlock] {
    words.map { entry in
      .line(StyledText(entry.word, .name).padded(to: 8) + StyledText(entry.summary))
    } + [.line(StyledText("the first letter will do", .muted))]
  }
}
