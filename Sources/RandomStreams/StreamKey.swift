/// What names a statement's random numbers: the same key gives the same numbers, whatever ran before and on any number of
/// threads.
package struct StreamKey: Sendable, Hashable {
  package var seed: UInt64
  /// The number of top-level statements completed before this one.
  package var statement: UInt64
  /// The place inside the statement's sweeps: 0 outside every sweep.
  package var path: UInt64

  package init(seed: UInt64, statement: UInt64, path: UInt64 = 0) {
    self.seed = seed
    self.statement = statement
    self.path = path
  }

  /// The key of point `index` of a sweep under this key; sweeps inside sweeps nest.
  package func child(_ index: Int) -> StreamKey {
    StreamKey(seed: seed, statement: statement, path: mixed(path, UInt64(bitPattern: Int64(index))))
  }

  /// The stream of the statement's draw number `draw`: every call that draws has its own.
  package func stream(draw: UInt64) -> RandomStream { RandomStream(key: self, draw: draw) }
}

/// A 64-bit hash of a parent's name and a child's index: one step of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014), whose
/// output function is a bijection, so children of one parent never collide.
func mixed(_ parent: UInt64, _ index: UInt64) -> UInt64 {
  var z = parent &+ 0x9E37_79B9_7F4A_7C15 &* (index &+ 1)
  z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
  z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
  return z ^ (z >> 31)
}
