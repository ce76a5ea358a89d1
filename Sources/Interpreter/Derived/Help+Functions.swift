import Display

extension Help {
  /// No more lines of a function are shown.
  private static let longestDefinition = 16

  /// A function of the user's own: what its author says, and how it is written.
  package static func page(of function: UserFunction) -> [DisplayBlock] {
    var lines = [StyledText(Function.user(function).signature, .name) + StyledText("  function", .muted)]
    lines += function.words.explanation.map { StyledText("  " + $0) }
    let definition = function.words.definition.lines
    if !function.words.definition.isEmpty {
      lines.append("")
      lines += definition.prefix(longestDefinition).map { StyledText("  " + $0, .keyword) }
      let rest = definition.count - longestDefinition
      if rest > 0 { lines.append(StyledText("  … \(rest) lines more", .muted)) }
    }
    return lines.map { .line($0) }
  }
}
