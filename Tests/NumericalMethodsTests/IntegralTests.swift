import Execution
import Foundation
import Testing

@testable import NumericalMethods

@Suite struct IntegralTests {
  /// Kronrod's rule of 2n + 1 nodes integrates polynomials up to degree 3n + 1 exactly, Gauss's of n up to 2n − 1.
  @Test("The rule is exact for powers up to 31, and its error estimate vanishes up to 19")
  func powers() {
    for power in 0...31 {
      let rule = GaussKronrod(from: -1, to: 1) { pow($0, Double(power)) }
      let exact = power % 2 == 0 ? 2 / Double(power + 1) : 0
      #expect(abs(rule.value - exact) < 4e-16, "\(power)")
      #expect(rule.error < 3e-14 || power > 19, "\(power)")
    }
    #expect(GaussKronrod(from: -1, to: 1) { pow($0, 40) }.error > 1e-9)
  }

  @Test("Integrals with closed forms come out, within their tolerance and their error")
  func closedForms() throws {
    let cases: [(Double, Double, Double, @Sendable (Double) -> Double)] = [
      (0, 1, sqrt(Double.pi) / 2 * erf(1), { exp(-$0 * $0) }),
      (-.infinity, .infinity, sqrt(Double.pi), { exp(-$0 * $0) }),
      (0, .infinity, 1, { exp(-$0) }),
      (-.infinity, 2, exp(2), { exp($0) }),
      (1, .infinity, 0.5, { pow($0, -3) }),
      (-.infinity, .infinity, .pi, { 1 / (1 + $0 * $0) }),
      (0, 1, 2, { 1 / $0.squareRoot() }),
      (0, 1, -1, { log($0) }),
      (0, 1, 10, { pow($0, -0.9) }),
      (0, 10, (1 - cos(100)) / 10, { sin(10 * $0) }),
      (-1, 2, 2.5, { abs($0) }),
      (-3, 3, 0, { $0 * cos($0) }),
      (2, 0, -8.0 / 3, { $0 * $0 }),
      (-1, 3, Double.pi * 1e-4 / 1e-4 - atan(1e-4) - atan(1e-4 / 3), { 1e-4 / ($0 * $0 + 1e-8) }),
    ]
    for (lower, upper, exact, function) in cases {
      let result = try IntegralProblem(from: lower, to: upper).solve(in: .alone, function)
      let absolute = IntegralProblem(from: min(lower, upper), to: max(lower, upper), tolerance: 1e-3)
      let scale = try absolute.solve(in: .alone) {
        abs(function($0))
      }
      #expect(result.error <= 1e-10 * scale.value * 1.001)
      // The estimate is one of truncation; what rounding the function adds is some 10⁻¹⁴ of it.
      #expect(abs(result.value - exact) <= result.error + 1e-14 * scale.value, "\(result) for \(exact)")
    }
  }

  @Test("A looser tolerance takes fewer evaluations; equal limits take none")
  func tolerance() throws {
    func evaluations(_ tolerance: Double) throws -> Int {
      try IntegralProblem(from: 0, to: 1, tolerance: tolerance).solve(in: .alone) { $0.squareRoot() }
        .evaluations
    }
    #expect(try evaluations(1e-4) < evaluations(1e-12))
    let none = try IntegralProblem(from: 2, to: 2).solve(in: .alone) { 1 / ($0 - 2) }
    #expect(none.value == 0 && none.evaluations == 0)
  }

  @Test("What is not integrable ends, and says where")
  func refusals() throws {
    func refusal(_ lower: Double, _ upper: Double, _ function: (Double) -> Double) -> IntegralError? {
      do { _ = try IntegralProblem(from: lower, to: upper).solve(in: .alone, function) } catch {
        return error as? IntegralError
      }
      return nil
    }
    for (lower, upper) in [(0.0, 1.0), (-1, 0)] {
      guard case .diverges(let near, _, _)? = refusal(lower, upper, { 1 / $0 }) else {
        Issue.record("1/x has an integral")
        continue
      }
      #expect(abs(near) < 1e-200)
    }
    #expect(refusal(-1, 1) { 1 / $0 } == .notFinite(.infinity, at: 0))
    switch refusal(0, 1, { 1 / ($0 - 0.3) }) {
    case .diverges(let near, _, _)?, .notFinite(_, at: let near)?: #expect(abs(near - 0.3) < 1e-6)
    case nil: Issue.record("1/(x − 0.3) has an integral")
    }
    #expect(refusal(0, .infinity) { cos($0) } != nil)
    #expect(refusal(0, 1) { _ in .nan }?.isNotFinite == true)
  }

  @Test("An integral stops when it is asked to")
  func cancellation() {
    let cancellation = Cancellation()
    let work = Work(cancellation: cancellation)
    #expect(throws: Interruption.self) {
      try IntegralProblem(from: 0, to: 1).solve(in: work) { x in
        cancellation.request()
        return x
      }
    }
  }
}

extension IntegralError {
  fileprivate var isNotFinite: Bool { if case .notFinite = self { true } else { false } }
}
