import Display
import Execution
import Interpreter
import Language

extension Table {
  /// Comma-separated values with a line of names. Numbers have all their digits, empty cells stand for nothing,
  /// and texts are quoted where they would not be read back as they are. They come in pieces.
  func writeCSV(_ put: (String) throws -> Void) rethrows {
    func cell(_ text: String) -> String {
      if CSVCell.isPlain(text) { return text }
      return "\"" + text.spelled { $0 == "\"" ? "\"\"" : nil } + "\""
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

  /// Reads what `csv` writes, and what others write like it: a first line of nothing but numbers is no
  /// heading, and its columns are called column1, column2 and so on.
  ///
  /// Throws a `Diagnostic` with the line where a row has another number of cells than the first, a name
  /// stands twice, a quote is not closed or a cell is not UTF-8; and `Interruption`.
  init(csv bytes: [UInt8], of path: String, in work: Work) throws {
    var reader = CSVReader(bytes, of: path, work)
    guard let first = try reader.nextRow(skippingBlank: true) else {
      self.init([Column]())
      return
    }
    let isData = first.allSatisfy { $0.value.kind == .number }
    let names = first.enumerated().map { place, cell in
      isData || cell.text.isEmpty ? "column\(place + 1)" : cell.text
    }
    var seen: Set<String> = []
    if let twice = names.first(where: { !seen.insert($0).inserted }) {
      throw reader.diagnostic("the name \(twice) stands there twice")
    }
    var columns = isData ? first.map { [$0.value] } : names.map { _ in [] }
    while let row = try reader.nextRow(skippingBlank: names.count > 1) {
      guard row.count == names.count else {
        throw reader.diagnostic("expected \(names.count) cells as in the first line, found \(row.count)")
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
    default: return Double(text).map { .number($0.isNaN ? .nan : $0) } ?? .text(text)
    }
  }

  /// Whether a text may stand without quotes and is read back as it is.
  fileprivate static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  static func isPlain(_ text: String) -> Bool {
    guard CSVCell(text: text, isQuoted: false).value.kind == .text else { return false }
    let ends = [text.utf8.first, text.utf8.last].compactMap { $0 }
    // At the beginning of a file it would be taken for a mark of its encoding.
    if text.utf8.starts(with: byteOrderMark) { return false }
    return !text.utf8.contains { $0 < 0x20 || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") }
      && !ends.contains(UInt8(ascii: " "))
  }
}

/// The rows of a text.
private struct CSVReader {
  private let bytes: [UInt8]
  private let path: String
  private let work: Work
  private var next = 0
  private var line = 0
  /// Lines that end inside quotes.
  private var quotedLines = 0

  init(_ bytes: [UInt8], of path: String, _ work: Work) {
    (self.bytes, self.path, self.work) = (bytes, path, work)
    // Spreadsheets put one in front.
    if bytes.starts(with: CSVCell.byteOrderMark) { next = CSVCell.byteOrderMark.count }
  }

  func diagnostic(_ fact: String) -> Diagnostic { .file(path, "line \(line): \(fact)") }

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
    try work.checkpoint()
    try skipBlanks()
    guard take(UInt8(ascii: "\"")) else {
      let start = next
      while next < bytes.count, bytes[next] != UInt8(ascii: ","), bytes[next] != UInt8(ascii: "\n") {
        try step()
      }
      var end = next
      while end > start, Self.isBlank(bytes[end - 1]) { end -= 1 }
      return CSVCell(text: try text(bytes[start..<end]), isQuoted: false)
    }
    var text: [UInt8] = []
    while true {
      guard next < bytes.count else { throw diagnostic("the quote is not closed") }
      let byte = bytes[next]
      try step()
      // Two quotes are one of the text.
      if byte == UInt8(ascii: "\""), !take(UInt8(ascii: "\"")) { break }
      if byte == UInt8(ascii: "\n") { quotedLines += 1 }
      text.append(byte)
    }
    try skipBlanks()
    guard next == bytes.count || bytes[next] == UInt8(ascii: ",") || bytes[next] == UInt8(ascii: "\n") else {
      throw diagnostic("expected a comma behind the closing quote")
    }
    return CSVCell(text: try self.text(text[...]), isQuoted: true)
  }

  private func text(_ bytes: ArraySlice<UInt8>) throws -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw diagnostic("expected UTF-8 text") }
    return text
  }

  /// Goes on by a byte, with a safe point every so often: a cell may be as long as the file.
  private mutating func step() throws {
    next += 1
    if next % (1 << 16) == 0 { try work.checkpoint() }
  }

  /// Blanks around cells, and a carriage return at a line's end.
  private mutating func skipBlanks() throws {
    while next < bytes.count, Self.isBlank(bytes[next]) { try step() }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
}
