import Execution
import Foundation
import RandomStreams
import Testing

@testable import MeanField

@Suite("Coarse rules, on which roots are looked for")
struct CoarseRuleTests {
  /// Where the map of a problem leads from points around its solution, out to where the iteration comes from.
  private static func largestDifference(resolution: Double, _ problem: SaddlePointProblem) throws -> Double {
    let solution = try problem.solve(in: Work())
    let fields = problem.previousFields()
    let (coarse, fine) = (
      problem.equations(after: fields, resolution: resolution),
      problem.equations(after: fields, resolution: 1.5)
    )
    var stream = RandomStream(key: StreamKey(seed: 5, statement: 0, path: 0), draw: 0)
    return (0..<20).reduce(0.0) { largest, _ in
      let offset = SIMD3(stream.uniform(), stream.uniform(), stream.uniform()) - 0.5
      let x = solution.saddlePoint.order.coordinates + offset
      return max(largest, (coarse(x) - fine(x)).largestMagnitude)
    }
  }

  static let problems: [SaddlePointProblem] = {
    let first = SaddlePointProblem(alpha: 2, beta: 20, gamma: 0)
    let previous = try? first.solve(in: Work())
    return [
      first, SaddlePointProblem(alpha: 0.3, beta: 5, gamma: 0),
      SaddlePointProblem(alpha: 1, beta: 100, gamma: 1),
      SaddlePointProblem(alpha: 1.5, beta: 200, gamma: 0),
      SaddlePointProblem(alpha: 1, beta: 20, gamma: 1, previous: previous, overlap: .withPrevious(0.5)),
      SaddlePointProblem(alpha: 0.1, beta: 20, gamma: 0.1, previous: previous, overlap: .withPrevious(-0.5)),
    ]
  }()

  // They leave out 10⁻⁸ and 10⁻⁴ of their integrands, which logarithms of small order parameters show up to a hundred times. The search
  // ends at 10⁻⁵, and the approach at 0.03.
  @Test(
    "They err by no more than the residual to which they are used", arguments: [(0.7, 1e-5), (0.5, 0.03)])
  func error(resolution: Double, bound: Double) throws {
    for problem in Self.problems {
      let difference = try Self.largestDifference(resolution: resolution, problem)
      #expect(difference < bound, "α \(problem.alpha) β \(problem.beta) γ \(problem.gamma)")
    }
  }

  @Test("A solution is said to be reached from both starts where both starts lead to it")
  func labels() throws {
    // Just below the end of the uninformed branch (α 1.906 at β 20) the iteration cannot hold it, and `both` speaks of the iteration.
    let betas = [5.0, 8, 12, 15, 20]
    for place in 0..<betas.count * 43 {
      let (beta, alpha) = (betas[place / 43], 0.1 + 0.05 * Double(place % 43))
      if beta == 20, alpha > 1.75, alpha < 1.95 { continue }
      func solve(_ start: SaddlePointProblem.Start) throws -> Solution {
        try SaddlePointProblem(alpha: alpha, beta: beta, gamma: 0, start: start).solve(in: Work())
      }
      let (best, informed, uninformed) = (try solve(.best), try solve(.informed), try solve(.uninformed))
      let isOne = abs(informed.q - uninformed.q) < 1e-9 && abs(informed.qd - uninformed.qd) < 1e-9
      let labels: [Solution.Branch] = [informed.branch, uninformed.branch]
      #expect(labels == (isOne ? [.both, .both] : [.informed, .uninformed]), "α \(alpha) β \(beta)")
      #expect((best.branch == .both) == isOne, "α \(alpha) β \(beta)")
      #expect(best.phi >= max(informed.phi, uninformed.phi) - 1e-9, "α \(alpha) β \(beta)")
    }
  }
}
