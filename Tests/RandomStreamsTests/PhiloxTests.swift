import Foundation
import Testing

@testable import RandomStreams

@Suite struct PhiloxTests {
  /// Every word of a golden file's line.
  private func lines() throws -> [[UInt64]] {
    let url = try #require(
      Bundle.module.url(forResource: "philox", withExtension: "csv", subdirectory: "Golden"))
    return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
      .map { line in try line.split(separator: ",").map { try #require(UInt64($0, radix: 16)) } }
  }

  @Test func blocksEqualThoseOfNumPy() throws {
    let lines = try lines()
    #expect(lines.count == 24)
    for line in lines {
      let block = Philox.block(SIMD4(line[0], line[1], line[2], line[3]), key: SIMD2(line[4], line[5]))
      #expect(block == SIMD4(line[6], line[7], line[8], line[9]))
    }
  }

  /// The last key of the golden file is that of seed 0, and NumPy's counter (7, 3, 0, 12) is block 7 of draw 3 of statement 12.
  @Test func aStreamReadsTheBlocksOfItsKeyInOrder() throws {
    let line = try #require(try lines().first { $0[0] == 7 && $0[5] == 0x52_65_70_6C_69_63_61 })
    var stream = StreamKey(seed: 0, statement: 12).stream(draw: 3)
    for _ in 0..<28 { _ = stream.next() }
    #expect((0..<4).map { _ in stream.next() } == Array(line[6...]))
  }
}
