import Foundation
import Testing

@testable import SpecialFunctions

/// A line of Golden/normal-tail.csv, from mpmath by scripts/golden-values/normal-tail.py.
struct NormalTailRow: Sendable, CustomTestStringConvertible {
  let t, tail, logTail, mills, dawson, scaledErfc: Double

  var testDescription: String { "t = \(t)" }

  static let all: [NormalTailRow] = {
    guard
      let url = Bundle.module.url(forResource: "normal-tail", withExtension: "csv", subdirectory: "Golden"),
      let text = try? String(contentsOf: url, encoding: .utf8)
    else { return [] }
    return text.split(separator: "\n").dropFirst().compactMap { line in
      let numbers = line.split(separator: ",").compactMap { Double($0) }
      guard numbers.count == 6 else { return nil }
      return NormalTailRow(
        t: numbers[0], tail: numbers[1], logTail: numbers[2], mills: numbers[3], dawson: numbers[4],
        scaledErfc: numbers[5])
    }
  }()
}

@Suite("H, ln H, Mills ratio, Dawson and erfcx agree with 40-digit values")
struct NormalTailTests {
  @Test("The table is there") func table() { #expect(NormalTailRow.all.count >= 80) }

  /// 10⁻¹³ is what the project claims; t is exact, so that no condition number enters except for H itself, ∂ln H/∂ln t ~ t².
  @Test("Scalar functions to a relative 1e-13", arguments: NormalTailRow.all)
  func scalar(_ row: NormalTailRow) {
    #expect(isClose(logNormalTail(row.t), row.logTail, 1e-13))
    #expect(isClose(inverseMillsRatio(row.t), row.mills, 1e-13 + 1e-16 * row.t * row.t))
    #expect(isClose(normalTail(row.t), row.tail, 1e-13 + 1e-15 * row.t * row.t))
    #expect(isClose(dawsonIntegral(row.t), row.dawson, 1e-13))
    #expect(isClose(scaledErfc(row.t), row.scaledErfc, 1e-13 + 1e-15 * row.t * row.t))
  }

  /// ln H of the vector form is exact absolutely where it is near 0 (H near 1).
  @Test("Vector functions to 1e-14", arguments: NormalTailRow.all)
  func vector(_ row: NormalTailRow) {
    let (logTail, mills) = logNormalTailAndMillsRatio(Vector(repeating: row.t))
    #expect(abs(logTail[3] - row.logTail) <= 1e-14 * max(1, abs(row.logTail)))
    // Below t = −37 the density is beyond the smallest normal number.
    #expect(isClose(mills[3], row.mills, 2e-14 + 1e-16 * row.t * row.t) || row.t < -37)
  }

  @Test("Vector exponential and logarithm agree with the system's to 4 units in the last place")
  func elementary() {
    for k in -700...700 {
      let x = Double(k) + 0.37
      #expect(isClose(exponential(Vector(repeating: x))[0], exp(x), 9e-16))
      let y = exp(x / 2)
      #expect(abs(logarithm(Vector(repeating: y))[7] - log(y)) <= 9e-16 * max(1, abs(log(y))))
    }
    #expect(exponential(Vector(repeating: -800))[0] == 0)
    #expect(exponential(Vector(repeating: -.infinity))[0] == 0)
  }

  private func isClose(_ found: Double, _ expected: Double, _ tolerance: Double) -> Bool {
    // Values below 10⁻³⁰⁰ and above 10³⁰⁰ are written as 0 and inf.
    if expected == 0 { return abs(found) < 1e-299 }
    if expected.isInfinite { return found > 1e299 }
    return abs(found - expected) <= tolerance * abs(expected)
  }
}
