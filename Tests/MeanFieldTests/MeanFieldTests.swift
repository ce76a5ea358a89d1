import Execution
import Foundation
import Testing
@testable import MeanField

@Test func lab() throws {
  func solve(_ a: Double, _ b: Double, _ g: Double = 0, _ start: SaddlePointProblem.Start) throws -> Solution {
    try SaddlePointProblem(alpha: a, beta: b, gamma: g, start: start).solve(in: Work())
  }
  for b in [0.5, 1, 5, 20, 50, 200] {
    for g in [0.0, 0.01, 1, 5] {
      var its: [Int] = []
    for a in [0.001, 0.03, 0.3, 1, 1.5, 1.6, 1.7, 1.8, 2, 3, 5] {
      for start in [SaddlePointProblem.Start.uninformed, .informed] {
      let s = try solve(a, b, g, start)
      its.append(s.iterations)
      if s.status != .converged || s.iterations > 40  {
      print(b, g, a, s.branch, s.status, "q", s.q, "r", s.r, "eps", s.error, String(format: "phi %.8f R %.3f it %d res %.0e quad %.0e ms %.2f", s.phi, s.replicon, s.iterations, s.residual, s.quadratureError, s.seconds * 1000))
      }
      }
    }
     print(b, g, its)
    }
  }
}
