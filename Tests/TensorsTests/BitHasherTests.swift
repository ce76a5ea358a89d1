import Tensors
import Testing

/// Values of scripts/golden-values/bit-hash.py. Journals keep hashes for years: they must not change.
@Suite struct BitHasherTests {
  private func hash(_ body: (inout BitHasher) -> Void) -> UInt64 {
    var hasher = BitHasher()
    body(&hasher)
    return hasher.hash
  }

  @Test("The hash of words, texts and arrays is that of its definition")
  func golden() {
    #expect(
      hash {
        $0.combine(1)
        $0.combine(-2)
      } == 0x5354a4a50fe0003c)
    #expect(hash { $0.combine(1.5) } == 0xcd6475f78b610554)
    #expect(hash { $0.combine("replica") } == 0x63efc34a7ebe5411)
    #expect(hash { $0.combine(elements: (0..<9).map { Double($0) * 0.25 - 1 }) } == 0xece11063a82817ca)
  }

  @Test("No two of a thousand arrays that differ in one bit have the same hash")
  func bits() {
    let zeros = [UInt64](repeating: 0, count: 16)
    var hashes: Set<UInt64> = [hash { $0.combine(elements: zeros) }]
    for bit in 0..<1024 {
      var array = zeros
      array[bit / 64] = 1 << UInt64(bit % 64)
      hashes.insert(hash { $0.combine(elements: array) })
    }
    #expect(hashes.count == 1025)
  }
}
