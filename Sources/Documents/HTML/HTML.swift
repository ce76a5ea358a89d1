import Display

/// Text as HTML.
enum HTML {
  /// Text in which nothing means anything to HTML, between tags or in an attribute.
  ///
  /// Characters that no page may hold become the one that says so.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\n", "\t": result.unicodeScalars.append(scalar)
      case _ where scalar.properties.generalCategory == .control: result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Text in roles, each a class of the page's style.
  static func spans(_ text: StyledText) -> String {
    text.pieces.map { piece in
      let words = escaped(piece.text)
      guard let name = className(of: piece.role) else { return words }
      return "<span class=\"\(name)\">\(words)</span>"
    }.joined()
  }

  static func lines(_ lines: [StyledText]) -> String { lines.map(spans).joined(separator: "\n") }

  static func className(of role: Role) -> String? {
    switch role {
    case .plain, .symbol: nil
    // The terminal's way of drawing a heatmap; here figures are drawn.
    case .heat: nil
    case .series(let index): seriesClass(index)
    case .timing, .noise: className(of: .muted)
    case .name, .number, .text, .keyword, .heading, .muted, .good, .warning, .error: "\(role)"
    }
  }

  private static func seriesClass(_ index: Int) -> String? {
    // Black is the ink of paper.
    let name = Palette.series(index).name
    return name == "black" ? nil : "series " + name.replacing(" ", with: "-")
  }

  static func table(_ table: DisplayTable) -> String {
    func cell(_ element: String, _ column: DisplayTable.Column, _ words: String) -> String {
      let isNumeric = column.alignment == .trailing
      return "<\(element)\(isNumeric ? " class=\"number\"" : "")>\(words)</\(element)>"
    }
    let rowCount = table.columns.map(\.cells.count).max() ?? 0
    let header = table.columns.map { cell("th", $0, escaped($0.title)) }.joined()
    let rows = (0..<rowCount).map { row in
      let cells = table.columns.map { column in
        cell("td", column, column.cells.indices.contains(row) ? spans(column.cells[row]) : "")
      }
      return "<tr>\(cells.joined())</tr>"
    }
    let remark = table.remark.map { "<caption>\(escaped($0))</caption>\n" } ?? ""
    return """
      <table>
      \(remark)<thead><tr>\(header)</tr></thead>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody>
      </table>
      """
  }
}
