import Display
import Interpreter
import Language

/// A document as a Jupyter notebook, in format 4.5.
package enum NotebookFile {
  package static func text(of document: Document) -> String {
    let cells = document.parts.map { part in
      switch part {
      case .prose(let text): prose(text)
      case .remark(let text): prose(MarkdownPage.remark(text))
      case .cell(let cell): code(cell)
      }
    }
    // Names that follow from the place, so that the same script gives the same bytes.
    let named = cells.enumerated().map { place, cell in
      JSONValue.object([("id", .text("cell-\(place + 1)"))] + cell)
    }
    let notebook = JSONValue.object([
      ("cells", .array(named)), ("metadata", metadata(of: document)), ("nbformat", .number(4)),
      ("nbformat_minor", .number(5)),
    ])
    return notebook.indentedText
  }

  private typealias Fields = [(String, JSONValue)]

  private static func metadata(of document: Document) -> JSONValue {
    .object([
      (
        "kernelspec",
        .object([
          ("display_name", .text("Replica")), ("language", .text("replica")), ("name", .text("replica")),
        ])
      ),
      ("language_info", .object([("file_extension", .text(".rpl")), ("name", .text("replica"))])),
      ("title", .text(document.title)),
      (
        "replica",
        .object([
          ("origin", .text(document.origin)), ("program", .text(document.program)),
          ("seed", .text(String(document.seed))),
        ])
      ),
    ])
  }

  private static func prose(_ text: String) -> Fields {
    [("cell_type", .text("markdown")), ("metadata", .object([])), ("source", lines(text))]
  }

  private static func code(_ cell: Document.Cell) -> Fields {
    let title = cell.title.isEmpty ? "" : "# \(cell.title.onOneLine)\n"
    return [
      ("cell_type", .text("code")), ("execution_count", .number(Double(cell.number))),
      ("metadata", .object([])), ("outputs", .array(cell.shown.map { .object(output($0)) })),
      ("source", lines(title + cell.text)),
    ]
  }

  private static func output(_ shown: Document.Shown) -> Fields {
    switch shown {
    case .lines(let lines):
      let text = lines.map { $0.plain + "\n" }.joined()
      return [("name", .text("stdout")), ("output_type", .text("stream")), ("text", self.lines(text))]
    case .table(let table):
      return display([
        ("text/html", lines(HTML.table(table))), ("text/plain", lines(MarkdownPage.table(table))),
      ])
    case .figure(let drawing):
      return display([
        ("image/svg+xml", lines(drawing.svg)), ("text/plain", lines(drawing.alternative)),
      ])
    case .failure(let error):
      return [
        ("ename", .text(error.code)), ("evalue", .text(error.message)), ("output_type", .text("error")),
        ("traceback", .array(error.rendered().map { .text($0.plain) })),
      ]
    }
  }

  private static func display(_ data: Fields) -> Fields {
    [("data", .object(data)), ("metadata", .object([])), ("output_type", .text("display_data"))]
  }

  /// A text as notebooks keep it: its lines, each with its end.
  private static func lines(_ text: String) -> JSONValue {
    let lines = text.lines
    let ended = lines.dropLast().map { $0 + "\n" } + (lines.last.map { $0.isEmpty ? [] : [$0] } ?? [])
    return .array(ended.map(JSONValue.text))
  }
}
