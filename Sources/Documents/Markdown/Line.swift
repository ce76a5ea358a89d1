/// What a line begins.
enum Line {
  /// More blanks than this before a line are no more: what is as far in nests deeper than anything is read.
  private static let widestMargin = 128

  /// A line with tabs as blanks up to the next multiple of four, where they indent it.
  static func expanded(_ line: Substring) -> Substring {
    let margin = margin(of: line)
    guard margin > widestMargin || line.utf8.contains(UInt8(ascii: "\t")) else { return line }
    return String(repeating: " ", count: min(margin, widestMargin)) + line.drop { $0 == " " || $0 == "\t" }
  }

  private static func margin(of line: Substring) -> Int {
    var margin = 0
    for character in line {
      if character == " " {
        margin += 1
      } else if character == "\t" {
        margin += 4 - margin % 4
      } else {
        break
      }
    }
    return margin
  }

  static func isBlank(_ line: Substring) -> Bool { line.allSatisfy { $0 == " " || $0 == "\t" } }

  static func indent(_ line: Substring) -> Int { line.prefix { $0 == " " }.count }

  /// The opening of code between fences.
  struct Fence {
    let mark: String
    let indent: Int

    func isClosed(by line: Substring) -> Bool {
      guard Line.indent(line) < 4 else { return false }
      let rest = Line.trimmed(line)
      return rest.count >= mark.count && rest.allSatisfy { $0 == mark.first }
    }
  }

  static func fence(_ line: Substring) -> Fence? {
    let indent = indent(line)
    let rest = line.dropFirst(indent)
    guard indent < 4, let first = rest.first, first == "`" || first == "~" else { return nil }
    let mark = rest.prefix { $0 == first }
    // Backquotes behind it would make it code within a line.
    guard mark.count >= 3, first == "~" || !rest.dropFirst(mark.count).contains("`") else { return nil }
    return Fence(mark: String(mark), indent: indent)
  }

  /// `## Words ##`
  static func heading(_ line: Substring) -> (level: Int, words: Substring)? {
    let rest = line.drop { $0 == " " }
    let level = rest.prefix { $0 == "#" }.count
    let words = rest.dropFirst(level)
    guard (1...6).contains(level), words.isEmpty || words.hasPrefix(" ") else { return nil }
    let trimmed = trimmed(words)
    let closing = trimmed.reversed().prefix { $0 == "#" }.count
    let body = trimmed.dropLast(closing)
    return (level, body.isEmpty || body.hasSuffix(" ") ? Line.trimmed(body) : trimmed)
  }

  /// Three or more of `-`, `*` or `_`, blanks between them or not.
  static func isRule(_ line: Substring) -> Bool {
    let marks = line.lazy.filter { $0 != " " }
    guard let first = marks.first, "-*_".contains(first) else { return false }
    return marks.allSatisfy { $0 == first } && marks.count >= 3
  }

  /// The level of the heading that a line below words makes of them.
  static func underline(_ line: Substring) -> Int? {
    let marks = trimmed(line)
    guard indent(line) < 4, let first = marks.first, marks.allSatisfy({ $0 == first }) else { return nil }
    return first == "=" ? 1 : first == "-" ? 2 : nil
  }

  static func isQuote(_ line: Substring) -> Bool { indent(line) < 4 && line.drop { $0 == " " }.first == ">" }

  /// Whether a line ends the paragraph above it.
  static func interrupts(_ line: Substring, ignoringLists: Bool = false) -> Bool {
    guard indent(line) < 4 else { return false }
    if fence(line) != nil || heading(line) != nil || isRule(line) || isQuote(line) { return true }
    guard !ignoringLists, let marker = ListMarker(line) else { return false }
    // A number that a line happens to begin with is no list, nor is a mark with nothing behind it.
    return (marker.number ?? 1) == 1 && !isBlank(line.dropFirst(marker.width))
  }

  static func trimmed(_ line: Substring) -> Substring {
    var rest = line.drop { $0 == " " || $0 == "\t" }
    while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
    return rest
  }
}

/// `- `, `* `, `+ `, `1. ` or `1) ` at the beginning of a line.
struct ListMarker {
  /// The sign: a bullet, or what stands behind the number.
  let kind: Character
  let number: Int?
  /// How far to the right the item's words begin.
  let width: Int

  init?(_ line: Substring) {
    let margin = Line.indent(line)
    let rest = line.dropFirst(margin)
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    guard margin < 4, digits.count <= 9, let sign = rest.dropFirst(digits.count).first,
      (digits.isEmpty ? "-*+" : ".)").contains(sign)
    else { return nil }
    let words = rest.dropFirst(digits.count + 1)
    guard words.isEmpty || words.hasPrefix(" ") else { return nil }
    let gap = Line.indent(words)
    kind = sign
    number = Int(digits)
    width = margin + digits.count + 1 + (gap == words.count || gap > 4 ? 1 : gap)
  }
}

/// A line of a table.
enum TableRow {
  /// `|:--|--:|`
  static func alignments(_ line: Substring) -> [Markdown.Table.Alignment]? {
    guard line.contains("|"), line.contains("-"), line.allSatisfy({ " \t|:-".contains($0) }) else {
      return nil
    }
    let marks = cells(line)
    guard marks.allSatisfy({ $0.contains("-") }) else { return nil }
    return marks.map { $0.hasSuffix(":") ? ($0.hasPrefix(":") ? .centre : .trailing) : .leading }
  }

  /// The cells between bars; `\|` is a bar within a cell.
  static func cells(_ line: Substring) -> [String] {
    var cells = [""]
    var isEscaped = false
    for character in Line.trimmed(line) {
      if character == "|" {
        if isEscaped { cells[cells.count - 1].removeLast() }
        if isEscaped { cells[cells.count - 1].append("|") } else { cells.append("") }
      } else {
        cells[cells.count - 1].append(character)
      }
      isEscaped = character == "\\" && !isEscaped
    }
    let trimmed = cells.map { String(Line.trimmed($0[...])) }
    let inner = trimmed.first?.isEmpty == true ? trimmed.dropFirst() : trimmed[...]
    return Array(inner.count > 1 && inner.last?.isEmpty == true ? inner.dropLast() : inner)
  }
}
