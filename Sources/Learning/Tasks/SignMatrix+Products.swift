import Execution

extension SignMatrix {
  /// Fewer rows do not repay tables of sums.
  static let fewRows = 100

  /// Fewer rows do not repay tables of their own on another thread.
  private static let leastShare = 256

  /// Writes Σ_c x_rc v_c into `result[r]`, for every row r.
  ///
  /// Each thread of a team takes some of the rows. How a row is added up depends on the matrix alone, and so does every bit.
  func multiply(
    _ vector: [Double], into result: inout [Double], team: Team? = nil, in work: Work
  ) throws {
    guard rows >= Self.fewRows else { return try addUpRows(vector, into: &result, in: work) }
    let shares = max(1, min(team?.size ?? 1, rows / Self.leastShare))
    vector.withUnsafeBufferPointer { vector in
      result.withUnsafeMutableBufferPointer { result in
        nonisolated(unsafe) let (vector, result) = (vector, result)
        @Sendable func fill(_ share: Int, _ member: Int) {
          let range = share * rows / shares..<(share + 1) * rows / shares
          lookUp(vector, rows: range, into: UnsafeMutableBufferPointer(rebasing: result[range]), in: work)
        }
        if let team { team.run(shares, fill) } else { fill(0, 0) }
      }
    }
    try work.checkpoint()
  }

  /// The products of a range of rows; when `work` is cancelled, some of their terms.
  ///
  /// The signed sums of the entries of `vector` under each byte of a word are tabulated, and a row adds up one of them per byte: an
  /// eighth of the additions, and no multiplication ("four Russians", Arlazarov et al., 1970). The tables of a word fill 16 KB and stay
  /// in the fastest cache.
  private func lookUp(
    _ vector: UnsafeBufferPointer<Double>, rows range: Range<Int>,
    into result: UnsafeMutableBufferPointer<Double>, in work: Work
  ) {
    result.update(repeating: 0)
    withUnsafeTemporaryAllocation(of: SIMD16<Double>.self, capacity: 16 + 128) { scratch in
      let halfByteSums = UnsafeMutableBufferPointer(rebasing: scratch[..<16])
      let byteSums = UnsafeMutableBufferPointer(rebasing: scratch[16...])
      words.withUnsafeBufferPointer { words in
        for word in 0..<wordsPerRow where !work.isCancelled {
          tabulateHalfBytes(of: vector[(64 * word)..<min(64 * word + 64, columns)], into: halfByteSums)
          tabulateBytes(from: halfByteSums, into: byteSums)
          let start = word * rows + range.lowerBound
          addSums(in: byteSums, pickedBy: words[start..<start + range.count], to: result)
        }
      }
    }
  }
}

/// Entry d of table k is Σ_j ±v_{4k + j}, j = 0 … 3, + where bit j of d is set; beyond its end the vector is zero.
private func tabulateHalfBytes(
  of vector: Slice<UnsafeBufferPointer<Double>>, into tables: UnsafeMutableBufferPointer<SIMD16<Double>>
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

/// Adds to every row's result the entry of each table that a byte of the row's word picks.
private func addSums(
  in tables: UnsafeMutableBufferPointer<SIMD16<Double>>, pickedBy words: Slice<UnsafeBufferPointer<UInt64>>,
  to result: UnsafeMutableBufferPointer<Double>
) {
  let words = UnsafeBufferPointer(rebasing: words)
  tables.withMemoryRebound(to: Double.self) { tables in
    for row in result.indices {
      var bits = words[row]
      var sum = 0.0
      for byte in 0..<8 {
        sum += tables[byte << 8 | Int(truncatingIfNeeded: bits & 255)]
        bits >>= 8
      }
      result[row] += sum
    }
  }
}
