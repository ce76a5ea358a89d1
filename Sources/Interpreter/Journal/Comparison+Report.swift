import Display

extension Comparison {
  /// The verdict, in lines: the first difference with its values, and where others are.
  package var report: [DisplayBlock] {
    guard let first = differences.first else { return agreement + remarks }
    var blocks: [DisplayBlock] = [.line(first.heading)] + first.lines.map { .line($0) }
    if differences.count > 1 {
      let cells = Self.list(differences.dropFirst().map { ($0.cell, $0.place) })
      blocks.append(.line(StyledText("and \(differences.count - 1) more: \(cells)", .warning)))
    }
    return blocks + remarks
  }

  private var agreement: [DisplayBlock] {
    guard cellCount > 0 else { return [.line(StyledText("there is nothing to compare", .warning))] }
    let counts = [
      Self.count(cellCount, "cell"), Self.count(valueCount, "value"),
      Self.count(shownCount, "piece", "shown"),
    ].prefix(isOld ? 2 : 3).joined(separator: ", ")
    let isExact = !isOld && roundings.isEmpty
    let verdict = isExact ? "the same to the last bit" : "the same within \(NumberFormat.text(tolerance))"
    return [.line(StyledText(verdict, .good) + StyledText(" · \(counts)", .muted))]
  }

  private var remarks: [DisplayBlock] {
    var lines: [StyledText] = []
    if isOld {
      lines.append(
        StyledText(
          "an older version wrote this journal: its records do not cover shape and order, nor what was shown",
          .warning))
      if !untold.isEmpty { lines.append(StyledText("nor the content of \(Self.list(untold))", .warning)) }
    } else if !isSameMachine {
      lines.append(StyledText("compared with another build or class of processor", .muted))
    }
    if !roundings.isEmpty { lines.append(StyledText("bits differ: \(Self.list(roundings))", .muted)) }
    return lines.map { .line($0) }
  }

  private static func count(_ count: Int, _ word: String, _ more: String? = nil) -> String {
    "\(count) \(word)\(count == 1 ? "" : "s")" + (more.map { " " + $0 } ?? "")
  }

  /// "[4] x, [7] _9", not too long.
  private static func list(_ places: [(cell: Int, name: String)]) -> String {
    let shown = places.prefix(12).map { "[\($0.cell)]" + ($0.name.isEmpty ? "" : " \($0.name)") }
    return shown.joined(separator: ", ") + (places.count > 12 ? ", …" : "")
  }
}

extension Comparison.Difference {
  /// The variable, or what was shown.
  fileprivate var place: String {
    switch finding {
    case .shown, .shownCount: "shown"
    default: name
    }
  }

  fileprivate var heading: StyledText {
    let cell = StyledText("cell [\(cell)] ", .heading)
    switch finding {
    case .failure: return cell + StyledText("fails", .warning)
    case .missing: return cell + StyledText("makes no \(name)", .warning)
    case .unexpected: return cell + StyledText("makes \(name), of which there is no record", .warning)
    case .removed: return cell + StyledText("takes \(name) away", .warning)
    case .kept: return cell + StyledText("does not take \(name) away", .warning)
    case .shown(let number, _, let found, _):
      let what = found.kind == "result" ? "the result shown as piece \(number)" : "\(found.kind) \(number)"
      return cell + StyledText("shows something else: \(what)", .warning)
    case .shownCount(let expected, let found, _):
      let change = found > expected ? "more" : "less"
      return cell + StyledText("shows \(change): \(expected) pieces became \(found)", .warning)
    case .numbers(let difference):
      let part = difference.name
      let isWhole = part == "value" || part == "numbers"
      let path = isWhole ? name : part.hasPrefix("numbers[") ? name + part.dropFirst(7) : "\(name).\(part)"
      return cell + StyledText(path, .name) + StyledText(" differs", .warning)
    case .kind, .form, .bits: return cell + StyledText(name, .name) + StyledText(" differs", .warning)
    }
  }

  fileprivate var lines: [StyledText] {
    switch finding {
    case .failure(let message): [StyledText("  \(message)")]
    case .missing, .unexpected, .removed, .kept: []
    case .numbers(let difference): difference.lines
    case .kind(let expected, let found): [row("expected", "a \(expected)"), row("found", "a \(found)")]
    case .form(let kind, let expected, let found): Self.formLines(kind, expected, found)
    case .bits(let kind):
      [StyledText("  a \(kind) with other bits, on the same build and class of processor", .muted)]
    case .shown(_, let expected, let found, let difference):
      expected.outline == found.outline
        ? [row("shown", "“\(found.outline)”")]
          + (difference?.lines ?? [StyledText("  its words are others, or its layout", .muted)])
        : [row("expected", "“\(expected.outline)”"), row("found", "“\(found.outline)”")]
    case .shownCount(let expected, let found, let beginning):
      [row(found > expected ? "found" : "expected", "“\(beginning)”")]
    }
  }

  /// "shape 2 × 3 became 3 × 2", "field a became b".
  private static func formLines(_ kind: String, _ expected: String, _ found: String) -> [StyledText] {
    guard expected != found else {
      return [StyledText("  a \(kind) with other words, names or order in it", .muted)]
    }
    switch kind {
    case "tensor", "mask": return [StyledText("  shape \(expected) became \(found)")]
    case "record":
      let (old, new) = (expected.components(separatedBy: ", "), found.components(separatedBy: ", "))
      if old.count == new.count, old.sorted() != new.sorted(),
        let changed = zip(old, new).first(where: { $0 != $1 })
      {
        return [StyledText("  field \(changed.0) became \(changed.1)")]
      }
      return [StyledText("  fields \(expected) became \(found)")]
    default: return [StyledText("  \(expected) became \(found)")]
    }
  }
}

extension NumberDigest.Difference {
  fileprivate var name: String {
    switch self {
    case .number(let name, _, _), .count(let name, _, _), .size(let name, _, _), .order(let name): name
    }
  }

  fileprivate var lines: [StyledText] {
    switch self {
    case .number(_, let expected, let found):
      [row("expected", "\(expected)"), row("found", "\(found)")] + relativeError(expected, found)
    case .count(_, let expected, let found):
      [StyledText("  \(expected) numbers became \(found)")]
    case .size(_, let expected, let found):
      [StyledText("  root mean square of its numbers", .muted)]
        + [row("expected", "\(expected)"), row("found", "\(found)")]
    case .order: [StyledText("  the order of its numbers is another, or some of them differ", .muted)]
    }
  }

  private func relativeError(_ expected: Double, _ found: Double) -> [StyledText] {
    let error = abs(expected - found) / max(abs(expected), abs(found))
    return error.isFinite ? [row("relative error", NumberFormat.text(error, digits: 2))] : []
  }
}

private func row(_ name: String, _ text: String) -> StyledText {
  StyledText("  " + name + String(repeating: " ", count: max(1, 16 - name.count)), .muted)
    + StyledText(text, .number)
}
