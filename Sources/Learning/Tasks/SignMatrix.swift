import Execution

/// A matrix of signs ±1, packed along its rows 64 to a word: a 1 is +1. Bits beyond the last column are 0.
///
/// Word w of row r, the signs of columns 64w … 64w + 63, is `words[w · rows + r]`. With the same word of all rows side by
/// side, every loop over rows reads memory in order, and a transposition is one of 64 × 64 blocks, each of them contiguous.
package struct SignMatrix: Sendable {
  package let rows, columns: Int
  var words: [UInt64]

  var wordsPerRow: Int { SignVector.wordCount(columns) }

  /// All signs are −.
  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    words = Array(repeating: 0, count: rows * SignVector.wordCount(columns))
  }

  package subscript(row: Int, column: Int) -> Double {
    words[column / 64 * rows + row] >> UInt64(column % 64) & 1 == 1 ? 1 : -1
  }

  /// Puts `vector` into row `row`.
  mutating func setRow(_ row: Int, to vector: SignVector) {
    for (index, word) in vector.words.enumerated() { words[index * rows + row] = word }
  }

  /// The rows of those indices, in that order.
  func selecting(_ indices: ArraySlice<Int>) -> SignMatrix {
    var selection = SignMatrix(rows: indices.count, columns: columns)
    words.withUnsafeBufferPointer { source in
      selection.words.withUnsafeMutableBufferPointer { target in
        var next = 0
        for word in 0..<wordsPerRow {
          for index in indices {
            target[next] = source[word * rows + index]
            next += 1
          }
        }
      }
    }
    return selection
  }

  /// Row r multiplied by sign r of `signs`.
  func scalingRows(by signs: SignVector, in work: Work) throws -> SignMatrix {
    var result = self
    for word in 0..<wordsPerRow {
      try work.checkpoint()
      let mask = SignVector.mask(ofWord: word, count: columns)
      for row in 0..<rows where signs[row] < 0 { result.words[word * rows + row] ^= mask }
    }
    return result
  }

  /// The dot product of every row with `vector`.
  func products(with vector: SignVector) -> [Int] {
    var differing = Array(repeating: 0, count: rows)
    for (index, word) in vector.words.enumerated() {
      for row in 0..<rows { differing[row] += (words[index * rows + row] ^ word).nonzeroBitCount }
    }
    return differing.map { columns - 2 * $0 }
  }
}
