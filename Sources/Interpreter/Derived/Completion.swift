import Language

/// What Tab offers: candidates for what stands before the cursor, from the declarations and the session's
/// variables. Nothing is computed for it.
package struct Completion: Sendable {
  package struct Candidate: Sendable, Hashable {
    package let text: String
    /// A word about it: a command's summary, a parameter's.
    package let note: String
  }
  package let candidates: [Candidate]
  /// The UTF-8 offsets of the text that a candidate replaces.
  package let span: Span
  /// Files are to be completed: the cursor is in a text that is no choice.
  package let isFile: Bool

  private static let keywords = [
    "func", "for", "while", "if", "else", "return", "break", "continue", "sweep", "in", "by", "true", "false",
    "nothing",
    "and", "or", "not",
  ]

  package init(in source: SourceText, at offset: Int, session: Session) {
    let context = CursorContext(in: source, at: offset)
    span = context.span
    let commands = session.commands
    var offered: [Candidate]
    switch context.place {
    case .statementHead: offered = Self.values(session) + Self.words(Self.keywords)
    case .expression:
      offered =
        Self.values(session) + Self.words(["if", "sweep", "true", "false", "nothing", "not", "and", "or"])
    case .argument(let argument):
      let command = commands[argument.callee]
      let labels = command.map { Self.labels($0, argument) } ?? Self.labels(of: session, argument)
      let next = command.flatMap { Self.positional($0, argument) }
      if next?.evaluation == .word, next?.choices.isEmpty ?? false {
        offered = Self.commandNames(commands)
      } else {
        offered =
          labels + (next.map { Self.choices($0, inText: context.isInsideText) } ?? []) + Self.values(session)
      }
      if context.isInsideText { offered = next.map { Self.choices($0, inText: true) } ?? [] }
    case .argumentValue(let argument):
      let parameter = commands[argument.callee]?.parameters.first {
        $0.name == GreekNames.canonical(argument.label ?? "")
      }
      offered = parameter.map { Self.choices($0, inText: context.isInsideText) } ?? []
      if !context.isInsideText { offered += Self.values(session) }
    case .member(let path):
      var value = path.first.flatMap { session.state.globals[$0] }
      for name in path.dropFirst() { value = value?.member(name) }
      offered = (value?.memberNames ?? []).map { Candidate(text: $0, note: "") }
    case .greekLetter, .none: offered = []
    }
    var seen: Set<String> = []
    candidates =
      context.place == .greekLetter
      ? Self.greekLetters(context.prefix)
      : offered.filter { $0.text.hasPrefix(context.prefix) && seen.insert($0.text).inserted }
    isFile = context.isInsideText && candidates.isEmpty
  }

  /// The letter itself where only one is left, else the names to choose from.
  private static func greekLetters(_ prefix: String) -> [Candidate] {
    let left = GreekLetters.byName.filter { $0.name.hasPrefix(prefix) }
    if let only = left.first, left.count == 1 {
      return [Candidate(text: String(only.letter), note: only.name)]
    }
    return left.map { Candidate(text: "\\" + $0.name, note: String($0.letter)) }
  }

  private static func words(_ words: [String]) -> [Candidate] { words.map { Candidate(text: $0, note: "") } }

  private static func commandNames(_ commands: CommandTable) -> [Candidate] {
    commands.commands.map { Candidate(text: $0.name, note: $0.summary) }
  }

  private static func values(_ session: Session) -> [Candidate] {
    session.state.globals.assigned.map { Candidate(text: $0.name, note: $0.value.kind.rawValue) }
      + commandNames(session.commands)
  }

  private static func labels(_ command: Command, _ argument: CursorContext.Argument) -> [Candidate] {
    let used = Set(argument.usedLabels.map(GreekNames.canonical))
    return command.parameters.dropFirst(argument.positionalCount)
      .filter { !used.contains($0.name) && $0.arity == .one && $0.evaluation == .value }
      .map { Candidate(text: $0.name + ":", note: $0.summary) }
  }

  private static func labels(of session: Session, _ argument: CursorContext.Argument) -> [Candidate] {
    guard case .function(.user(let function))? = session.state.globals[argument.callee] else { return [] }
    return function.parameters.dropFirst(argument.positionalCount)
      .filter { !argument.usedLabels.contains($0.name) }
      .map { Candidate(text: $0.name + ":", note: "") }
  }

  private static func positional(_ command: Command, _ argument: CursorContext.Argument) -> Parameter? {
    let open = command.parameters.filter { !argument.usedLabels.contains($0.name) }
    return open.indices.contains(argument.positionalCount)
      ? open[argument.positionalCount] : open.last { $0.arity == .rest }
  }

  private static func choices(_ parameter: Parameter, inText: Bool) -> [Candidate] {
    parameter.choices.map { Candidate(text: inText ? $0 : "\"\($0)\"", note: "") }
  }
}
