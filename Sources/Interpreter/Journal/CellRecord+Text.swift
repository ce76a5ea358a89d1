import Language

/// The lines of a record, without the mark that stands before each.
extension CellRecord {
  var lines: [String] {
    [ending] + (machine.map { [$0.text] } ?? []) + times.lines + entries.compactMap(\.line)
      + shown.enumerated().map { "\(Self.shownMark)\($0.offset + 1): \($0.element.text)" }
  }

  private static let shownMark = "shown "

  private var ending: String {
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

  /// Takes a line below the first; `false` where it is none of a record.
  mutating func take(_ line: Substring) -> Bool {
    if let machine = Machine(text: line) {
      self.machine = machine
    } else if line.hasPrefix(Self.shownMark), let colon = line.firstIndex(of: ":") {
      guard let digest = Digest(text: line[colon...].dropFirst(2)) else { return false }
      shown.append(digest)
    } else if !times.take(line) {
      guard let entry = Entry(line: line) else { return false }
      entries.append(entry)
    }
    return true
  }
}

extension CellRecord.Entry {
  /// `first: solution q=0.98 r=0.97 … form=3f5b0c7d9e1a2b4c bits=67d7daa3ca558146`
  fileprivate var line: String? { digest.map { "\(name): \($0.text)" } }

  fileprivate init?(line: Substring) {
    guard let colon = line.firstIndex(of: ":"), colon > line.startIndex, !line[..<colon].contains(" ")
    else { return nil }
    let (name, text) = (String(line[..<colon]), line[colon...].dropFirst(2))
    if let digest = Digest(text: text) {
      self.init(name: name, content: .digest(digest))
    } else if let digest = LegacyDigest(text: text) {
      self.init(name: name, content: .legacy(digest))
    } else {
      return nil
    }
  }
}

extension MeasuredTimes {
  private static let mark = "times "

  /// `times 3 0.0008 0.0009`: the statement, the seconds; in a sweep `times 3/5f0e1a2b 0.1`.
  fileprivate var lines: [String] {
    places.map { place, seconds in
      let path = place.path == 0 ? "" : "/" + String(place.path, radix: 16)
      return Self.mark + "\(place.statement)\(path) " + seconds.map { "\($0)" }.joined(separator: " ")
    }
  }

  fileprivate mutating func take(_ line: Substring) -> Bool {
    guard line.hasPrefix(Self.mark) else { return false }
    let words = line.dropFirst(Self.mark.count).split(separator: " ")
    let place = words.first?.split(separator: "/") ?? []
    let seconds = words.dropFirst().compactMap { Double($0) }
    guard let statement = place.first.flatMap({ UInt64($0) }), seconds.count == words.count - 1,
      let path = place.count == 1 ? 0 : UInt64(place[1], radix: 16)
    else { return false }
    append(seconds, at: Place(statement: statement, path: path))
    return true
  }
}
