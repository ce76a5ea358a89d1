import RandomStreams

/// A vector of signs ±1, packed 64 to a word: a 1 is +1. Bits beyond the last sign are 0.
package struct SignVector: Sendable, Hashable {
  package let count: Int
  private(set) var words: [UInt64]

  /// The words that `count` signs take.
  static func wordCount(_ count: Int) -> Int { (count + 63) / 64 }

  /// The bits in use of word `index` of `count` signs.
  static func mask(ofWord index: Int, count: Int) -> UInt64 {
    let used = count - 64 * index
    return used >= 64 ? .max : (1 << UInt64(used)) - 1
  }

  /// `count` independent signs, + and − equally likely.
  init(randomCount count: Int, stream: inout RandomStream) {
    self.count = count
    words = (0..<Self.wordCount(count)).map { stream.next() & Self.mask(ofWord: $0, count: count) }
  }

  /// The signs of `values`; that of zero is +.
  init(signsOf values: [Double]) {
    count = values.count
    words = Array(repeating: 0, count: Self.wordCount(count))
    for (index, value) in values.enumerated() where value >= 0 {
      words[index / 64] |= 1 << UInt64(index % 64)
    }
  }

  package subscript(index: Int) -> Double { words[index / 64] >> UInt64(index % 64) & 1 == 1 ? 1 : -1 }

  /// Turns the sign at `index` round.
  mutating func flip(_ index: Int) { words[index / 64] ^= 1 << UInt64(index % 64) }

  /// v·w = n − 2·(the number of places where the signs differ).
  func dot(_ other: SignVector) -> Int {
    var differing = 0
    for index in words.indices { differing += (words[index] ^ other.words[index]).nonzeroBitCount }
    return count - 2 * differing
  }

  func dot(_ values: [Double]) -> Double {
    var sum = 0.0
    for (index, value) in values.enumerated() { sum += self[index] * value }
    return sum
  }
}
