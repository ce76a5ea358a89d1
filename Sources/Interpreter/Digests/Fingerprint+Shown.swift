import Display

extension Digest {
  /// What is kept of something that was shown: its words, and the numbers among them. How long something took
  /// is no part of it.
  package init(of blocks: [DisplayBlock], kind: String) {
    var fingerprint = Fingerprint()
    fingerprint.combine(blocks.count)
    for block in blocks { fingerprint.combine(block) }
    self = fingerprint.digest(kind: kind, outline: Self.excerpt(blocks.first?.beginning ?? ""))
  }
}

extension DisplayBlock {
  /// What it is called in a record.
  var kind: String {
    switch self {
    case .line: "line"
    case .table: "table"
    case .figure: "figure"
    }
  }

  fileprivate var beginning: String {
    switch self {
    case .line(let text): text.withoutTimes
    case .table(let table): table.columns.map(\.title).joined(separator: "  ")
    case .figure(let figure):
      ([figure.title] + figure.panels.flatMap { [$0.title, $0.x.label, $0.y.label] + $0.series.map(\.label) })
        .filter { !$0.isEmpty }.joined(separator: ", ")
    }
  }
}

extension StyledText {
  fileprivate var withoutTimes: String { pieces.map { $0.role == .timing ? "…" : $0.text }.joined() }
}

extension Fingerprint {
  mutating func combine(_ block: DisplayBlock) {
    combine(block.kind)
    switch block {
    case .line(let text): combine(text)
    case .table(let table):
      combine(table.columns.count)
      for column in table.columns {
        combine(words: column.title)
        combine(column.alignment == .leading ? 0 : 1)
        combine(column.cells.count)
        for cell in column.cells { combine(cell) }
      }
      combine(words: table.remark ?? "")
    case .figure(let figure): figure.hash(into: &self)
    }
  }

  private mutating func combine(_ text: StyledText) {
    var words = ""
    for piece in text.pieces {
      switch piece.role {
      case .timing: words += "…"
      case .noise:
        combine(exactly: piece.text)
        words += "…"
      default: words += piece.text
      }
    }
    combine(words: words)
  }

  /// The words of a text, and its numbers. Blanks beside numbers, which align them, count with the bits
  /// alone.
  private mutating func combine(words text: String) {
    combine(exactly: text)
    let text = WordsAndNumbers(text)
    combine(elements: text.words)
    for number in text.numbers { combine(number) }
  }
}

/// A text whose numbers are taken out of it.
private struct WordsAndNumbers {
  /// UTF-8, with a 0 in the place of a number.
  private(set) var words: [UInt8] = []
  private(set) var numbers: [Double] = []

  init(_ text: String) {
    let bytes = Array(text.utf8)
    words.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      guard let end = Self.end(ofNumberAt: index, in: bytes),
        let number = Double(String(decoding: bytes[index..<end], as: UTF8.self))
      else {
        let follows = words.last == 0 && bytes[index] == UInt8(ascii: " ")
        if !follows { words.append(bytes[index]) }
        index += 1
        continue
      }
      while words.last == UInt8(ascii: " ") { words.removeLast() }
      words.append(0)
      numbers.append(number)
      index = end
    }
  }

  /// Where the number ends that begins at a place: `-1.5e-08`. Digits that belong to a name, as in `x1`, are
  /// none.
  private static func end(ofNumberAt start: Int, in bytes: [UInt8]) -> Int? {
    if start > 0, isPartOfName(bytes[start - 1]) || bytes[start - 1] == UInt8(ascii: ".") { return nil }
    var index = start
    func digits() -> Bool {
      let first = index
      while index < bytes.count, isDigit(bytes[index]) { index += 1 }
      return index > first
    }
    func take(_ letters: StaticString) -> Bool {
      guard index < bytes.count,
        letters.withUTF8Buffer({ $0.contains(bytes[index]) })
      else { return false }
      index += 1
      return true
    }
    _ = take("-")
    guard digits() else { return nil }
    var end = index
    if take("."), digits() { end = index }
    index = end
    if take("eE") {
      _ = take("+-")
      if digits() { end = index }
    }
    return end
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  private static func isPartOfName(_ byte: UInt8) -> Bool {
    isDigit(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "_")
  }
}
