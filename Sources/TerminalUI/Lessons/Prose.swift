import Display

/// Light Markdown as lines of a page: headings, lists, **bold** and `code`. Paragraphs are filled; lines that are indented, such
/// as formulas, stay as they are. A blank line follows a heading.
enum Prose {
  static func lines(of text: String, width: Int) -> [StyledText] {
    let layout = Layout(columns: width)
    return paragraphs(of: text).flatMap { layout.wrapped(styled($0.text), hanging: $0.hanging) }
  }

  private struct Paragraph {
    var text: String
    /// How far to the right its second line begins.
    var hanging = 0
    /// Whether the next line may go on with it.
    var isOpen = false
  }

  private static func paragraphs(of text: String) -> [Paragraph] {
    var paragraphs: [Paragraph] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if !line.isEmpty, paragraphs.last?.text.hasPrefix("#") == true {
        paragraphs.append(Paragraph(text: ""))
      }
      if let marker = listMarker(of: line) {
        paragraphs.append(Paragraph(text: String(line), hanging: marker, isOpen: true))
      } else if let last = paragraphs.last, last.isOpen, isFlowing(line, under: last) {
        paragraphs[paragraphs.count - 1].text += " " + line.drop { $0 == " " }
      } else {
        paragraphs.append(Paragraph(text: String(line), isOpen: isFlowing(line, under: nil)))
      }
    }
    return paragraphs
  }

  /// Whether a line is part of a paragraph: of the one above it, where it may be indented as far as that hangs.
  private static func isFlowing(_ line: Substring, under paragraph: Paragraph?) -> Bool {
    let margin = line.prefix { $0 == " " }.count
    return margin < line.count && margin <= (paragraph?.hanging ?? 0) && !line.hasPrefix("#")
  }

  /// The width of "- " or "12. " and the blanks before it; `nil` for a line that begins no item.
  private static func listMarker(of line: Substring) -> Int? {
    let margin = line.prefix { $0 == " " }.count
    let rest = line.dropFirst(margin)
    if rest.hasPrefix("- ") { return margin + 2 }
    let digits = rest.prefix(while: \.isNumber)
    return !digits.isEmpty && rest.dropFirst(digits.count).hasPrefix(". ") ? margin + digits.count + 2 : nil
  }

  /// A heading without its #s; any other text with its marks as roles.
  private static func styled(_ text: String) -> StyledText {
    let level = text.prefix { $0 == "#" }.count
    if level > 0, text.dropFirst(level).hasPrefix(" ") {
      return StyledText(String(text.dropFirst(level + 1)), .heading)
    }
    var result = StyledText()
    var rest = text[...]
    while let (before, marked, role, after) = firstMark(in: rest) {
      result.append(String(before))
      result.append(String(marked), role)
      rest = after
    }
    result.append(String(rest))
    return result
  }

  /// The first `…` or **…** that is closed: what stands before it, in it and behind it.
  private static func firstMark(
    in text: Substring
  ) -> (before: Substring, marked: Substring, role: Role, after: Substring)? {
    let found = [("`", Role.name), ("**", .heading)].compactMap { mark, role in
      text.firstRange(of: mark).flatMap { opening in
        text[opening.upperBound...].firstRange(of: mark).map { closing in (opening, closing, role) }
      }
    }
    guard let (opening, closing, role) = found.min(by: { $0.0.lowerBound < $1.0.lowerBound }) else {
      return nil
    }
    return (
      text[..<opening.lowerBound], text[opening.upperBound..<closing.lowerBound], role,
      text[closing.upperBound...]
    )
  }
}
