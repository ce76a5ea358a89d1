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
    case .overflow?, nil: Issue.record("1/(x − 0.3) has an integral")
    }
    #expect(refusal(0, .infinity) { cos($0) } != nil)
    #expect(refusal(0, 1) { _ in .nan }?.isNotFinite == true)
  }

  @Test("A peak of a hundredth of the interval is seen, wherever it stands")
  func peaks() throws {
    let width = 0.01
    for place in stride(from: 0.02, through: 0.98, by: 0.00317) {
      // exp(−d²) of a full width at half maximum of `width`, which is 2 √ln 2.
      let scale = width / (2 * log(2.0).squareRoot())
      let result = try IntegralProblem(from: 0, to: 1).solve(in: .alone) { x in
        exp(-pow((x - place) / scale, 2))
      }
      let exact = scale * Double.pi.squareRoot() / 2 * (erf((1 - place) / scale) + erf(place / scale))
      #expect(abs(result.value - exact) <= result.error + 1e-13 * exact, "at \(place)")
      #expect(result.evaluations >= 231)
    }
  }

  /// The nodes are counted by the function, so that the promise in help is held to what is done.
  @Test(
    "The first 231 points leave no gap wider than help says",
    arguments: [(0.0, 1.0), (-3, 5), (0, .infinity), (-.infinity, 0), (-.infinity, .infinity)])
  func gaps(lower: Double, upper: Double) throws {
    var places: [Double] = []
    _ = try IntegralProblem(from: lower, to: upper, tolerance: 1).solve(in: .alone) { x in
      places.append(x)
      return exp(-x * x)
    }
    places.sort()
    #expect(places.count >= 231)
    for (left, right) in zip(places, places.dropFirst()) {
      let x = max(abs(left), abs(right))
      let promised =
        switch (lower.isFinite, upper.isFinite) {
        case (true, true): 0.007 * (upper - lower)
        case (false, false): 0.007 * (1 + 4 * x * x)
        default: 0.007 * (1 + x) * (1 + x)
        }
      #expect(right - left <= promised, "\(left) … \(right)")
    }
  }

  @Test("An error is never less than what rounding makes of the sum")
  func rounding() throws {
    for scale in [1.0, 1e-300, 1e10 * .leastNonzeroMagnitude, 1e290] {
      let result = try IntegralProblem(from: 0, to: 2).solve(in: .alone) { _ in scale }
      #expect(abs(result.value - 2 * scale) <= result.error)
      #expect(result.error >= max(2 * scale * 1e-16, .leastNonzeroMagnitude) && result.error < 1e-2 * scale)
    }
    // What cancels is not known better than what cancels it.
    let odd = try IntegralProblem(from: -1, to: 1).solve(in: .alone) { $0 * 1e6 }
    #expect(odd.error > 1e-10)
    let zero = try IntegralProblem(from: 0, to: 1).solve(in: .alone) { _ in 0 }
    #expect(zero.value == 0 && zero.error == 0)
  }

  @Test("An integral that no number holds is an error")
  func overflow() throws {
    let cases: [(Double, Double, @Sendable (Double) -> Double)] = [
      (0, 1e308, { $0 }), (0, 1e300, { _ in 1e300 }), (0, 1, { _ in 1.7e308 }), (-1e308, 1e308, { _ in 1 }),
      (0, .infinity, { _ in 1e307 }),
    ]
    for (lower, upper, function) in cases {
      do {
        let result = try IntegralProblem(from: lower, to: upper).solve(in: .alone, function)
        #expect(result.value.isFinite && result.error.isFinite && result.error > 0)
      } catch is IntegralError {}
    }
    #expect(throws: IntegralError.self) { try IntegralProblem(from: 0, to: 1e308).solve(in: .alone) { $0 } }
    // A sum of products that is a number, over a width that is none.
    let wide = try IntegralProblem(from: -1e308, to: 1e308).solve(in: .alone) { _ in 0.1 }
    #expect(abs(wide.value / 2e307 - 1) < 1e-13)
  }

  @Test("Limits that are neighbours are limits")
  func neighbours() throws {
    let result = try IntegralProblem(from: 1, to: 1.nextUp).solve(in: .alone) { _ in 1 }
    #expect(abs(result.value / Double.ulpOfOne - 1) < 1e-12 && result.error > 0)
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
