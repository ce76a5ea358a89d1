import Display
import Execution

/// The page that a cell's blocks are laid out on: blocks become lines of roles, which a `Painter` then
/// paints.
package struct Layout: Sendable {
  /// Characters to a line; `nil` where lines may have any length, as in a file.
  package var columns: Int?
  /// Lines that can be seen at once; a figure takes no more.
  package var rows: Int
  package var isUnicode: Bool
  /// Whether series can be told apart by colour; their lines are dashed otherwise.
  package var isColoured: Bool
  /// Whether a heatmap has its colours; shades of characters stand for them otherwise.
  package var hasHeatColours: Bool
  /// Whether a figure takes all of the window.
  package var isLarge = false
  /// What drawing is a part of: when it is to stop, figures are not drawn to their end.
  package var work = Work.alone

  package init(
    columns: Int? = nil, rows: Int = 24, isUnicode: Bool = true, isColoured: Bool = false,
    hasHeatColours: Bool = false
  ) {
    self.columns = columns
    self.rows = rows
    self.isUnicode = isUnicode
    self.isColoured = isColoured
    self.hasHeatColours = hasHeatColours
  }

  package func lines(of blocks: [DisplayBlock]) -> [StyledText] {
    blocks.flatMap { block in
      switch block {
      case .line(let line): line.isNumbers ? [cut(spelled(line))] : wrapped(spelled(line))
      case .table(let table): lines(of: table)
      case .figure(let figure): drawn(figure)
      }
    }
  }

  private func drawn(_ figure: Figure) -> [StyledText] {
    do throws(Interruption) { return try lines(of: figure) } catch {
      return [StyledText("interrupted: the figure is not drawn", .warning)]
    }
  }

  /// The text as this page can show it.
  func spelled(_ text: StyledText) -> StyledText { isUnicode ? text : ASCIISpelling.spelled(text) }

  func spelled(_ text: String) -> String { isUnicode ? text : ASCIISpelling.spelled(text) }

  /// A long row of numbers up to the last that fits: a matrix broken into pieces is not one any more.
  private func cut(_ line: StyledText) -> StyledText {
    guard let columns, line.width > columns else { return line }
    let ellipsis = "  " + spelled("…")
    let room = Array(line.plain.prefix(columns - ellipsis.count + 1))
    let end = room.lastIndex(of: " ") ?? room.count
    return line.prefix(end).trimmedEnd + StyledText(ellipsis, .muted)
  }

  /// A long line broken at blanks; what follows stands under the second of two columns (`name   what it is`), or a
  /// little to the right of the line's beginning, or so far to the right as is said.
  func wrapped(_ line: StyledText, hanging: Int? = nil) -> [StyledText] {
    guard let columns, line.width > columns else { return [line] }
    let plain = line.plain
    let margin = plain.prefix { $0 == " " }.count
    let second = plain.dropFirst(margin).firstRange(of: "  ").map { gap in
      plain[gap.lowerBound...].firstIndex { $0 != " " }.map { plain.distance(from: plain.startIndex, to: $0) }
        ?? 0
    }
    let indent = hanging ?? second.map { $0 <= columns / 2 ? $0 : margin + 2 } ?? min(margin + 2, columns / 2)
    var lines: [StyledText] = []
    var current = StyledText()
    for word in line.words {
      if !current.isEmpty, current.width + word.trimmedEnd.width > columns {
        lines.append(current.trimmedEnd)
        current = StyledText(String(repeating: " ", count: indent))
      }
      current += word
    }
    return lines + [current.trimmedEnd]
  }
}

extension StyledText {
  /// The words, each with the blanks behind it; blanks before the first belong to it.
  fileprivate var words: [StyledText] {
    let margin = plain.prefix { $0 == " " }.count
    var words: [StyledText] = []
    var word = StyledText()
    var position = 0
    var isInGap = false
    for piece in pieces {
      var text = ""
      for character in piece.text {
        if character != " ", isInGap {
          word.append(text, piece.role)
          text = ""
          words.append(word)
          word = StyledText()
        }
        isInGap = character == " " && position >= margin
        text.append(character)
        position += 1
      }
      word.append(text, piece.role)
    }
    return word.isEmpty ? words : words + [word]
  }

  /// Without blanks at its end.
  var trimmedEnd: StyledText {
    var result = StyledText()
    var pending = StyledText()
    for piece in pieces {
      let kept = piece.text.lastIndex { $0 != " " }.map { piece.text[...$0] } ?? ""
      if !kept.isEmpty {
        result += pending
        pending = StyledText()
        result.append(String(kept), piece.role)
      }
      pending.append(String(piece.text.dropFirst(kept.count)), piece.role)
    }
    return result
  }

  /// The first characters.
  func prefix(_ width: Int) -> StyledText {
    var room = max(0, width)
    var result = StyledText()
    for piece in pieces where room > 0 {
      let text = piece.text.prefix(room)
      room -= text.count
      result.append(String(text), piece.role)
    }
    return result
  }

  /// The first characters; the last of them an ellipsis where something is left out.
  func truncated(to width: Int, ellipsis: String) -> StyledText {
    guard self.width > width else { return self }
    return prefix(width - ellipsis.count)
      + StyledText(String(ellipsis.prefix(width)), pieces.last?.role ?? .plain)
  }

  /// A row of a matrix: numbers and ellipses with blanks between them, which a list has not.
  fileprivate var isNumbers: Bool {
    pieces.first?.role == .number && pieces.allSatisfy { $0.role == .number || $0.role == .muted }
      && !plain.contains(",")
  }

  func padded(to width: Int, _ alignment: DisplayTable.Alignment = .leading) -> StyledText {
    let padding = StyledText(String(repeating: " ", count: max(0, width - self.width)))
    return alignment == .leading ? self + padding : padding + self
  }
}
