import Display

extension Diagnostic {
  /// What a reader is shown, one line each: the fact, its place, the source line with carets, then what helps.
  ///
  ///     error[E12]: expected `)`, found end of line
  ///       --> input:1:12
  ///        |
  ///      1 | solve(alpha
  ///        |            ^
  ///
  /// A source line longer than `width` columns is shown in part.
  package func rendered(width: Int = 100) -> [StyledText] {
    let role: Role = severity == .warning ? .warning : .error
    var lines = [
      StyledText("\(severity.rawValue)[\(code)]", role) + ": "
        + StyledText(message + (origin.map { " (\($0))" } ?? ""), .heading)
    ]
    var gutter = "  "
    if let span, let source {
      let line = source.lineIndex(at: span.start)
      let number = String(line + 1)
      gutter = String(repeating: " ", count: number.count + 1)
      let excerpt = Excerpt(of: span, onLine: line, in: source, widest: width)
      lines.append(StyledText("\(gutter)--> \(source.place(of: span.start))", .muted))
      lines.append(StyledText("\(gutter) |", .muted))
      lines.append(StyledText(" \(number) | ", .muted) + StyledText(excerpt.text))
      lines.append(
        StyledText("\(gutter) | ", .muted) + StyledText(excerpt.indent) + StyledText(excerpt.carets, role))
    }
    let mark = StyledText("\(gutter) = ", .muted)
    if let suggestion {
      lines.append(mark + "did you mean " + StyledText(suggestion, .name) + "?")
    }
    if let help { lines.append(mark + StyledText(help)) }
    for frame in trace {
      let place = frame.source.place(of: frame.span.start)
      lines.append(mark + StyledText("in \(frame.name), called at \(place)", .muted))
    }
    return lines
  }
}

/// The part of a source line that is shown, and the carets under it.
private struct Excerpt {
  private(set) var text = ""
  private(set) var indent = ""
  private(set) var carets = ""

  init(of span: Span, onLine line: Int, in source: SourceText, widest: Int) {
    let lineSpan = source.lineSpan(line)
    let start = min(max(span.start, lineSpan.start), lineSpan.end)
    // A span over several lines is shown up to the end of the first.
    let end = min(max(span.end, start), lineSpan.end)
    let before = Excerpt.cells(source[Span(lineSpan.start, start)], from: 0)
    let marked = Excerpt.cells(source[Span(start, end)], from: before.width)
    let after = Excerpt.cells(source[Span(end, lineSpan.end)], from: before.width + marked.width)
    let cells = before + marked + after
    var window = cells.indices
    if cells.width > widest {
      // A third of the room goes to what stands before the error.
      var first = before.count
      var width = 0
      while first > 0, width + cells[first - 1].width <= widest / 3 {
        first -= 1
        width += cells[first].width
      }
      var last = first
      width = 0
      while last < cells.count, width + cells[last].width <= widest {
        width += cells[last].width
        last += 1
      }
      window = first..<last
    }
    let lead = window.lowerBound > 0 ? "… " : ""
    text = lead + cells[window].map(\.text).joined() + (window.upperBound < cells.count ? " …" : "")
    indent = String(repeating: " ", count: lead.count + cells[window.lowerBound..<before.count].width)
    let shown = before.count..<min(before.count + marked.count, window.upperBound)
    carets = String(repeating: "^", count: max(1, cells[shown].width))
  }

  /// A character as a terminal shows it.
  struct Cell {
    let text: String
    let width: Int
  }

  /// Characters with their widths; tabs reach to the next multiple of four, what moves the cursor is replaced.
  private static func cells(_ text: String, from column: Int) -> [Cell] {
    var column = column
    return text.map { character in
      let cell =
        if character == "\t" {
          Cell(text: String(repeating: " ", count: 4 - column % 4), width: 4 - column % 4)
        } else if character.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
          Cell(text: "\u{FFFD}", width: 1)
        } else {
          Cell(text: String(character), width: isWide(character) ? 2 : 1)
        }
      column += cell.width
      return cell
    }
  }

  /// Whether terminals give a character two columns: the blocks of East Asian scripts and of pictures.
  private static func isWide(_ character: Character) -> Bool {
    guard let value = character.unicodeScalars.first?.value else { return false }
    return switch value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}

extension Collection<Excerpt.Cell> {
  fileprivate var width: Int { reduce(0) { $0 + $1.width } }
}
