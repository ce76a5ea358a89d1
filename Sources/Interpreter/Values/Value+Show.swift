import Display
import Tensors

extension Value {
  /// What a cell shows of the value: bounded, whatever its size.
  package func show() -> [DisplayBlock] {
    switch self {
    case .nothing: []
    case .text(let text): Self.show(text)
    case .number, .boolean, .range: [.line(StyledText(summary, .number))]
    case .list(let values): Self.show(values)
    case .tensor(let tensor):
      Self.show(tensor, "tensor") { rows in NumberGrid.lines(rows: rows) }
    case .mask(let mask):
      Self.show(mask, "mask") { rows in
        rows.map { row in
          StyledText(row.map { $0 ? "true " : "false" }.joined(separator: "  "), .number)
        }
      }
    case .table(let table): [.table(Self.displayTable(table))]
    case .record(let record): Self.show(record)
    case .function(let function):
      [.line(StyledText(function.signature, .name) + StyledText("  function", .muted))]
    case .object(let object): object.show()
    }
  }

  /// Rows shown of a long table: the first and the last.
  private static let shownRows = 24

  /// Characters shown of a long text.
  private static let shownCharacters = 10_000

  /// The beginning of a text, line by line.
  package static func show(_ text: String, as role: Role = .text) -> [DisplayBlock] {
    let shown = text.prefix(shownCharacters)
    let blocks = String(shown).lines.map { DisplayBlock.line(StyledText($0, role)) }
    guard shown.endIndex < text.endIndex else { return blocks }
    let rest = text.utf8.distance(from: shown.endIndex, to: text.endIndex)
    return blocks + [.line(StyledText("… \(rest) bytes more", .muted))]
  }

  private static func show(_ values: [Value]) -> [DisplayBlock] {
    if values.allSatisfy(\.isScalar) || values.isEmpty {
      return [.line(StyledText(Value.list(values).summary, .number))]
    }
    let lines: [DisplayBlock] = values.prefix(shownRows).enumerated().map { index, value in
      .line(StyledText("[\(index)] ", .muted) + StyledText(value.summary))
    }
    guard values.count > shownRows else { return lines }
    return lines + [.line(StyledText("… \(values.count - shownRows) more", .muted))]
  }

  private static func show(_ record: Record) -> [DisplayBlock] {
    let width = record.names.map(\.count).max() ?? 0
    return record.fields.map { field in
      let padding = String(repeating: " ", count: width - field.name.count + 2)
      return .line(
        StyledText(field.name, .name) + StyledText(padding)
          + StyledText(field.value.summary, field.value.role(in: field.name)))
    }
  }

  /// A header, and the first and last rows and columns as `lines` writes them.
  private static func show<Scalar>(
    _ tensor: Tensor<Scalar>, _ word: String, _ lines: ([[Scalar]]) -> [StyledText]
  ) -> [DisplayBlock] {
    let header = DisplayBlock.line(StyledText("\(word) · \(tensor.shape.words)", .muted))
    let extents = tensor.shape.extents
    guard tensor.shape.count > 0, let columns = extents.last, extents.count <= 2 else { return [header] }
    let rows = tensor.shape.count / columns
    // Only what is shown is read, so that a tensor of any size prints at once.
    let shown =
      rows <= shownRows ? Array(0..<rows) : Array(0..<shownRows / 2) + Array(rows - shownRows / 2..<rows)
    func grid(_ picked: Range<Int>) -> [StyledText] {
      lines(shown.map { row in picked.map { tensor.elements[row * columns + $0] } })
    }
    var grids = grid(columns <= 16 ? 0..<columns : 0..<8)
    if columns > 16 {
      grids = zip(grids, grid(columns - 8..<columns)).map { $0 + StyledText("  …  ", .muted) + $1 }
    }
    if rows > shownRows {
      grids.insert(StyledText("… \(rows - shownRows) rows more", .muted), at: shownRows / 2)
    }
    return [header] + grids.map { .line($0) }
  }

  private func role(in name: String) -> Role {
    number.map { Noise.isNoise($0, in: name) } ?? false ? .noise : .number
  }

  private static func displayTable(_ table: Table) -> DisplayTable {
    let count = table.rowCount
    let shown =
      count <= shownRows ? Array(0..<count) : Array(0..<shownRows / 2) + Array(count - shownRows / 2..<count)
    let columns = table.columns.map { column in
      let isNumeric = shown.allSatisfy { column.values[$0].number != nil }
      let cells = shown.map { row in
        let value = column.values[row]
        if case .text(let text) = value { return StyledText(text, .text) }
        return StyledText(value.summary, value.role(in: column.name))
      }
      return DisplayTable.Column(
        title: column.name, alignment: isNumeric ? .trailing : .leading, cells: cells)
    }
    return DisplayTable(
      columns: columns,
      remark: count > shownRows
        ? "\(count) rows; the first and last \(shownRows / 2) are shown"
        : "\(count) row\(count == 1 ? "" : "s")")
  }
}

extension Shape {
  /// "3 × 4"; "scalar" for the shape without axes.
  var words: String { rank == 0 ? "scalar" : extents.map(String.init).joined(separator: " × ") }
}
