import Display
import Documents

/// Markdown as lines of a page: paragraphs are filled, code stands indented as it is, and a blank line is between blocks.
enum Prose {
  static func lines(of text: String, width: Int) -> [StyledText] {
    lines(of: Markdown(text).blocks, width: width)
  }

  private static let codeMargin = 4
  /// However deeply lists and quotes nest, words have so many columns.
  private static let narrowest = 12

  private static func lines(of blocks: [Markdown.Block], width: Int, isTight: Bool = false) -> [StyledText] {
    var result: [StyledText] = []
    for (index, block) in blocks.enumerated() {
      // A list stands right under the words that announce it.
      let isAnnounced = index > 0 && blocks[index - 1].isParagraph && block.isTightList
      if index > 0, !isTight, !isAnnounced { result.append("") }
      result += lines(of: block, width: width)
    }
    return result
  }

  private static func lines(of block: Markdown.Block, width: Int) -> [StyledText] {
    let width = max(narrowest, width)
    let layout = Layout(columns: width)
    switch block {
    case .heading(_, let words): return layout.wrapped(StyledText(words.plain, .heading), hanging: 0)
    case .paragraph(let words):
      return styled(words).brokenLines.flatMap { layout.wrapped($0, hanging: 0) }
    case .code(let lines):
      return lines.map { $0.isEmpty ? "" : StyledText(String(repeating: " ", count: codeMargin) + $0) }
    case .quote(let blocks):
      return lines(of: blocks, width: width - 2).map { StyledText("│ ", .muted) + $0 }
    case .list(let start, let items, let isTight):
      return items.enumerated().flatMap { index, item in
        let mark = start.map { "\($0 + index). " } ?? "- "
        let gap: [StyledText] = index > 0 && !isTight ? [""] : []
        return gap + marked(mark, lines(of: item, width: width - mark.count, isTight: isTight))
      }
    case .table(let table): return layout.lines(of: displayed(table))
    case .rule: return [StyledText(String(repeating: "─", count: width), .muted)]
    }
  }

  /// An item: its mark before the first line, the others under its words.
  private static func marked(_ mark: String, _ lines: [StyledText]) -> [StyledText] {
    let margin = StyledText(String(repeating: " ", count: mark.count))
    return [StyledText(mark) + (lines.first ?? "")] + lines.dropFirst().map { $0.isEmpty ? $0 : margin + $0 }
  }

  private static func displayed(_ table: Markdown.Table) -> DisplayTable {
    DisplayTable(
      columns: table.header.indices.map { column in
        DisplayTable.Column(
          title: table.header[column].plain,
          alignment: table.alignments[column] == .trailing ? .trailing : .leading,
          cells: table.rows.map { styled($0[column]) })
      })
  }

  /// Words with their marks as roles.
  private static func styled(_ words: [Markdown.Inline], _ role: Role = .plain) -> StyledText {
    words.map { inline in
      switch inline {
      case .text(let text): StyledText(text, role)
      case .code(let code): StyledText(code, .name)
      case .emphasis(let words): styled(words, role)
      case .strong(let words): styled(words, .heading)
      case .link(let words, let target):
        words.plain == target
          ? StyledText(target, role) : styled(words, role) + StyledText(" (\(target))", .muted)
      case .image(let alternative, let source):
        StyledText("[\(alternative.isEmpty ? source : alternative)]", .muted)
      case .softBreak: StyledText(" ", role)
      case .lineBreak: "\n"
      }
    }.joined()
  }
}

extension Markdown.Block {
  fileprivate var isParagraph: Bool { if case .paragraph = self { true } else { false } }

  fileprivate var isTightList: Bool { if case .list(_, _, isTight: true) = self { true } else { false } }
}

extension StyledText {
  /// The lines of a text that breaks them.
  fileprivate var brokenLines: [StyledText] {
    pieces.reduce(into: [StyledText()]) { lines, piece in
      if piece.text == "\n" {
        lines.append(StyledText())
      } else {
        lines[lines.count - 1].append(piece.text, piece.role)
      }
    }
  }
}
