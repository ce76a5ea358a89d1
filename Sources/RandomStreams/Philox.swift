/// Philox4x64-10, a counter-based generator: four random words are a pure function of a key and a counter.
///
/// Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011, section 3.3 and Table 2. It passes
/// BigCrush, and any block can be had without the ones before it.
package enum Philox {
  /// The four words of block `counter` under `key`; the counter's word 0 is the lowest.
  package static func block(_ counter: SIMD4<UInt64>, key: SIMD2<UInt64>) -> SIMD4<UInt64> {
    // Words of their own, not of a vector: products of 64 bits are made in ordinary registers.
    var (w0, w1, w2, w3) = (counter[0], counter[1], counter[2], counter[3])
    var (k0, k1) = (key[0], key[1])
    for _ in 0..<10 {
      let a = w0.multipliedFullWidth(by: 0xD2E7_470E_E14C_6C93)
      let b = w2.multipliedFullWidth(by: 0xCA5A_8263_9512_1157)
      (w0, w1, w2, w3) = (b.high ^ w1 ^ k0, b.low, a.high ^ w3 ^ k1, a.low)
      // Weyl steps: the golden ratio and √3 − 1, as 64-bit fractions.
      k0 &+= 0x9E37_79B9_7F4A_7C15
      k1 &+= 0xBB67_AE85_84CA_A73B
    }
    return SIMD4(w0, w1, w2, w3)
  }
}
