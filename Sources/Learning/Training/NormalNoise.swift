import Execution
import Foundation
import RandomStreams

/// Standard normal numbers in single precision, any part of them at any time: number i of fill t is a function of the stream.
///
/// Box and Muller's formula on 32-bit halves of the stream's words, so |x| ≤ 6.6. Written as loops without branches over short
/// arrays, which become vector code.
struct NormalNoise: Sendable {
  /// Numbers that are made at once, from a quarter as many words.
  static let chunk = 512

  private let stream: RandomStream
  /// The numbers of a fill, in chunks.
  let chunks: Int

  init(count: Int, stream: RandomStream) {
    self.stream = stream
    chunks = (count + Self.chunk - 1) / Self.chunk
  }

  /// Writes chunk `index` of fill number `fill`.
  func write(chunk index: Int, ofFill fill: Int, to result: UnsafeMutablePointer<Float>) {
    let pairs = Self.chunk / 2
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: pairs) { words in
      stream.read(blocksFrom: UInt64((fill * chunks + index) * pairs / 4), into: words)
      words.withMemoryRebound(to: Int32.self) { halves in
        for pair in 0..<pairs {
          let radius = (-2 * logarithm(ofUnit: halves[pair])).squareRoot()
          let (cosine, sine) = direction(halves[pairs + pair])
          result[pair] = radius * cosine
          result[pairs + pair] = radius * sine
        }
      }
    }
  }
}

/// ln u for u = (k + 1)/2³¹ with k the lower 31 bits, a number in (0, 1].
///
/// u = 2ᵉ m with m in [√½, √2), ln m = 2 atanh f with f = (m − 1)/(m + 1), as a series in f² ≤ 0.03 (remainder below 1e-9).
@inline(__always)
private func logarithm(ofUnit bits: Int32) -> Float {
  let u = (Float(bits & 0x7FFF_FFFF) + 1) * 0x1p-31
  // Subtracting the bits of √½ makes the exponent field of the difference that of m's interval.
  let offset = Int32(bitPattern: u.bitPattern) &- 0x3F35_04F3
  let exponent = offset >> 23
  let m = Float(bitPattern: UInt32(bitPattern: Int32(bitPattern: u.bitPattern) &- (exponent << 23)))
  let f = (m - 1) / (m + 1)
  let square = f * f
  var sum: Float = 2.0 / 9
  for divisor in [7 as Float, 5, 3, 1] { sum = (2 / divisor).addingProduct(sum, square) }
  return (sum * f).addingProduct(Float(exponent), 0.693_147_18)
}

/// cos and sin of 2πv for v = k/2³², a number in [−½, ½), by doubling the angle πv.
@inline(__always)
private func direction(_ bits: Int32) -> (cosine: Float, sine: Float) {
  let angle = Float(bits) * (0x1p-32 * Float.pi)
  let square = angle * angle
  // Taylor series on |angle| ≤ π/2; the remainders are below 6e-8.
  var sine: Float = -1.0 / 39_916_800
  for factorial in [362_880 as Float, -5040, 120, -6, 1] {
    sine = (1 / factorial).addingProduct(sine, square)
  }
  sine *= angle
  var cosine: Float = 1.0 / 479_001_600
  for factorial in [-3_628_800 as Float, 40_320, -720, 24, -2, 1] {
    cosine = (1 / factorial).addingProduct(cosine, square)
  }
  return (1 - 2 * sine * sine, 2 * sine * cosine)
}
