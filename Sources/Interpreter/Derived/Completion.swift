import Display
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
  /// What is wanted there, where nothing can be offered.
  package let hint: [StyledText]

  package init(in source: SourceText, at offset: Int, session: Session) {
    let context = CursorContext(in: source, at: offset)
    span = context.span
    let commands = session.commands
    var offered: [Candidate]
    switch context.place {
    case .statementHead: offered = Self.values(session) + Self.words(Keyword.allCases)
    case .expression:
      offered =
        Self.values(session) + Self.words(Keyword.allCases.filter { $0.beginsExpression || $0.isOperator })
    case .argument(let argument):
      let command = commands[argument.callee]
      let labels = command.map { Self.labels($0, argument) } ?? Self.labels(of: session, argument)
      let next = command?.parameter(under: argument)
      if next?.evaluation == .word, next?.choices.isEmpty ?? false {
        offered = Self.commandNames(commands)
      } else {
        let values = Self.values(session, for: next, after: context.prefix)
        let isFirst = argument.positionalCount == 0 && argument.usedLabels.isEmpty
        let isObvious = isFirst && context.prefix.isEmpty && next?.takesObjectsOnly ?? false
        offered = isObvious && (!values.isEmpty || next?.evaluation == .place) ? [] : labels
        offered += (next.map { Self.choices($0, inText: context.isInsideText) } ?? []) + values
      }
      if context.isInsideText { offered = next.map { Self.choices($0, inText: true) } ?? [] }
    case .argumentValue(let argument):
      let parameter = commands[argument.callee]?.parameter(under: argument)
      offered = parameter.map { Self.choices($0, inText: context.isInsideText) } ?? []
      if !context.isInsideText { offered += Self.values(session, for: parameter, after: context.prefix) }
    case .member(let path):
      // What is no name would become code.
      offered = (Self.value(at: path, session)?.memberNames ?? []).filter(Lexer.isName)
        .map { Candidate(text: $0, note: "") }
    case .greekLetter, .none: offered = []
    }
    // All commands are no answer to the question what may stand here.
    if context.prefix.isEmpty, context.place == .expression {
      offered.removeAll { session.state.globals[$0.text] == nil && commands[$0.text] != nil }
    }
    var seen: Set<String> = []
    candidates =
      context.place == .greekLetter
      ? Self.greekLetters(context.prefix)
      : offered.filter { $0.text.hasPrefix(context.prefix) && seen.insert($0.text).inserted }
    isFile = context.isInsideText && candidates.isEmpty
    hint = candidates.isEmpty && !isFile ? Self.hint(at: context, session) : []
  }

  /// The argument that is wanted, and how one is made; or why a value has no fields.
  private static func hint(at context: CursorContext, _ session: Session) -> [StyledText] {
    switch context.place {
    case .argument(let argument), .argumentValue(let argument):
      guard let parameter = session.commands[argument.callee]?.parameter(under: argument) else { return [] }
      let variables = session.state.globals.assigned.filter { parameter.kinds.contains($0.value.kind) }
      let makers = variables.isEmpty ? parameter.makers(among: session.commands) : nil
      return [SignatureHint.line(about: parameter)]
        + (makers.map { [StyledText("  there is none yet: \($0)", .muted)] } ?? [])
    case .member(let path):
      guard let value = value(at: path, session), value.memberNames.isEmpty else { return [] }
      return [StyledText("  \(path.joined(separator: ".")) is \(value.described) and has no fields", .muted)]
    case .statementHead, .expression, .greekLetter, .none: return []
    }
  }

  /// What a name and its fields stand for.
  private static func value(at path: [String], _ session: Session) -> Value? {
    var value = path.first.flatMap { session.state.globals[$0] }
    for name in path.dropFirst() { value = value?.member(name) }
    return value
  }

  /// The letter itself where only one is left, else the names to choose from.
  private static func greekLetters(_ prefix: String) -> [Candidate] {
    let left = GreekLetters.byName.filter { $0.name.hasPrefix(prefix) }
    if let only = left.first, left.count == 1 {
      return [Candidate(text: String(only.letter), note: only.name)]
    }
    return left.map { Candidate(text: "\\" + $0.name, note: String($0.letter)) }
  }

  private static func words(_ words: [Keyword]) -> [Candidate] {
    words.map { Candidate(text: $0.rawValue, note: $0.explanation.summary) }
  }

  private static func commandNames(_ commands: CommandTable) -> [Candidate] {
    commands.commands.map { Candidate(text: $0.name, note: $0.summary) }
  }

  /// All variables, and the commands that may give what is wanted.
  private static func values(_ session: Session, for parameter: Parameter? = nil) -> [Candidate] {
    session.state.globals.assigned.map { Candidate(text: $0.name, note: note(on: $0.value)) }
      + session.commands.commands.filter { command in
        guard let parameter, let kinds = command.resultKinds else { return true }
        return kinds.contains(where: parameter.admits)
      }.map { Candidate(text: $0.name, note: $0.summary) }
  }

  private static func note(on value: Value) -> String {
    guard case .function(.user(let function)) = value, !function.words.summary.isEmpty else {
      return value.kind.rawValue
    }
    return function.words.summary
  }

  /// What an argument may be: with nothing typed yet, variables of its kinds; where there are none, those that may hold or give one,
  /// and the commands that make one.
  private static func values(
    _ session: Session, for parameter: Parameter?, after prefix: String
  ) -> [Candidate] {
    let isPlace = parameter?.evaluation == .place
    guard prefix.isEmpty || isPlace else { return values(session, for: parameter) }
    let variables = session.state.globals.assigned
    func candidates(of kinds: [Kind]) -> [Candidate] {
      variables.filter { kinds.contains($0.value.kind) }
        .map { Candidate(text: $0.name, note: note(on: $0.value)) }
    }
    guard let parameter, !parameter.kinds.isEmpty else { return candidates(of: Kind.allCases) }
    let fitting = candidates(of: parameter.kinds)
    if !fitting.isEmpty || isPlace { return fitting }
    let objects = parameter.takesObjectsOnly ? parameter.kinds.filter { !$0.isWritten } : []
    let makers = objects.flatMap(session.commands.makers)
    return candidates(of: [.function, .list, .record, .table])
      + makers.map { Candidate(text: $0.name, note: $0.summary) }
  }

  private static func labels(_ command: Command, _ argument: CursorContext.Argument) -> [Candidate] {
    let used = Set(argument.usedLabels.map(GreekNames.canonical))
    return command.parameters.dropFirst(argument.positionalCount)
      .filter { !used.contains($0.name) && $0.isSingle && $0.evaluation == .value }
      .map { Candidate(text: $0.name + ":", note: $0.summary) }
  }

  private static func labels(of session: Session, _ argument: CursorContext.Argument) -> [Candidate] {
    guard case .function(.user(let function))? = session.state.globals[argument.callee] else { return [] }
    return function.parameters.dropFirst(argument.positionalCount)
      .filter { !argument.usedLabels.contains($0.name) }
      .map { Candidate(text: $0.name + ":", note: "") }
  }

  private static func choices(_ parameter: Parameter, inText: Bool) -> [Candidate] {
    parameter.choices.map { Candidate(text: inText ? $0 : "\"\($0)\"", note: "") }
  }
}

extension Parameter {
  /// Whether it takes values that have a name rather than being written down: networks, tasks, solutions, tables.
  fileprivate var takesObjectsOnly: Bool {
    let others = kinds.filter { $0 != .nothing }
    return !others.isEmpty && others.allSatisfy { !$0.isWritten }
  }
}
