import Display
import Language

/// What a call takes and where in it the cursor is: a signature and a line about the argument under the cursor.
package enum SignatureHint {
  /// The lines for a cursor, or `nil` where there is no call around it.
  package static func lines(in source: SourceText, at offset: Int, session: Session) -> [StyledText]? {
    let word = word(in: source, at: offset)
    if let lines = word.flatMap({ lines(of: $0, argument: nil, session) }) { return lines }
    let call = CursorContext(in: source, at: offset).call
    return call.flatMap { lines(of: $0.callee, argument: $0, session) }
  }

  private static func lines(
    of name: String, argument: CursorContext.Argument?, _ session: Session
  ) -> [StyledText]? {
    if case .function(.user(let function))? = session.state.globals[name] {
      let summary = function.words.summary
      let signature = StyledText(Function.user(function).signature, .name)
      return [summary.isEmpty ? signature : signature + StyledText("  \(summary)", .muted)]
    }
    guard let command = session.commands[name] else { return nil }
    let parameter = argument.flatMap { command.parameter(under: $0) }
    let first = StyledText(command.signature, .name)
    return [first, parameter.map(line(about:)) ?? StyledText("  \(command.summary).", .muted)]
  }

  /// What a parameter is and takes.
  static func line(about parameter: Parameter) -> StyledText {
    StyledText("  \(parameter.name)", .keyword) + StyledText("  \(parameter.summary)")
      + StyledText("  \(Help.facts(of: parameter))", .muted)
  }

  /// The word that the cursor is in or behind; a label is none.
  private static func word(in source: SourceText, at offset: Int) -> String? {
    func isPart(_ byte: UInt8) -> Bool {
      byte >= 0x80 || byte == UInt8(ascii: "_") || UnicodeScalar(byte).properties.isAlphabetic
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
    let bytes = source.utf8
    var (start, end) = (min(max(offset, 0), bytes.count), min(max(offset, 0), bytes.count))
    while start > 0, isPart(bytes[start - 1]) { start -= 1 }
    while end < bytes.count, isPart(bytes[end]) { end += 1 }
    guard start < end, end == bytes.count || bytes[end] != UInt8(ascii: ":") else { return nil }
    return source[Span(start, end)]
  }
}

extension Command {
  /// The parameter that an argument under construction is for, as far as that can be told.
  func parameter(under argument: CursorContext.Argument) -> Parameter? {
    if let label = argument.label { return parameters.first { GreekNames.match($0.name, label) } }
    let used = argument.usedLabels.map(GreekNames.canonical)
    let open = parameters.filter { !used.contains(GreekNames.canonical($0.name)) }
    if open.indices.contains(argument.positionalCount) { return open[argument.positionalCount] }
    return open.last { $0.arity == .rest }
  }
}
