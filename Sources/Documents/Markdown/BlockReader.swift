import Display

/// Divides lines into blocks; what a block contains is read by a reader of its own.
struct BlockReader {
  private let lines: [Substring]
  private var place = 0
  /// Quotes and lists nest no deeper than this; what is deeper is a paragraph.
  private let depth: Int
  private(set) var openFence: String?

  private static let deepest = 16

  init(_ text: String) {
    self.init(
      text.lines.flatMap { $0.unicodeScalars.split(separator: "\r", omittingEmptySubsequences: false) }
        .map { Line.expanded(Substring($0)) },
      depth: 0)
  }

  private init(_ lines: [Substring], depth: Int) { (self.lines, self.depth) = (lines, depth) }

  mutating func blocks() -> [Markdown.Block] {
    var blocks: [Markdown.Block] = []
    while place < lines.count {
      let line = lines[place]
      if Line.isBlank(line) {
        place += 1
      } else if Line.indent(line) >= 4 {
        blocks.append(.code(indentedCode()))
      } else if let fence = Line.fence(line) {
        blocks.append(.code(fencedCode(fence)))
      } else if let (level, words) = Line.heading(line) {
        place += 1
        blocks.append(.heading(level: level, InlineReader.words(of: words)))
      } else if Line.isRule(line) {
        place += 1
        blocks.append(.rule)
      } else if Line.isQuote(line), depth < Self.deepest {
        blocks.append(.quote(inner(quotedLines())))
      } else if let marker = ListMarker(line), depth < Self.deepest {
        blocks.append(list(marker))
      } else if let table = table() {
        blocks.append(.table(table))
      } else {
        blocks.append(paragraph())
      }
    }
    return blocks
  }

  private func inner(_ lines: [Substring]) -> [Markdown.Block] {
    var reader = BlockReader(lines, depth: depth + 1)
    return reader.blocks()
  }

  // MARK: Leaves

  private mutating func indentedCode() -> [String] {
    var code: [String] = []
    while place < lines.count, Line.isBlank(lines[place]) || Line.indent(lines[place]) >= 4 {
      code.append(String(lines[place].dropFirst(4)))
      place += 1
    }
    while let last = code.last, Line.isBlank(last[...]) { code.removeLast() }
    return code
  }

  private mutating func fencedCode(_ fence: Line.Fence) -> [String] {
    place += 1
    var code: [String] = []
    while place < lines.count {
      let line = lines[place]
      place += 1
      if fence.isClosed(by: line) { return code }
      code.append(String(line.dropFirst(min(Line.indent(line), fence.indent))))
    }
    openFence = fence.mark
    return code
  }

  /// Lines up to a blank one or another block; a line of `=` or `-` below them makes them a heading.
  private mutating func paragraph() -> Markdown.Block {
    var text = [lines[place]]
    place += 1
    while place < lines.count, !Line.isBlank(lines[place]) {
      if let level = Line.underline(lines[place]) {
        place += 1
        return .heading(level: level, InlineReader.words(ofLines: text))
      }
      if Line.interrupts(lines[place]) { break }
      text.append(lines[place])
      place += 1
    }
    return .paragraph(InlineReader.words(ofLines: text))
  }

  private mutating func table() -> Markdown.Table? {
    guard place + 1 < lines.count, lines[place].contains("|"),
      let alignments = TableRow.alignments(lines[place + 1])
    else { return nil }
    let header = TableRow.cells(lines[place])
    guard header.count == alignments.count else { return nil }
    place += 2
    var rows: [[[Markdown.Inline]]] = []
    while place < lines.count, !Line.isBlank(lines[place]), !Line.interrupts(lines[place]) {
      let cells = TableRow.cells(lines[place]).prefix(header.count)
      rows.append(
        cells.map { InlineReader.words(of: $0[...]) }
          + Array(repeating: [], count: header.count - cells.count))
      place += 1
    }
    return Markdown.Table(
      alignments: alignments, header: header.map { InlineReader.words(of: $0[...]) }, rows: rows)
  }

  // MARK: Containers

  private mutating func quotedLines() -> [Substring] {
    var quoted: [Substring] = []
    while place < lines.count {
      let line = lines[place]
      if Line.isQuote(line) {
        let rest = line.drop { $0 == " " }.dropFirst()
        quoted.append(rest.first == " " ? rest.dropFirst() : rest)
      } else if continues(quoted.last, with: line) {
        quoted.append(line)
      } else {
        break
      }
      place += 1
    }
    return quoted
  }

  /// Items with marks of one kind.
  private mutating func list(_ first: ListMarker) -> Markdown.Block {
    var items: [[Substring]] = []
    var isTight = true
    while place < lines.count, let marker = ListMarker(lines[place]), marker.kind == first.kind,
      !Line.isRule(lines[place])
    {
      if items.last?.last.map(Line.isBlank) == true { isTight = false }
      items.append(itemLines(marker))
    }
    let contents = items.map { lines in
      var lines = lines
      while let last = lines.last, Line.isBlank(last) { lines.removeLast() }
      return lines
    }
    let blocks = contents.map(inner)
    // A blank line within an item, between two blocks of it and not inside one.
    let hasGap = zip(contents, blocks).contains { lines, blocks in
      blocks.count > 1 && lines.contains(where: Line.isBlank) && !blocks.dropFirst().allSatisfy(\.isList)
    }
    return .list(start: first.number, items: blocks, isTight: isTight && !hasGap)
  }

  /// The lines of an item without its mark and indentation, blank ones behind it included.
  private mutating func itemLines(_ marker: ListMarker) -> [Substring] {
    var item = [lines[place].dropFirst(marker.width)]
    place += 1
    while place < lines.count {
      let line = lines[place]
      if Line.isBlank(line) {
        item.append("")
      } else if Line.indent(line) >= marker.width {
        item.append(line.dropFirst(marker.width))
      } else if continues(item.last, with: line) {
        item.append(line.drop { $0 == " " })
      } else {
        break
      }
      place += 1
    }
    return item
  }

  /// Whether a line that lacks a container's mark still belongs to the paragraph in it.
  private func continues(_ last: Substring?, with line: Substring) -> Bool {
    guard let last, !Line.isBlank(last), !Line.isBlank(line) else { return false }
    return ListMarker(line) == nil && !Line.interrupts(line) && !Line.interrupts(last, ignoringLists: true)
      && Line.indent(last) < 4
  }
}

extension Markdown.Block {
  fileprivate var isList: Bool { if case .list = self { true } else { false } }
}
