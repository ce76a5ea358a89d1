import Language

/// What empty parentheses are filled with: the arguments that a call cannot do without, and a gap for each.
package struct CallTemplate: Sendable, Hashable {
  package let text: String
  /// The UTF-8 offset of the first gap.
  package let firstGap: Int

  /// `nil` where the cursor is in no empty parentheses, or the call takes less than two arguments that must be given.
  package init?(at context: CursorContext, session: Session) {
    guard case .argument(let argument) = context.place, argument.isParenthesized, !context.isInsideText,
      argument.usedLabels.isEmpty, argument.positionalCount == 0, context.prefix.isEmpty
    else { return nil }
    let gaps: [String]
    if case .function(.user(let function))? = session.state.globals[argument.callee] {
      gaps = function.parameters.filter { $0.defaultValue == nil }.map { $0.name + ": " }
    } else {
      let required = session.commands[argument.callee]?.parameters.filter {
        $0.isRequired && $0.arity == .one
      }
      // A variable that the command changes is named without a label.
      gaps = (required ?? []).map { $0.evaluation == .value ? $0.name + ": " : "" }
    }
    guard gaps.count > 1, let first = gaps.first else { return nil }
    text = gaps.joined(separator: ", ")
    firstGap = first.utf8.count
  }

  /// The UTF-8 offset of the first gap of a line behind an offset: where an argument's value is missing.
  package static func gap(in line: [UInt8], after offset: Int) -> Int? {
    let ends = [UInt8(ascii: ","), UInt8(ascii: ")")]
    return (offset + 1..<line.count + 1).first { place in
      place > 1 && line[place - 2] == UInt8(ascii: ":") && line[place - 1] == UInt8(ascii: " ")
        && (place == line.count || ends.contains(line[place]))
    }
  }
}
