import Display

extension Layout {
  private static let gap = 2
  /// No column of texts is made narrower than this to make room for others.
  private static let narrowestText = 16

  /// Aligned columns under muted titles. Where they do not fit, columns that say the same in every row become a
  /// remark, long texts are cut, and the last columns are left out and named.
  func lines(of table: DisplayTable) -> [StyledText] {
    var columns = table.columns.map { TableColumn(of: $0, spelled: spelled) }
    let constants = takeConstants(from: &columns)
    let fitting = fit(&columns)
    let shown = columns.prefix(fitting)
    let rowCount = shown.map(\.cells.count).max() ?? 0
    let gap = StyledText(String(repeating: " ", count: Self.gap))
    var lines = [shown.map { $0.title.padded(to: $0.width, $0.alignment) }.joined(separator: gap).trimmedEnd]
    for row in 0..<rowCount {
      let cells = shown.map { column in
        (column.cells.indices.contains(row) ? column.cells[row] : "").padded(
          to: column.width, column.alignment)
      }
      lines.append(cells.joined(separator: gap).trimmedEnd)
    }
    let remarks = [
      table.remark, sameInEveryRow(constants), leftOut(columns.dropFirst(fitting), of: table.columns.count),
    ]
    return lines
      + remarks.compactMap { $0 }.flatMap { wrapped(spelled(StyledText($0, .muted))) }
  }

  private func width(of columns: [TableColumn]) -> Int {
    columns.reduce(0) { $0 + $1.width } + Self.gap * max(0, columns.count - 1)
  }

  /// Columns whose cells are all alike, if the table is too wide with them.
  private func takeConstants(from columns: inout [TableColumn]) -> [TableColumn] {
    guard let room = self.columns, width(of: columns) > room else { return [] }
    let constants = columns.filter(\.isConstant)
    guard constants.count < columns.count else { return [] }
    columns.removeAll(where: \.isConstant)
    return constants
  }

  /// How many columns fit, texts having been cut where that helps; at least one.
  private func fit(_ columns: inout [TableColumn]) -> Int {
    guard let room = self.columns else { return columns.count }
    while width(of: columns) > room {
      let texts = columns.indices.filter {
        columns[$0].alignment == .leading && columns[$0].width > Self.narrowestText
      }
      guard let widest = texts.max(by: { columns[$0].width < columns[$1].width }) else { break }
      let narrower = max(Self.narrowestText, columns[widest].width - (width(of: columns) - room))
      columns[widest].cut(to: narrower, ellipsis: spelled("…"))
    }
    var width = -Self.gap
    let fitting = columns.prefix { column in
      width += column.width + Self.gap
      return width <= room
    }.count
    if fitting == 0, !columns.isEmpty { columns[0].cut(to: max(1, room), ellipsis: spelled("…")) }
    return max(fitting, min(1, columns.count))
  }

  private func sameInEveryRow(_ columns: [TableColumn]) -> String? {
    guard !columns.isEmpty else { return nil }
    let facts = columns.map { "\($0.title.plain) \(($0.cells.first ?? "").trimmedEnd.plain)" }
    return "the same in every row shown: " + facts.joined(separator: ", ")
  }

  private func leftOut(_ columns: ArraySlice<TableColumn>, of count: Int) -> String? {
    guard !columns.isEmpty else { return nil }
    let names = columns.map(\.title.plain).joined(separator: ", ")
    return "\(columns.count) of \(count) columns \(columns.count == 1 ? "does" : "do") not fit: \(names)"
  }
}

/// A column with its cells brought to alignment: numbers on their decimal points.
private struct TableColumn {
  private(set) var title: StyledText
  private(set) var cells: [StyledText]
  let alignment: DisplayTable.Alignment
  private(set) var width: Int

  private init(title: StyledText, cells: [StyledText], alignment: DisplayTable.Alignment) {
    self.title = title
    self.cells = cells
    self.alignment = alignment
    width = max(title.width, cells.map(\.width).max() ?? 0)
  }

  init(of column: DisplayTable.Column, spelled: (StyledText) -> StyledText) {
    let cells = column.cells.map(spelled)
    self.init(
      title: spelled(StyledText(column.title, .muted)),
      cells: column.alignment == .trailing ? Self.aligned(cells) : cells, alignment: column.alignment)
  }

  /// Whether there are rows, and all of them say the same.
  var isConstant: Bool { cells.count > 1 && cells.allSatisfy { $0.plain == cells[0].plain } }

  mutating func cut(to width: Int, ellipsis: String) {
    title = title.truncated(to: width, ellipsis: ellipsis)
    cells = cells.map { $0.truncated(to: width, ellipsis: ellipsis) }
    self.width = width
  }

  /// Blanks after each number, so that with equal ends their decimal points stand under each other. An
  /// exponent is too long for that.
  private static func aligned(_ cells: [StyledText]) -> [StyledText] {
    let fractions = cells.map { cell in
      let text = cell.plain
      return text.contains("e") ? nil : text.firstIndex(of: ".").map { text[$0...].count } ?? 0
    }
    guard !fractions.contains(nil), let longest = fractions.compactMap({ $0 }).max() else { return cells }
    return zip(cells, fractions).map { cell, fraction in
      cell.padded(to: cell.width + longest - (fraction ?? 0))
    }
  }
}
