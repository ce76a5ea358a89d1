/// Markdown as HTML: whatever it holds, no script of it runs and nothing is fetched.
struct HTMLProse {
  /// Data addresses of images by their sources.
  let images: [String: String]

  func text(_ markdown: Markdown) -> String {
    markdown.blocks.map { block($0, isTight: false) }.joined(separator: "\n")
  }

  private func block(_ block: Markdown.Block, isTight: Bool) -> String {
    switch block {
    case .heading(let level, let words): "<h\(level)>\(text(words))</h\(level)>"
    case .paragraph(let words): isTight ? text(words) : "<p>\(text(words))</p>"
    case .code(let lines): "<pre>\(HTML.escaped(lines.joined(separator: "\n")))</pre>"
    case .quote(let blocks): "<blockquote>\n\(text(blocks, isTight: false))\n</blockquote>"
    case .list(let start, let items, let isTight): list(start, items, isTight)
    case .table(let table): self.table(table)
    case .rule: "<hr>"
    }
  }

  private func text(_ blocks: [Markdown.Block], isTight: Bool) -> String {
    blocks.map { block($0, isTight: isTight) }.joined(separator: "\n")
  }

  private func list(_ start: Int?, _ items: [[Markdown.Block]], _ isTight: Bool) -> String {
    let element = start == nil ? "ul" : "ol"
    let first = start.map { $0 == 1 ? "" : " start=\"\($0)\"" } ?? ""
    let lines = items.map { "<li>\(text($0, isTight: isTight))</li>" }
    return "<\(element)\(first)>\n\(lines.joined(separator: "\n"))\n</\(element)>"
  }

  private func table(_ table: Markdown.Table) -> String {
    func row(_ element: String, _ cells: [[Markdown.Inline]]) -> String {
      let cells = zip(cells, table.alignments).map { words, alignment in
        let name = alignment == .leading ? "" : " class=\"\(alignment == .centre ? "centre" : "number")\""
        return "<\(element)\(name)>\(text(words))</\(element)>"
      }
      return "<tr>\(cells.joined())</tr>"
    }
    let rows = table.rows.map { row("td", $0) }.joined(separator: "\n")
    return """
      <div class="wide"><table>
      <thead>\(row("th", table.header))</thead>
      <tbody>
      \(rows)
      </tbody>
      </table></div>
      """
  }

  private func text(_ words: [Markdown.Inline]) -> String {
    words.map { inline in
      switch inline {
      case .text(let text): HTML.escaped(text)
      case .code(let code): "<code>\(HTML.escaped(code))</code>"
      case .emphasis(let words): "<em>\(text(words))</em>"
      case .strong(let words): "<strong>\(text(words))</strong>"
      case .link(let words, let target): link(text(words), to: target)
      case .image(let alternative, let source): image(alternative, source)
      case .softBreak: "\n"
      case .lineBreak: "<br>\n"
      }
    }.joined()
  }

  private static let followed = ["http", "https", "mailto"]

  /// A link to follow; one that would run a script is only its words.
  private func link(_ words: String, to target: String) -> String {
    // Scalars: to a browser a colon under an accent is one.
    let scalars = target.unicodeScalars
    let scheme = scalars.firstIndex(of: ":").map { scalars[..<$0] }
    // A colon behind a slash belongs to a path.
    if let scheme, !scheme.contains("/"), !Self.followed.contains(String(scheme).lowercased()) {
      return words
    }
    return "<a href=\"\(HTML.escaped(target))\">\(words)</a>"
  }

  /// An image that the page holds, or a link to it.
  private func image(_ alternative: String, _ source: String) -> String {
    guard let data = images[source] else {
      return link(HTML.escaped(alternative.isEmpty ? source : alternative), to: source)
    }
    return "<img src=\"\(data)\" alt=\"\(HTML.escaped(alternative))\">"
  }
}
