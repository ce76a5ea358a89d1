/// Changes that make of a file one that is damaged, or made to harm.
enum Mutation: CaseIterable {
  case cut, flip, insert, duplicate, graft, number, word, nest

  /// A file after some changes.
  static func mutated(_ bytes: [UInt8], among others: [[UInt8]], _ chance: inout SplitMix) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &chance) {
      (allCases.randomElement(using: &chance) ?? .flip).apply(to: &bytes, others, &chance)
    }
    return bytes
  }

  private func apply(to bytes: inout [UInt8], _ others: [[UInt8]], _ chance: inout SplitMix) {
    let place = Int.random(in: 0...bytes.count, using: &chance)
    switch self {
    case .cut: bytes.removeSubrange(Self.chunk(from: place, of: bytes, &chance))
    case .flip:
      guard bytes.indices.contains(place) else { return }
      bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &chance)
    case .insert:
      let count = Int.random(in: 1...8, using: &chance)
      bytes.insert(
        contentsOf: (0..<count).map { _ in UInt8.random(in: 0...255, using: &chance) }, at: place)
    case .duplicate:
      bytes.insert(contentsOf: Array(bytes[Self.chunk(from: place, of: bytes, &chance)]), at: place)
    case .graft:
      guard let other = others.randomElement(using: &chance), !other.isEmpty else { return }
      let start = Int.random(in: 0..<other.count, using: &chance)
      bytes.insert(contentsOf: other[Self.chunk(from: start, of: other, &chance)], at: place)
    case .number: Self.replaceNumber(in: &bytes, &chance)
    case .word:
      let word = Self.words.randomElement(using: &chance) ?? []
      guard place + word.count <= bytes.count else { return }
      bytes.replaceSubrange(place..<place + word.count, with: word)
    case .nest:
      let part = Array((Self.openings.randomElement(using: &chance) ?? "[").utf8)
      let count = Int.random(in: 1...3000, using: &chance)
      bytes.insert(contentsOf: (0..<count).flatMap { _ in part }, at: place)
    }
  }

  /// Some bytes, mostly few.
  private static func chunk(from start: Int, of bytes: [UInt8], _ chance: inout SplitMix) -> Range<Int> {
    let most = chance.happens(0.8) ? min(16, bytes.count - start) : bytes.count - start
    return start..<start + Int.random(in: 0...most, using: &chance)
  }

  // MARK: Numbers

  private static let numbers = [
    "0", "-1", "1", "2147483648", "4294967296", "9007199254740993", "9223372036854775807",
    "99999999999999999999", "nan", "inf", "-inf", "1e400", "-0", "1e-400", "0x10", "1.5",
  ]

  /// A number in digits becomes another.
  private static func replaceNumber(in bytes: inout [UInt8], _ chance: inout SplitMix) {
    func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
    let starts = bytes.indices.filter { isDigit(bytes[$0]) && ($0 == 0 || !isDigit(bytes[$0 - 1])) }
    guard let start = starts.randomElement(using: &chance) else { return }
    let end = bytes[start...].firstIndex { !isDigit($0) } ?? bytes.count
    bytes.replaceSubrange(start..<end, with: (numbers.randomElement(using: &chance) ?? "").utf8)
  }

  /// Numbers of several bytes, in either order: none, all ones, the largest, the smallest, no number, infinity.
  private static let words: [[UInt8]] = {
    let words: [[UInt8]] = [
      [0, 0, 0, 0], [0xFF, 0xFF, 0xFF, 0xFF], [0xFF, 0xFF, 0xFF, 0x7F], [0, 0, 0, 0x80],
      Array(repeating: 0, count: 8), Array(repeating: 0xFF, count: 8),
      Array(repeating: 0xFF, count: 7) + [0x7F],
      [0, 0, 0xC0, 0x7F], [0, 0, 0x80, 0xFF], [0, 0, 0, 0, 0, 0, 0xF8, 0x7F], [0, 0, 0, 0, 0, 0, 0xF0, 0xFF],
      [0xFF, 0xFF, 0x7F, 0x7F], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xEF, 0x7F],
    ]
    return words + words.map { $0.reversed() }
  }()

  private static let openings = [
    "[", "{", "(", "\"", "{\"a\":", "[[1,", "> ", "- ", "* ", "  - a\n", "1. ", "**a ", "`", "![a](", "|a",
    ",", "\n", "\r\n", "\\", "\0", "#> ", "# %% [1] ", "'shape': ", "\u{1F}\u{8B}\u{8}",
  ]
}
