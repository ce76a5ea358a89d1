import Foundation
import NumericalMethods
import Testing

@Suite struct RootTests {
  @Test("A zero is found to the last digits, whichever end is which")
  func zeros() throws {
    let cases: [(Double, Double, Double, @Sendable (Double) -> Double)] = [
      (0, 1, 0.7390851332151607, { cos($0) - $0 }),  // Dottie's number, OEIS A003957
      (1, 2, sqrt(2.0), { $0 * $0 - 2 }),
      (0, 1e6, 3, { pow($0, 9) - 19683 }),
      (-1e300, 1e300, 0.5, { atan($0 - 0.5) }),
      (0, 700, log(2), { exp($0) - 2 }),
      (-1, 4, 1, { cbrt($0 - 1) }),
      (-2, 1, 0, { $0 }),
      (0, 1, 1e-12, { $0 - 1e-12 }),
      (-.greatestFiniteMagnitude, .greatestFiniteMagnitude, -7, { $0 < -7 ? -1 : $0 == -7 ? 0 : 1 }),
    ]
    for (lower, upper, root, function) in cases {
      for problem in [RootProblem(from: lower, to: upper), RootProblem(from: upper, to: lower)] {
        let result = try problem.solve(function)
        // Four of the numbers that can be told apart: rounding of the function itself moves its zero by one or two. At 0 those are
        // too many.
        #expect(abs(result.root - root) <= max(4 * root.ulp, 1e-32), "\(result.root) for \(root)")
        #expect(result.residual == function(result.root))
        #expect(result.evaluations < 200 || lower <= -1e300)
      }
    }
  }

  @Test("A function that is infinite at an end has its zero all the same")
  func infiniteEnds() throws {
    #expect(abs(try RootProblem(from: 0, to: 3).solve { log($0) }.root - 1) < 1e-15)
    #expect(abs(try RootProblem(from: -1, to: 1).solve { atanh($0) - 0.5 }.root - tanh(0.5)) < 1e-15)
  }

  @Test("A smooth zero takes some ten evaluations, and a tolerance fewer")
  func evaluations() throws {
    let exact = try RootProblem(from: 0, to: 1).solve { cos($0) - $0 }
    let rough = try RootProblem(from: 0, to: 1, tolerance: 1e-3).solve { cos($0) - $0 }
    #expect(exact.evaluations <= 12)
    #expect(rough.evaluations < exact.evaluations && abs(rough.root - exact.root) < 1e-3)
  }

  @Test("An end that is a zero is the answer")
  func ends() throws {
    #expect(try RootProblem(from: 0, to: 3).solve { $0 * ($0 + 1) }.root == 0)
    #expect(try RootProblem(from: -2, to: 1).solve { $0 - 1 }.root == 1)
  }

  @Test("What has no zero says why")
  func refusals() {
    func refusal(_ lower: Double, _ upper: Double, _ function: (Double) -> Double) -> RootError? {
      do { _ = try RootProblem(from: lower, to: upper).solve(function) } catch { return error as? RootError }
      return nil
    }
    #expect(refusal(0, 1) { $0 * $0 + 1 } == .sameSign(atLower: 1, atUpper: 2))
    #expect(refusal(0, 1) { log($0 - 0.5) } == .notANumber(at: 0))
    #expect(refusal(-1, 2) { $0 < 0.5 ? -1 : 1 }?.isJump == true)
    #expect(refusal(-1, 2) { 1 / ($0 - 0.1) }?.isJump == true)
    #expect(refusal(-1, 1) { 1 / $0 }?.isJump == true)
    // An infinite value at an end makes no pole a zero.
    #expect(refusal(-1, 0) { 1 / $0 }?.isJump == true)
    #expect(refusal(-1, 2) { $0 <= 0 ? -.infinity : .infinity }?.isJump == true)
  }
}

extension RootError {
  fileprivate var isJump: Bool { if case .jump = self { true } else { false } }
}
