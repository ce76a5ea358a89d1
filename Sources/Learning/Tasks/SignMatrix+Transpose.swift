import Execution

extension SignMatrix {
  /// Element (c, r) is this matrix's (r, c).
  func transposed(in work: Work) throws -> SignMatrix {
    var result = SignMatrix(rows: columns, columns: rows)
    try words.withUnsafeBufferPointer { source in
      try result.words.withUnsafeMutableBufferPointer { target in
        try withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 64) { block in
          for word in 0..<wordsPerRow {
            try work.checkpoint()
            let firstColumn = 64 * word
            for firstRow in stride(from: 0, to: rows, by: 64) {
              let rowCount = min(64, rows - firstRow)
              for k in 0..<rowCount { block[k] = source[word * rows + firstRow + k] }
              for k in rowCount..<64 { block[k] = 0 }
              transpose(block)
              let start = firstRow / 64 * columns + firstColumn
              for k in 0..<min(64, columns - firstColumn) { target[start + k] = block[k] }
            }
          }
        }
      }
    }
    return result
  }
}

/// Transposes a block of 64 × 64 bits: exchanges the off-diagonal quarters, then those of each quarter, and so on down to
/// single bits (Warren, Hacker's Delight, section 7-3).
private func transpose(_ block: UnsafeMutableBufferPointer<UInt64>) {
  exchange(block, size: 32, mask: 0x0000_0000_FFFF_FFFF)
  exchange(block, size: 16, mask: 0x0000_FFFF_0000_FFFF)
  exchange(block, size: 8, mask: 0x00FF_00FF_00FF_00FF)
  exchange(block, size: 4, mask: 0x0F0F_0F0F_0F0F_0F0F)
  exchange(block, size: 2, mask: 0x3333_3333_3333_3333)
  exchange(block, size: 1, mask: 0x5555_5555_5555_5555)
}

@inline(__always)
private func exchange(_ block: UnsafeMutableBufferPointer<UInt64>, size: Int, mask: UInt64) {
  for first in stride(from: 0, to: 64, by: 2 * size) {
    for k in first..<first + size {
      let exchanged = (block[k] >> UInt64(size) ^ block[k + size]) & mask
      block[k] ^= exchanged << UInt64(size)
      block[k + size] ^= exchanged
    }
  }
}
