import Display

/// The page that a cell's blocks are laid out on: blocks become lines of roles, which a `Painter` then paints.
package struct Layout: Sendable {
  /// Characters to a line; `nil` where lines may have any length, as in a file.
  package var columns: Int?
  /// Lines that can be seen at once; a figure takes no more.
  package var rows: Int
  package var isUnicode: Bool
  /// Whether series can be told apart by colour; their lines are dashed otherwise.
  package var isColoured: Bool

  package init(columns: Int? = nil, rows: Int = 24, isUnicode: Bool = true, isColoured: Bool = false) {
    self.columns = columns
    self.rows = rows
    self.isUnicode = isUnicode
    self.isColoured = isColoured
  }

  package func lines(of blocks: [DisplayBlock]) -> [StyledText] {
    blocks.flatMap { block in
      switch block {
      case .line(let line): wrapped(spelled(line))
      case .table(let table): lines(of: table)
      case .figure(let figure): lines(of: figure)
      }
    }
  }

  /// The text as this page can show it.
  func spelled(_ text: StyledText) -> StyledText { isUnicode ? text : ASCIISpelling.spelled(text) }

  func spelled(_ text: String) -> String { isUnicode ? text : ASCIISpelling.spelled(text) }

  /// A long line broken at blanks; what follows is indented a little more than its beginning.
  func wrapped(_ line: StyledText) -> [StyledText] {
    guard let columns, line.width > columns else { return [line] }
    let indent = min(line.plain.prefix { $0 == " " }.count + 2, columns / 2)
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
    var words: [StyledText] = []
    var word = StyledText()
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
        isInGap = character == " " && !(words.isEmpty && word.plain.allSatisfy { $0 == " " } && text.allSatisfy { $0 == " " })
        text.append(character)
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

  /// The first characters; the last of them an ellipsis where something is left out.
  func truncated(to width: Int, ellipsis: String) -> StyledText {
    guard self.width > width else { return self }
    var room = max(0, width - ellipsis.count)
    var result = StyledText()
    for piece in pieces where room > 0 {
      let text = piece.text.prefix(room)
      room -= text.count
      result.append(String(text), piece.role)
    }
    result.append(String(ellipsis.prefix(width)), pieces.last?.role ?? .plain)
    return result
  }

  func padded(to width: Int, _ alignment: DisplayTable.Alignment = .leading) -> StyledText {
    let padding = StyledText(String(repeating: " ", count: max(0, width - self.width)))
    return alignment == .leading ? self + padding : padding + self
  }
}
