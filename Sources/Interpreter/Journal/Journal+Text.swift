import Display
import Language

/// The lines of a journal.
extension Journal {
  /// The head of a journal, a line each: a line break in a folder's name would begin a cell of its own. `note` says which program began it, and when.
  package static func heading(_ note: String, folder: String? = nil) -> String {
    "\(beginning)\n# \(note.onOneLine)\n" + (folder.map { "\(folderMark)\($0.escapedLine)\n" } ?? "")
  }

  /// A cell before it runs. Comments of its own that look like a journal's marks are told apart by a blank.
  package static func text(of cell: String, number: Int, time: String) -> String {
    let lines = lines(of: cell).map { isOwn($0) ? "# " + $0.dropFirst() : $0 }
    return "\n\(cellMark)\(number)] \(time)\n" + lines.joined(separator: "\n") + "\n"
  }

  private static func isOwn(_ line: String) -> Bool { line.hasPrefix("#>") || line.hasPrefix("# %%") }

  /// What is added once it has run.
  package static func text(of record: CellRecord) -> String {
    ([record.ending] + record.entries.map(\.line)).map { recordMark + $0 + "\n" }.joined()
  }

  /// The last line of a session that was left.
  package static var closingLine: String { "\n\(closing)\n" }
}

extension CellRecord {
  fileprivate var ending: String {
    switch outcome {
    case .done: "done in \(seconds) s"
    case .failed(let message):
      "failed after \(seconds) s: " + Journal.lines(of: message).joined(separator: " ")
    case .interrupted: "interrupted after \(seconds) s"
    case .left: "left"
    }
  }

  init?(ending: Substring) {
    let words = ending.split(separator: " ", maxSplits: 4)
    guard words.count >= 4, let seconds = Double(words[2]), seconds.isFinite, words[3].hasPrefix("s") else {
      return nil
    }
    switch (words[0], words[1]) {
    case ("done", "in"): self.init(.done, seconds: seconds)
    case ("failed", "after"): self.init(.failed(words.count > 4 ? String(words[4]) : ""), seconds: seconds)
    case ("interrupted", "after"): self.init(.interrupted, seconds: seconds)
    default: return nil
    }
  }
}

extension CellRecord.Entry {
  /// `first: solution q=0.98 r=0.97 bits=3f5b0c7d9e1a2b4c`
  fileprivate var line: String {
    let numbers = digest.numbers.map { "\(Self.word($0.name))=\($0.value)" }
    let words = digest.words.map { ["words=\(Self.hexadecimal($0))"] } ?? []
    return (["\(name):", digest.kind] + numbers + words + ["bits=\(Self.hexadecimal(digest.bits))"])
      .joined(separator: " ")
  }

  /// A name without what separates words or lines.
  private static func word(_ name: String) -> String {
    String(
      String.UnicodeScalarView(
        name.unicodeScalars.map { $0.properties.isWhitespace || $0.value < 32 ? "_" : $0 }))
  }

  private static func hexadecimal(_ hash: UInt64) -> String {
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  init?(line: Substring) {
    let words = line.split(separator: " ")
    guard words.count >= 3, let name = words.first, name.hasSuffix(":"),
      let last = words.last, last.hasPrefix("bits="), let bits = UInt64(last.dropFirst(5), radix: 16)
    else { return nil }
    var numbers: [Digest.Number] = []
    var texts: UInt64?
    for word in words[2..<(words.count - 1)] {
      if word.hasPrefix("words="), let hash = UInt64(word.dropFirst(6), radix: 16) {
        texts = hash
        continue
      }
      guard let sign = word.lastIndex(of: "="), let value = Double(word[word.index(after: sign)...]) else {
        return nil
      }
      numbers.append(.init(name: String(word[..<sign]), value: value))
    }
    self.init(
      name: String(name.dropLast()),
      digest: Digest(kind: String(words[1]), numbers: numbers, words: texts, bits: bits))
  }
}
