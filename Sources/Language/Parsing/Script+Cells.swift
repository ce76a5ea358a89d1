extension Script {
  /// The cells of a script: its `# %%` lines divide it, those within a statement excepted.
  static func cells(of statements: [Statement], comments: [Span], in source: SourceText) -> [Cell] {
    let lines = comments.filter { standsAlone($0, in: source) }
    let marks = lines.filter { mark($0, in: source) != nil && isOutside(statements, $0) }
    let ends = marks.dropFirst().map(\.start) + [source.utf8.count]
    var cells: [Cell] = []
    var (statement, line) = (0, 0)

    func take(before end: Int) -> Range<Int> {
      let first = statement
      while statement < statements.count, statements[statement].span.start < end { statement += 1 }
      return first..<statement
    }
    func words(after start: Int, before end: Int) -> String {
      while line < lines.count, lines[line].start <= start { line += 1 }
      let first = line
      while line < lines.count, lines[line].start < end { line += 1 }
      return lines[first..<line].map { content(of: $0, in: source) }.joined(separator: "\n")
    }

    let firstMark = marks.first?.start ?? source.utf8.count
    let untitled = take(before: firstMark)
    if !untitled.isEmpty {
      cells.append(Cell(kind: .code, title: "", span: Span(0, firstMark), statements: untitled))
    }
    for (start, end) in zip(marks, ends) {
      guard let (title, isProse) = mark(start, in: source) else { continue }
      cells.append(
        Cell(
          kind: isProse ? .prose(words(after: start.start, before: end)) : .code, title: title,
          span: Span(start.start, end), statements: take(before: end)))
    }
    return cells
  }

  /// The lines of a cell that runs, without its `# %%`; those of a prose cell from its first statement on. Empty where
  /// nothing runs.
  package func code(of cell: Cell) -> String {
    guard let statement = cell.statements.first else { return "" }
    let firstLine = source.lineSpan(source.lineIndex(at: cell.span.start))
    let opening = Span(cell.span.start, firstLine.end)
    let start =
      switch cell.kind {
      case .prose: source.lineSpan(source.lineIndex(at: statements[statement].span.start)).start
      case .code: Self.mark(opening, in: source) == nil ? cell.span.start : firstLine.end
      }
    let lines = source[Span(start, cell.span.end)].drop(while: \.isNewline)
    return String(lines.trimmingSuffix(while: \.isWhitespace))
  }

  /// Whether only blanks stand before a comment on its line.
  private static func standsAlone(_ comment: Span, in source: SourceText) -> Bool {
    let line = source.lineStarts[source.lineIndex(at: comment.start)]
    return source.utf8[line..<comment.start].allSatisfy {
      $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t")
    }
  }

  /// What a `# %%` line says, or `nil` for any other comment.
  private static func mark(_ comment: Span, in source: SourceText) -> (title: String, isProse: Bool)? {
    guard source.utf8[comment.start..<comment.end].first == UInt8(ascii: "#") else { return nil }
    let blanks = [UInt8(ascii: " "), UInt8(ascii: "\t")]
    let content = source.utf8[(comment.start + 1)..<comment.end].drop(while: blanks.contains)
    guard content.starts(with: Array("%%".utf8)) else { return nil }
    let title = String(decoding: content.dropFirst(2), as: UTF8.self).split(whereSeparator: \.isWhitespace)
    let kinds: Set<Substring> = ["[markdown]", "[md]"]
    return (
      title.filter { !kinds.contains($0) }.joined(separator: " "), title.contains(where: kinds.contains)
    )
  }

  private static func isOutside(_ statements: [Statement], _ mark: Span) -> Bool {
    var (low, high) = (0, statements.count)
    while low < high {
      let middle = (low + high) / 2
      if statements[middle].span.start <= mark.start { low = middle + 1 } else { high = middle }
    }
    return low == 0 || statements[low - 1].span.end <= mark.start
  }

  /// A comment without its `# `.
  private static func content(of comment: Span, in source: SourceText) -> String {
    let text = source[Span(comment.start + 1, comment.end)]
    return String((text.first == " " ? text.dropFirst() : text[...]).trimmingSuffix(while: \.isWhitespace))
  }
}

extension Substring {
  fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> Substring {
    var rest = self
    while let last = rest.last, isTrimmed(last) { rest.removeLast() }
    return rest
  }
}
