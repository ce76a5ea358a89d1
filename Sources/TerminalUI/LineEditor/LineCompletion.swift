import Display
import Interpreter
import Language

/// What Tab offers for a line that may be one of several, in the terms of a line editor.
struct LineCompletion {
  struct Candidate {
    let text: String
    /// A word about it.
    let note: String
  }

  let candidates: [Candidate]
  /// What is wanted there, where there are no candidates.
  var hint: [StyledText] = []
  /// The offset in the line at which the word that a candidate replaces begins.
  let start: Int
  /// What is typed behind the only candidate: a blank, a bracket, a closing quote.
  let suffix: UInt8?
  let isFile: Bool
  /// How many bytes the cursor goes to the right once the only candidate stands there; to the left if negative.
  var cursorShift = 0

  /// Indents a line of a block, where Tab has nothing to complete.
  private static let indentation = "  "

  /// `nil` where there is nothing to complete.
  init?(line: [UInt8], point: Int, after earlier: String, session: Session) {
    let before = line[..<point]
    if !earlier.isEmpty, before.allSatisfy({ $0 == UInt8(ascii: " ") }) {
      candidates = [Candidate(text: Self.indentation, note: "")]
      (start, suffix, isFile) = (point, nil, false)
      return
    }
    let gap = CallTemplate.gap(in: line, after: point)
    let text = earlier + String(decoding: before, as: UTF8.self)
    let source = SourceText(text, name: "input")
    let completion = Completion(in: source, at: source.utf8.count, session: session)
    let context = CursorContext(in: source, at: source.utf8.count)
    let isBeforeEnd = line.indices.contains(point) && line[point] != UInt8(ascii: ")")
    if !isBeforeEnd, let template = CallTemplate(at: context, session: session) {
      candidates = [Candidate(text: template.text, note: "")]
      (start, suffix, isFile) = (point, nil, false)
      cursorShift = template.firstGap - template.text.utf8.count
      return
    }
    let isComplete =
      completion.candidates.isEmpty && !completion.isFile
      || completion.candidates.map(\.text) == [context.prefix]
    if let gap, isComplete, let word = Self.word(before: point, in: line) {
      candidates = [Candidate(text: word, note: "")]
      (start, suffix, isFile) = (point - word.utf8.count, nil, false)
      cursorShift = gap - point
      return
    }
    start = completion.span.start - earlier.utf8.count
    guard (0...point).contains(start) else { return nil }
    let offered = completion.candidates.map { Candidate(text: $0.text, note: $0.note) }
    let isLabel: (Candidate) -> Bool = { $0.text.hasSuffix(":") }
    candidates =
      offered.filter(isLabel)
      + offered.filter { !isLabel($0) }.sorted { $0.text.lowercased() < $1.text.lowercased() }
    isFile = completion.isFile
    hint = completion.hint
    if candidates.isEmpty && !isFile && hint.isEmpty { return nil }
    let isQuoted = line.indices.contains(point) && line[point] == UInt8(ascii: "\"")
    suffix =
      context.isInsideText
      ? (isQuoted ? nil : UInt8(ascii: "\""))
      : candidates.count == 1 ? Self.suffix(of: candidates[0].text, at: context.place, session) : nil
  }

  /// Words that stand at the beginning of a line, or behind `leading` there; `nil` anywhere else.
  init?(line: [UInt8], point: Int, words: [Candidate], behind leading: String = "") {
    let before = String(decoding: line[..<point], as: UTF8.self)
    guard before.hasPrefix(leading) else { return nil }
    let word = before.dropFirst(leading.count).drop { $0 == " " }
    candidates = words.filter { $0.text.hasPrefix(word) }
    (start, suffix, isFile) = (point - word.utf8.count, nil, false)
    if candidates.isEmpty { return nil }
  }

  /// What stands between the last mark or blank and the cursor.
  private static func word(before point: Int, in line: [UInt8]) -> String? {
    let marks = Array(" ,:([".utf8)
    let word = line[..<point].reversed().prefix { !marks.contains($0) }.reversed()
    return word.isEmpty ? nil : String(decoding: word, as: UTF8.self)
  }

  private static func suffix(of text: String, at place: CursorContext.Place, _ session: Session) -> UInt8? {
    let blank = UInt8(ascii: " ")
    switch place {
    case .member, .greekLetter, .none: return nil
    case .statementHead, .argument, .argumentValue, .expression: break
    }
    if text.hasSuffix(":") { return blank }
    if text.hasPrefix("\"") { return nil }
    // A call at a statement's head goes without brackets; elsewhere it needs them.
    let isHead = place == .statementHead
    if let value = session.state.globals[text] {
      return value.kind == .function ? (isHead ? blank : UInt8(ascii: "(")) : nil
    }
    if let command = session.commands[text] {
      if case .argument(let argument) = place, argument.callee == "help" { return nil }
      return command.parameters.isEmpty ? nil : isHead ? blank : UInt8(ascii: "(")
    }
    return ["true", "false", "nothing", "break", "continue"].contains(text) ? nil : blank
  }
}
