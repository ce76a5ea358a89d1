/// Philox4x64-10, a counter-based generator: four random words are a pure function of a key and a counter.
///
/// Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011, section 3.3 and Table 2. It passes
/// BigCrush, and any block can be had without the ones before it.
package enum Philox {
  /// The four words of block `counter` under `key`; the counter's word 0 is the lowest.
  package static func block(_ counter: SIMD4<UInt64>, key: SIMD2<UInt64>) -> SIMD4<UInt64> {
    var words = counter
    var key = key
    for _ in 0..<10 {
      let a = words[0].multipliedFullWidth(by: 0xD2E7_470E_E14C_6C93)
      let b = words[2].multipliedFullWidth(by: 0xCA5A_8263_9512_1157)
      words = SIMD4(b.high ^ words[1] ^ key[0], b.low, a.high ^ words[3] ^ key[1], a.low)
      // Weyl steps: the golden ratio and √3 − 1, as 64-bit fractions.
      key &+= SIMD2(0x9E37_79B9_7F4A_7C15, 0xBB67_AE85_84CA_A73B)
    }
    return words
  }
}
