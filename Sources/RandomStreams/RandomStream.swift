/// An endless sequence of random words, named by a key and a draw; a value, so that a copy replays it.
///
/// The generator's key is (seed, lane) and its counter (block, draw, path, statement). Streams that differ in any of these
/// share no block.
package struct RandomStream: RandomNumberGenerator, Sendable {
  private let seed: UInt64
  /// A fixed constant for a stream straight from a key ("Replica" in ASCII), a hash of it for a substream.
  private let lane: UInt64
  package let draw: UInt64
  private let path: UInt64
  private let statement: UInt64
  private var nextBlock: UInt64 = 0
  private var words = SIMD4<UInt64>()
  private var used = 4
  /// The second of the two numbers that one Box–Muller step makes.
  var spareNormal: Double?

  package init(key: StreamKey, draw: UInt64) {
    self.init(key: key, draw: draw, lane: 0x52_65_70_6C_69_63_61)
  }

  private init(key: StreamKey, draw: UInt64, lane: UInt64) {
    (seed, statement, path) = (key.seed, key.statement, key.path)
    self.draw = draw
    self.lane = lane
  }

  /// The key it has from the start, or its parent had.
  package var key: StreamKey { StreamKey(seed: seed, statement: statement, path: path) }

  /// The next 64 random bits; also 64 random signs, one a bit.
  package mutating func next() -> UInt64 {
    if used == 4 {
      words = block(nextBlock)
      nextBlock &+= 1
      used = 0
    }
    defer { used += 1 }
    return words[used]
  }

  func block(_ index: UInt64) -> SIMD4<UInt64> {
    Philox.block(SIMD4(index, draw, path, statement), key: SIMD2(seed, lane))
  }

  /// The substream `index`: independent of this stream, of its other substreams and of how far it has been read.
  package func split(_ index: Int) -> RandomStream {
    RandomStream(
      key: key, draw: draw, lane: mixed(lane, UInt64(bitPattern: Int64(index))))
  }

  /// A 64-bit name for what this stream will produce from its start; equal for equal key, draw and substream.
  package var identity: UInt64 {
    [draw, path, statement, lane].reduce(mixed(seed, 0)) { mixed($0, $1) }
  }
}
