import Execution
import Interpreter
import Language

extension Table {
  /// Comma-separated values with a line of names. Numbers have all their digits, empty cells stand for nothing, and texts are quoted where
  /// they would not be read back as they are. They come in pieces.
  func writeCSV(_ put: (String) throws -> Void) rethrows {
    func cell(_ text: String) -> String {
      if CSVCell.isPlain(text) { return text }
      return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
    func cell(_ value: Value) -> String {
      switch value {
      case .text(let text): cell(text)
      case .nothing: ""
      case .number(let number) where number == 0 && number.sign == .minus: "-0.0"
      case .number, .boolean: value.literal
      default: cell(value.literal)
      }
    }
    try put(names.map { cell($0) }.joined(separator: ",") + "\n")
    for row in 0..<rowCount {
      for (place, column) in columns.enumerated() {
        try put((place > 0 ? "," : "") + cell(column.values[row]))
      }
      try put("\n")
    }
  }

  /// Reads what `csv` writes, and what others write like it: a first line of nothing but numbers is no heading, and its columns are
  /// called column1, column2 and so on.
  ///
  /// Throws a `Diagnostic` with the line where a row has another number of cells than the first, a name stands twice or a quote is not
  /// closed; and `Interruption`.
  init(csv text: String, of path: String, in work: Work) throws {
    var reader = CSVReader(text, of: path)
    guard let first = try reader.nextRow(skippingBlank: true) else {
      self.init([Column]())
      return
    }
    let isData = first.allSatisfy { $0.value.kind == .number }
    let names = first.enumerated().map { place, cell in
      isData || cell.text.isEmpty ? "column\(place + 1)" : cell.text
    }
    if let twice = names.enumerated().first(where: { names[..<$0.offset].contains($0.element) })?.element {
      throw reader.mistake("the name \(twice) stands there twice")
    }
    var columns = isData ? first.map { [$0.value] } : names.map { _ in [] }
    while let row = try reader.nextRow(skippingBlank: names.count > 1) {
      try work.checkpoint()
      guard row.count == names.count else {
        throw reader.mistake("expected \(names.count) cells as in the first line, found \(row.count)")
      }
      for (place, cell) in row.enumerated() { columns[place].append(cell.value) }
    }
    self.init(names.indices.map { Column(name: names[$0], values: columns[$0]) })
  }
}

/// A cell as it is written.
private struct CSVCell {
  let text: String
  let isQuoted: Bool

  /// A quoted text is a text. Of the others, what is a number or a boolean is that, and nothing is nothing.
  var value: Value {
    if isQuoted { return .text(text) }
    switch text {
    case "": return .nothing
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    default: return Double(text).map { .number($0) } ?? .text(text)
    }
  }

  /// Whether a text may stand without quotes and is read back as it is.
  static func isPlain(_ text: String) -> Bool {
    guard CSVCell(text: text, isQuoted: false).value.kind == .text else { return false }
    let ends = [text.utf8.first, text.utf8.last].compactMap { $0 }
    return !text.utf8.contains { $0 < 0x20 || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") }
      && !ends.contains(UInt8(ascii: " "))
  }
}

/// The rows of a text.
private struct CSVReader {
  private let bytes: [UInt8]
  private let path: String
  private var next = 0
  private var line = 0
  /// Lines that end inside quotes.
  private var quotedLines = 0

  init(_ text: String, of path: String) {
    // Spreadsheets put a byte-order mark in front.
    bytes = Array((text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text).utf8)
    self.path = path
  }

  func mistake(_ fact: String) -> Diagnostic { .file(path, "line \(line): \(fact)") }

  /// `nil` at the end.
  mutating func nextRow(skippingBlank: Bool) throws -> [CSVCell]? {
    while next < bytes.count {
      line += 1 + quotedLines
      quotedLines = 0
      var row: [CSVCell] = []
      repeat { row.append(try nextCell()) } while take(UInt8(ascii: ","))
      _ = take(UInt8(ascii: "\n"))
      let isBlank = row.count == 1 && row[0].text.isEmpty && !row[0].isQuoted
      if !isBlank || !skippingBlank { return row }
    }
    return nil
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard next < bytes.count, bytes[next] == byte else { return false }
    next += 1
    return true
  }

  private mutating func nextCell() throws -> CSVCell {
    skipBlanks()
    guard take(UInt8(ascii: "\"")) else {
      let start = next
      while next < bytes.count, bytes[next] != UInt8(ascii: ","), bytes[next] != UInt8(ascii: "\n") {
        next += 1
      }
      var end = next
      while end > start, Self.isBlank(bytes[end - 1]) { end -= 1 }
      return CSVCell(text: String(decoding: bytes[start..<end], as: UTF8.self), isQuoted: false)
    }
    var text: [UInt8] = []
    while true {
      guard next < bytes.count else { throw mistake("the quote is not closed") }
      let byte = bytes[next]
      next += 1
      // Two quotes are one of the text.
      if byte == UInt8(ascii: "\""), !take(UInt8(ascii: "\"")) { break }
      if byte == UInt8(ascii: "\n") { quotedLines += 1 }
      text.append(byte)
    }
    skipBlanks()
    guard next == bytes.count || bytes[next] == UInt8(ascii: ",") || bytes[next] == UInt8(ascii: "\n") else {
      throw mistake("expected a comma behind the closing quote")
    }
    return CSVCell(text: String(decoding: text, as: UTF8.self), isQuoted: true)
  }

  /// Blanks around cells, and a carriage return at a line's end.
  private mutating func skipBlanks() { while next < bytes.count, Self.isBlank(bytes[next]) { next += 1 } }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
}
