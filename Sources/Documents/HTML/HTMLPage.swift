import Display

/// A document as one page that fetches nothing and needs no script.
package enum HTMLPage {
  package static func text(of document: Document) -> String {
    let title = HTML.escaped(document.title)
    var figure = 0
    let prose = HTMLProse(images: document.images)
    let parts = document.parts.map { part in
      switch part {
      case .prose(let text): "<section class=\"prose\">\n\(prose.text(Markdown(text)))\n</section>"
      case .remark(let text): "<p class=\"remark\">\(HTML.escaped(text))</p>"
      case .cell(let cell): self.cell(cell, figure: &figure)
      }
    }
    let heading = document.heading == nil ? ["<h1>\(title)</h1>"] : []
    return """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="generator" content="\(HTML.escaped(document.program))">
      <title>\(title)</title>
      <style>
      \(HTMLStyle.sheet)
      </style>
      </head>
      <body>
      <main>
      \((heading + parts).joined(separator: "\n"))
      </main>
      <footer>\(HTML.escaped(document.imprint))</footer>
      </body>
      </html>

      """
  }

  private static func cell(_ cell: Document.Cell, figure: inout Int) -> String {
    let title = cell.title.isEmpty ? "" : "<p class=\"title\">\(HTML.escaped(cell.title))</p>\n"
    let shown = cell.shown.map { shown in
      switch shown {
      case .lines(let lines): "<pre class=\"shown\">\(HTML.lines(lines))</pre>"
      case .table(let table): "<div class=\"shown wide\">\(HTML.table(table))</div>"
      case .figure(let drawing): self.figure(drawing, number: &figure)
      case .failure(let error): "<pre class=\"shown failure\">\(HTML.lines(error.rendered()))</pre>"
      }
    }
    let code = "<pre class=\"code\"><code>\(HTML.lines(cell.code))</code></pre>"
    return """
      <section class="cell">
      \(title)\(([code] + shown).joined(separator: "\n"))
      </section>
      """
  }

  private static func figure(_ drawing: Drawing, number: inout Int) -> String {
    number += 1
    let content =
      drawing.address.map {
        "<img src=\"\(HTML.escaped($0))\" alt=\"\(HTML.escaped(drawing.alternative))\">"
      } ?? drawing.inlined(number: number)
    return "<figure class=\"shown\">\n\(content)\n</figure>"
  }
}
