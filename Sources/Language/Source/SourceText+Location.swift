extension SourceText {
  /// The line, counted from 0, that holds an offset: by bisection of `lineStarts`.
  package func lineIndex(at offset: Int) -> Int {
    var (low, high) = (0, lineStarts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// Where a line stands, counted from 0, its end ("\n" or "\r\n") not included.
  package func lineSpan(_ index: Int) -> Span {
    guard lineStarts.indices.contains(index) else { return Span(utf8.count, utf8.count) }
    let start = lineStarts[index]
    var end = index + 1 < lineStarts.count ? lineStarts[index + 1] - 1 : utf8.count
    if end > start, utf8[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return Span(start, end)
  }

  /// Line and column, both from 1; columns count characters, as an editor does.
  package func location(of offset: Int) -> (line: Int, column: Int) {
    let line = lineIndex(at: offset)
    let span = lineSpan(line)
    let before = self[Span(span.start, min(max(offset, span.start), span.end))]
    return (line + 1, before.count + 1)
  }

  /// "name:line:column".
  package func place(of offset: Int) -> String {
    let (line, column) = location(of: offset)
    return "\(name):\(line):\(column)"
  }
}
