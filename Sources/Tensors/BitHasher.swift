/// A 64-bit hash of bits, the same in every run and on every machine of the same byte order: it tells whether two values are the same to
/// the last bit. Against accidents, not against forgers.
///
/// Words go through x ← (x ⊕ w) · k, x ← x ⊕ (x ≫ 32), with an odd k; long arrays go through four such chains side by side,
/// so that the speed is that of reading memory.
package struct BitHasher {
  private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

  package init() {}

  package mutating func combine(_ word: UInt64) { Self.mix(word, into: &state) }

  package mutating func combine(_ number: Int) { combine(UInt64(bitPattern: Int64(number))) }

  package mutating func combine(_ number: Double) { combine(number.bitPattern) }

  package mutating func combine(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      combine(bytes.count)
      combine(bytes: UnsafeRawBufferPointer(bytes))
    }
  }

  /// The count, then the bits of all elements: `Element` is a number.
  package mutating func combine<Element: BitwiseCopyable>(elements: [Element]) {
    combine(elements.count)
    elements.withUnsafeBytes { combine(bytes: $0) }
  }

  /// Bytes whose count is known to whoever compares.
  package mutating func combine(bytes: UnsafeRawBufferPointer) {
    var (a, b, c, d) = (state, state &+ 1, state &+ 2, state &+ 3)
    let blocks = bytes.count / 32
    for offset in stride(from: 0, to: 32 * blocks, by: 32) {
      Self.mix(bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self), into: &a)
      Self.mix(bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self), into: &b)
      Self.mix(bytes.loadUnaligned(fromByteOffset: offset + 16, as: UInt64.self), into: &c)
      Self.mix(bytes.loadUnaligned(fromByteOffset: offset + 24, as: UInt64.self), into: &d)
    }
    for word in [a, b, c, d] { combine(word) }
    for byte in bytes[(32 * blocks)...] { combine(UInt64(byte)) }
  }

  @inline(__always)
  private static func mix(_ word: UInt64, into state: inout UInt64) {
    state = (state ^ word) &* 0xD6E8_FEB8_6659_FD93
    state ^= state >> 32
  }

  /// The hash of all that was combined.
  package var hash: UInt64 {
    var hash = state
    Self.mix(0, into: &hash)
    return hash
  }
}
