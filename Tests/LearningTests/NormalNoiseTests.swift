import Foundation
import Testing

@testable import Learning

@Suite struct NormalNoiseTests {
  private func numbers(_ noise: NormalNoise, fill: Int) -> [Float] {
    (0..<noise.chunks).flatMap { chunk in
      [Float](unsafeUninitializedCapacity: NormalNoise.chunk) { buffer, count in
        if let base = buffer.baseAddress { noise.write(chunk: chunk, ofFill: fill, to: base) }
        count = NormalNoise.chunk
      }
    }
  }

  /// Box and Muller's formula in double precision, on the same words.
  @Test("noise is made of the stream's words by Box and Muller's formula")
  func formula() {
    var stream = stream(5)
    let noise = NormalNoise(count: 600, stream: stream)
    #expect(noise.chunks == 2)
    // The third fill begins after two fills of two chunks; a chunk takes 256 words.
    for _ in 0..<2 * 2 * 256 { _ = stream.next() }
    let found = numbers(noise, fill: 2)
    for chunk in 0..<2 {
      let halves = (0..<256).flatMap { _ -> [UInt32] in
        let word = stream.next()
        return [UInt32(truncatingIfNeeded: word), UInt32(truncatingIfNeeded: word >> 32)]
      }
      for pair in 0..<256 {
        let u = (Double(halves[pair] & 0x7FFF_FFFF) + 1) / 0x1p31
        let angle = 2 * Double.pi * Double(Int32(bitPattern: halves[256 + pair])) / 0x1p32
        let radius = (-2 * log(u)).squareRoot()
        #expect(abs(Double(found[512 * chunk + pair]) - radius * cos(angle)) < 2e-6)
        #expect(abs(Double(found[512 * chunk + 256 + pair]) - radius * sin(angle)) < 2e-6)
      }
    }
  }

  /// Of a million numbers: five standard errors, √(Var/10⁶), of the moments of the normal distribution; and 1.95/√10⁶ for the
  /// greatest distance of the distribution functions, which a thousandth of all samples exceed.
  @Test("noise is standard normal")
  func distribution() {
    let count = 1 << 20
    let found = numbers(NormalNoise(count: count, stream: stream(6)), fill: 0).map(Double.init)
    func moment(_ k: Int) -> Double { found.reduce(0) { $0 + pow($1, Double(k)) } / Double(count) }
    for (k, expected, variance) in [(1, 0.0, 1.0), (2, 1, 2), (3, 0, 15), (4, 3, 96)] {
      #expect(abs(moment(k) - expected) < 5 * (variance / Double(count)).squareRoot())
    }
    let distance = found.sorted().enumerated().reduce(0) { distance, entry in
      max(distance, abs(erfc(-entry.1 / 2.0.squareRoot()) / 2 - Double(entry.0) / Double(count)))
    }
    #expect(distance < 1.95 / Double(count).squareRoot())
    #expect(found.allSatisfy { abs($0) < 6.6 })
  }
}
