import Execution

extension SignMatrix {
  /// Writes Σ_c x_rc v_c into `result[r]`, for every row r.
  ///
  /// The signed sums of the entries of `vector` under each byte of a word are tabulated, and a row adds up one of them per
  /// byte: an eighth of the additions, and no multiplication ("four Russians", Arlazarov et al., 1970). The tables of a word
  /// fill 16 KB and stay in the fastest cache. Few rows do not repay 256 sums, and read tables of 16, one per half byte.
  func multiply(_ vector: [Double], into result: inout [Double], in work: Work) throws {
    try withUnsafeTemporaryAllocation(of: SIMD16<Double>.self, capacity: 16 + 128) { scratch in
      let halfByteSums = UnsafeMutableBufferPointer(rebasing: scratch[..<16])
      let byteSums = UnsafeMutableBufferPointer(rebasing: scratch[16...])
      try words.withUnsafeBufferPointer { words in
        try result.withUnsafeMutableBufferPointer { result in
          result.update(repeating: 0)
          for word in 0..<wordsPerRow {
            try work.checkpoint()
            let rowWords = UnsafeBufferPointer(rebasing: words[word * rows..<(word + 1) * rows])
            tabulateHalfBytes(of: vector[(64 * word)..<min(64 * word + 64, columns)], into: halfByteSums)
            if rows < 128 {
              addSums(in: halfByteSums, digitBits: 4, pickedBy: rowWords, to: result)
            } else {
              tabulateBytes(from: halfByteSums, into: byteSums)
              addSums(in: byteSums, digitBits: 8, pickedBy: rowWords, to: result)
            }
          }
        }
      }
    }
  }
}

/// Entry d of table k is Σ_j ±v_{4k + j}, j = 0 … 3, + where bit j of d is set; beyond its end the vector is zero.
private func tabulateHalfBytes(
  of vector: ArraySlice<Double>, into tables: UnsafeMutableBufferPointer<SIMD16<Double>>
) {
  for k in tables.indices {
    let first = vector.startIndex + 4 * k
    var v = SIMD4<Double>()
    for j in 0..<min(4, max(0, vector.endIndex - first)) { v[j] = vector[first + j] }
    let two = SIMD2(-v[0], v[0])
    let four = SIMD4(lowHalf: two - v[1], highHalf: two + v[1])
    let eight = SIMD8(lowHalf: four - v[2], highHalf: four + v[2])
    tables[k] = SIMD16(lowHalf: eight - v[3], highHalf: eight + v[3])
  }
}

/// Entry d of table k, which is 16 vectors long, is entry (low half of d) of table 2k plus entry (high half) of table 2k + 1.
private func tabulateBytes(
  from halves: UnsafeMutableBufferPointer<SIMD16<Double>>,
  into tables: UnsafeMutableBufferPointer<SIMD16<Double>>
) {
  for k in 0..<8 {
    let low = halves[2 * k]
    for high in 0..<16 { tables[16 * k + high] = low + halves[2 * k + 1][high] }
  }
}

/// Adds to every row's result the entry of each table that a digit of the row's word picks.
///
/// Inlined, so that `digitBits` is a constant and the loop over digits is unrolled.
@inline(__always)
private func addSums(
  in tables: UnsafeMutableBufferPointer<SIMD16<Double>>, digitBits: Int,
  pickedBy words: UnsafeBufferPointer<UInt64>, to result: UnsafeMutableBufferPointer<Double>
) {
  tables.withMemoryRebound(to: Double.self) { tables in
    let mask = (1 << UInt64(digitBits)) - 1 as UInt64
    for row in 0..<words.count {
      var word = words[row]
      var sum = 0.0
      for digit in 0..<64 / digitBits {
        sum += tables[digit << digitBits | Int(truncatingIfNeeded: word & mask)]
        word >>= UInt64(digitBits)
      }
      result[row] += sum
    }
  }
}
