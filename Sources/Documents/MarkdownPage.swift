import Display
import Foundation

/// A document as GitHub's Markdown: prose as it is, code and what it showed between fences.
package enum MarkdownPage {
  package static func text(of document: Document) -> String {
    let heading = document.heading == nil ? ["# \(escaped(document.title))"] : []
    let parts = document.parts.flatMap { part in
      switch part {
      case .prose(let text): [closed(text)]
      case .remark(let text): [remark(text)]
      case .cell(let cell): blocks(of: cell)
      }
    }
    let imprint = ["---", "<sub>\(escaped(document.imprint))</sub>"]
    return (heading + parts + imprint).joined(separator: "\n\n") + "\n"
  }

  static func remark(_ text: String) -> String { "*\(escaped(text))*" }

  /// Prose with the fence that it leaves open closed, so that what follows is no part of it.
  static func closed(_ prose: String) -> String {
    prose + (Markdown(prose).openFence.map { "\n" + $0 } ?? "")
  }

  private static func blocks(of cell: Document.Cell) -> [String] {
    let title = cell.title.isEmpty ? [] : ["**\(escaped(cell.title))**"]
    return title + [fenced(cell.text, language: "replica")]
      + cell.shown.map { shown in
        switch shown {
        case .lines(let lines): fenced(lines.map(\.plain).joined(separator: "\n"), language: "text")
        case .table(let table): self.table(table)
        case .figure(let drawing): "![\(escaped(drawing.alternative))](\(address(of: drawing)))"
        case .failure(let error):
          fenced(error.rendered().map(\.plain).joined(separator: "\n"), language: "text")
        }
      }
  }

  /// Text between fences that are longer than any run of backquotes in it.
  private static func fenced(_ text: String, language: String) -> String {
    let runs = text.unicodeScalars.split { $0 != "`" }.map(\.count)
    let fence = String(repeating: "`", count: max(3, (runs.max() ?? 0) + 1))
    return "\(fence)\(language)\n\(text)\n\(fence)"
  }

  private static func address(of drawing: Drawing) -> String {
    drawing.address ?? DataAddress.text(of: Data(drawing.svg.utf8), type: "image/svg+xml")
  }

  /// A table whose bars stand under each other, so that it can be read as it is, too.
  static func table(_ table: DisplayTable) -> String {
    let columns = table.columns.map { column in
      let cells = [escaped(column.title)] + column.cells.map { escaped($0.plain) }
      let width = max(3, cells.map(\.count).max() ?? 0)
      let isNumeric = column.alignment == .trailing
      let padded = cells.map { cell in
        let blanks = String(repeating: " ", count: width - cell.count)
        return isNumeric ? blanks + cell : cell + blanks
      }
      let rule = String(repeating: "-", count: width - 1) + (isNumeric ? ":" : "-")
      return [padded[0], rule] + padded.dropFirst()
    }
    let rowCount = columns.map(\.count).max() ?? 0
    let rows = (0..<rowCount).map { row in
      let cells = columns.map { $0.indices.contains(row) ? $0[row] : "" }
      return "| " + cells.joined(separator: " | ") + " |"
    }
    let remark = table.remark.map { ["", "<sub>\(escaped($0))</sub>"] } ?? []
    return (rows + remark).joined(separator: "\n")
  }

  private static let marks: Set<Unicode.Scalar> = ["\\", "`", "*", "_", "[", "]", "|", "~", "$", "#"]

  /// A line of text in which nothing means anything to Markdown.
  static func escaped(_ text: String) -> String {
    text.spelled { scalar in
      if marks.contains(scalar) { return "\\\(scalar)" }
      switch scalar {
      case "<": return "&lt;"
      case ">": return "&gt;"
      case "&": return "&amp;"
      default: return scalar.endsLine ? " " : nil
      }
    }
  }
}

/// Data as an address, for what is shown within a document.
package enum DataAddress {
  package static func text(of data: Data, type: String) -> String {
    "data:\(type);base64,\(data.base64EncodedString())"
  }
}
