import Language

/// The lines of a journal.
extension Journal {
  /// The head of a journal; `note` says which program began it, and when.
  package static func heading(_ note: String) -> String { "\(beginning)\n# \(note)\n" }

  /// A cell before it runs. Comments of its own that look like a journal's marks are told apart by a blank.
  package static func text(of cell: String, number: Int, time: String) -> String {
    let lines = cell.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      isOwn(line) ? "# " + line.dropFirst() : String(line)
    }
    return "\n\(cellMark)\(number)] \(time)\n" + lines.joined(separator: "\n") + "\n"
  }

  private static func isOwn(_ line: Substring) -> Bool { line.hasPrefix("#>") || line.hasPrefix("# %%") }

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
    case .failed(let message): "failed after \(seconds) s: " + message.replacing("\n", with: " ")
    case .interrupted: "interrupted after \(seconds) s"
    }
  }

  init?(ending: Substring) {
    let words = ending.split(separator: " ", maxSplits: 4)
    guard words.count >= 4, let seconds = Double(words[2]), words[3].hasPrefix("s") else { return nil }
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
    let numbers = digest.numbers.map { "\($0.name.replacing(" ", with: "_"))=\($0.value)" }
    let bits = String(digest.bits, radix: 16)
    let padding = String(repeating: "0", count: 16 - bits.count)
    return (["\(name):", digest.kind] + numbers + ["bits=\(padding)\(bits)"]).joined(separator: " ")
  }

  init?(line: Substring) {
    let words = line.split(separator: " ")
    guard words.count >= 3, let name = words.first, name.hasSuffix(":"),
      let last = words.last, last.hasPrefix("bits="), let bits = UInt64(last.dropFirst(5), radix: 16)
    else { return nil }
    var numbers: [Digest.Number] = []
    for word in words[2..<(words.count - 1)] {
      guard let sign = word.lastIndex(of: "="), let value = Double(word[word.index(after: sign)...]) else {
        return nil
      }
      numbers.append(.init(name: String(word[..<sign]), value: value))
    }
    self.init(name: String(name.dropLast()), digest: Digest(kind: String(words[1]), numbers: numbers, bits: bits))
  }
}
