import Display

extension Comparison {
  /// The verdict, in lines: the first difference with its values, and where others are.
  package var report: [DisplayBlock] {
    guard let first = differences.first else { return agreement }
    var blocks: [DisplayBlock] = [.line(first.heading)] + first.lines.map { .line($0) }
    if differences.count > 1 {
      let cells = Self.list(differences.dropFirst().map { ($0.cell, $0.name) })
      blocks.append(.line(StyledText("and \(differences.count - 1) more: \(cells)", .warning)))
    }
    return blocks + rounding
  }

  private var agreement: [DisplayBlock] {
    guard cellCount > 0 else { return [.line(StyledText("there is nothing to compare", .warning))] }
    let counts = "\(Self.count(cellCount, "cell")), \(Self.count(valueCount, "value"))"
    let verdict =
      roundings.isEmpty
      ? "the same to the last bit" : "the same within \(NumberFormat.text(tolerance))"
    return [.line(StyledText(verdict, .good) + StyledText(" · \(counts)", .muted))] + rounding
  }

  private var rounding: [DisplayBlock] {
    guard !roundings.isEmpty else { return [] }
    return [.line(StyledText("bits differ: \(Self.list(roundings))", .muted))]
  }

  private static func count(_ count: Int, _ word: String) -> String {
    "\(count) \(word)\(count == 1 ? "" : "s")"
  }

  /// "[4] x, [7] _9", not too long.
  private static func list(_ places: [(cell: Int, name: String)]) -> String {
    let shown = places.prefix(12).map { "[\($0.cell)]" + ($0.name.isEmpty ? "" : " \($0.name)") }
    return shown.joined(separator: ", ") + (places.count > 12 ? ", …" : "")
  }
}

extension Comparison.Difference {
  fileprivate var heading: StyledText {
    let place = StyledText("cell [\(cell)] ", .heading)
    switch finding {
    case .failure: return place + StyledText("fails", .warning)
    case .missing: return place + StyledText("makes no \(name)", .warning)
    case .unexpected: return place + StyledText("makes \(name), of which there is no record", .warning)
    case .number(let field, _, _):
      return place + StyledText(field == "value" ? name : "\(name).\(field)", .name)
        + StyledText(" differs", .warning)
    case .kind, .content: return place + StyledText(name, .name) + StyledText(" differs", .warning)
    }
  }

  fileprivate var lines: [StyledText] {
    switch finding {
    case .failure(let message): [StyledText("  \(message)")]
    case .missing, .unexpected: []
    case .number(_, let expected, let found):
      [
        row("expected", "\(expected)"), row("found", "\(found)"),
        row(
          "relative error",
          NumberFormat.text(abs(expected - found) / max(abs(expected), abs(found)), digits: 2)),
      ]
    case .kind(let expected, let found): [row("expected", "a \(expected)"), row("found", "a \(found)")]
    case .content(let kind): [StyledText("  a \(kind) with another content", .muted)]
    }
  }

  private func row(_ name: String, _ text: String) -> StyledText {
    StyledText("  " + name + String(repeating: " ", count: 16 - name.count), .muted)
      + StyledText(text, .number)
  }
}
