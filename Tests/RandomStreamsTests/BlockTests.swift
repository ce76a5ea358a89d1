import Testing

@testable import RandomStreams

@Suite struct BlockTests {
  @Test("blocks read from any place are the words of the stream, however far it has been read")
  func blocks() {
    var stream = StreamKey(seed: 3, statement: 1).stream(draw: 2).split(4)
    let words = (0..<48).map { _ in stream.next() }
    var found = Array(repeating: 0 as UInt64, count: 16)
    for first in [0, 3, 8] {
      found.withUnsafeMutableBufferPointer { stream.read(blocksFrom: UInt64(first), into: $0) }
      #expect(found == Array(words[4 * first..<4 * first + 16]))
    }
  }
}
