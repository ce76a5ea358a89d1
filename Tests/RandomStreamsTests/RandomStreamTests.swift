import Foundation
import Testing

@testable import RandomStreams

@Suite struct RandomStreamTests {
  private let key = StreamKey(seed: 7, statement: 3)

  private func words(_ stream: RandomStream, count: Int = 8) -> [UInt64] {
    var stream = stream
    return (0..<count).map { _ in stream.next() }
  }

  @Test func theSameKeyAndDrawGiveTheSameWords() {
    #expect(words(key.stream(draw: 1)) == words(StreamKey(seed: 7, statement: 3, path: 0).stream(draw: 1)))
  }

  @Test func anyChangeOfSeedStatementPathDrawOrSubstreamChangesEveryWord() {
    let streams = [
      key.stream(draw: 0), key.stream(draw: 1), StreamKey(seed: 8, statement: 3).stream(draw: 0),
      StreamKey(seed: 7, statement: 4).stream(draw: 0), key.child(0).stream(draw: 0),
      key.child(1).stream(draw: 0),
      key.child(0).child(0).stream(draw: 0), key.child(0).child(1).stream(draw: 0),
      key.child(1).child(0).stream(draw: 0), key.stream(draw: 0).split(0), key.stream(draw: 0).split(1),
      key.stream(draw: 0).split(0).split(0), key.stream(draw: 1).split(0),
    ]
    #expect(Set(streams.flatMap { words($0) }).count == 8 * streams.count)
    #expect(Set(streams.map(\.identity)).count == streams.count)
  }

  @Test func extremeSeedsAndIndicesAreKeysLikeAnyOther() {
    let key = StreamKey(seed: .max, statement: .max).child(.max).child(-1).child(.min)
    #expect(Set(words(key.stream(draw: .max).split(.min))).count == 8)
  }

  @Test func aSubstreamDoesNotDependOnHowFarItsParentWasRead() {
    var parent = key.stream(draw: 2)
    let before = words(parent.split(5))
    for _ in 0..<13 { _ = parent.normal() }
    #expect(words(parent.split(5)) == before)
  }

  /// Standard errors of the mean, variance, and third and fourth moments of n normals: √(1/n), √(2/n), √(15/n), √(96/n); the
  /// bound is five of them.
  @Test func normalNumbersHaveTheMomentsOfTheNormalDistribution() {
    let count = 400_000
    var stream = key.stream(draw: 0)
    var moments = SIMD4<Double>()
    for _ in 0..<count {
      let x = stream.normal()
      moments += SIMD4(x, x * x, x * x * x, x * x * x * x)
    }
    moments /= Double(count)
    #expect(abs(moments[0]) < 5 * sqrt(1 / Double(count)))
    #expect(abs(moments[1] - 1) < 5 * sqrt(2 / Double(count)))
    #expect(abs(moments[2]) < 5 * sqrt(15 / Double(count)))
    #expect(abs(moments[3] - 3) < 5 * sqrt(96 / Double(count)))
  }

  /// The largest distance between the empirical and the normal distribution function; 1.95/√n is exceeded with probability
  /// 1e-3 (Kolmogorov), and the stream is fixed.
  @Test func normalNumbersFollowTheNormalDistributionFunction() {
    let count = 100_000
    var stream = key.stream(draw: 1)
    let sorted = (0..<count).map { _ in stream.normal() }.sorted()
    let distance = sorted.enumerated().map { index, x in
      abs(erfc(-x / 2.0.squareRoot()) / 2 - (Double(index) + 0.5) / Double(count))
    }.max()
    #expect(distance ?? 1 < 1.95 / sqrt(Double(count)))
  }

  @Test func uniformNumbersLieInTheHalfOpenUnitInterval() {
    var stream = key.stream(draw: 4)
    let numbers = (0..<100_000).map { _ in stream.uniform() }
    #expect(numbers.allSatisfy { 0 <= $0 && $0 < 1 })
    // Five standard errors, √(1/12n) each.
    #expect(abs(numbers.reduce(0, +) / 1e5 - 0.5) < 5 * sqrt(1 / 12e5))
  }

  /// χ² with 6 degrees of freedom exceeds 22.5 with probability 1e-3.
  @Test func integersBelowSevenAreEquallyFrequent() {
    var stream = key.stream(draw: 5)
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<70_000 { counts[stream.integer(below: 7)] += 1 }
    #expect(counts.reduce(0) { $0 + Double(($1 - 10_000) * ($1 - 10_000)) / 10_000 } < 22.5)
  }

  @Test func integersOfExtremeBoundsStayInRange() {
    var stream = key.stream(draw: 6)
    #expect([Int.min, -1, 0, 1].allSatisfy { stream.integer(below: $0) == 0 })
    #expect((0..<100).allSatisfy { _ in (0..<Int.max).contains(stream.integer(below: .max)) })
  }

  /// χ² with 23 degrees of freedom over the 4! orders exceeds 49.7 with probability 1e-3.
  @Test func shufflingGivesEveryOrderEquallyOften() {
    var stream = key.stream(draw: 7)
    var counts: [[Int]: Int] = [:]
    for _ in 0..<24_000 {
      var items = [0, 1, 2, 3]
      stream.shuffle(&items)
      counts[items, default: 0] += 1
    }
    #expect(counts.count == 24)
    #expect(counts.values.reduce(0) { $0 + Double(($1 - 1000) * ($1 - 1000)) / 1000 } < 49.7)
  }
}
