import Execution

/// Products with matrices of few rows, by plain addition: the signs of a byte are looked up as eight numbers ±1, and multiply eight
/// entries at a time. They need no tables of the vector, and no transposition for the columns.
extension SignMatrix {
  /// Writes Σ_c x_rc v_c into `result[r]`, for every row r.
  func addUpRows(_ vector: [Double], into result: inout [Double], in work: Work) throws {
    try withPaddedColumns { entries in
      entries.withMemoryRebound(to: Double.self) { entries in
        let end = entries[..<columns].update(fromContentsOf: vector)
        entries[end...].update(repeating: 0)
      }
      try words.withUnsafeBufferPointer { words in
        let signs = signsOfByte.entries
        for first in stride(from: 0, to: rows, by: 4) {
          try work.checkpoint()
          // Four rows at a time share the loads of the entries; the last ones may be the same row.
          let row = (first, min(first + 1, rows - 1), min(first + 2, rows - 1), min(first + 3, rows - 1))
          var sums = (SIMD8<Double>(), SIMD8<Double>(), SIMD8<Double>(), SIMD8<Double>())
          for word in 0..<wordsPerRow {
            let start = word * rows
            let bits = (
              words[start + row.0], words[start + row.1], words[start + row.2], words[start + row.3]
            )
            for k in 0..<8 {
              let v = entries[8 * word + k]
              sums.0 = sums.0.addingProduct(v, signs[byte(k, of: bits.0)])
              sums.1 = sums.1.addingProduct(v, signs[byte(k, of: bits.1)])
              sums.2 = sums.2.addingProduct(v, signs[byte(k, of: bits.2)])
              sums.3 = sums.3.addingProduct(v, signs[byte(k, of: bits.3)])
            }
          }
          (result[row.3], result[row.2]) = (sums.3.sum(), sums.2.sum())
          (result[row.1], result[row.0]) = (sums.1.sum(), sums.0.sum())
        }
      }
    }
  }

  /// Writes Σ_r x_rc v_r into `result[c]`, for every column c.
  func addUpColumns(_ vector: [Double], into result: inout [Double], in work: Work) throws {
    try withPaddedColumns { sums in
      words.withUnsafeBufferPointer { words in
        vector.withUnsafeBufferPointer { vector in
          let signs = signsOfByte.entries
          // Half a word at a time: as many sums as there are registers for.
          for half in 0..<2 * wordsPerRow {
            let (start, shift) = (half / 2 * rows, UInt64(half % 2 * 32))
            var four = (SIMD8<Double>(), SIMD8<Double>(), SIMD8<Double>(), SIMD8<Double>())
            for row in 0..<rows {
              let (bits, v) = (words[start + row] >> shift, SIMD8(repeating: vector[row]))
              four.0 = four.0.addingProduct(v, signs[byte(0, of: bits)])
              four.1 = four.1.addingProduct(v, signs[byte(1, of: bits)])
              four.2 = four.2.addingProduct(v, signs[byte(2, of: bits)])
              four.3 = four.3.addingProduct(v, signs[byte(3, of: bits)])
            }
            (sums[4 * half], sums[4 * half + 1]) = (four.0, four.1)
            (sums[4 * half + 2], sums[4 * half + 3]) = (four.2, four.3)
          }
        }
      }
      try work.checkpoint()
      sums.withMemoryRebound(to: Double.self) { sums in
        result.withUnsafeMutableBufferPointer { _ = $0.update(fromContentsOf: sums[..<columns]) }
      }
    }
  }

  /// A number for every bit of a row's words, eight to an entry.
  private func withPaddedColumns<Result>(
    _ body: (UnsafeMutableBufferPointer<SIMD8<Double>>) throws -> Result
  ) rethrows -> Result {
    try withUnsafeTemporaryAllocation(of: SIMD8<Double>.self, capacity: 8 * wordsPerRow, body)
  }
}

@inline(__always)
private func byte(_ k: Int, of word: UInt64) -> Int { Int(truncatingIfNeeded: word >> UInt64(8 * k) & 255) }

/// Number j of entry d is the sign of bit j of d. An array would not lie at the start of a line of the cache, and half the loads would
/// take twice as long.
private struct SignTable: @unchecked Sendable {
  let entries: UnsafePointer<SIMD8<Double>>

  init() {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: 256 * 64, alignment: 64)
    let entries = memory.bindMemory(to: SIMD8<Double>.self, capacity: 256)
    for d in 0..<256 {
      var signs = SIMD8<Double>(repeating: -1)
      for j in 0..<8 where d >> j & 1 == 1 { signs[j] = 1 }
      (entries + d).initialize(to: signs)
    }
    self.entries = UnsafePointer(entries)
  }
}

private let signsOfByte = SignTable()
