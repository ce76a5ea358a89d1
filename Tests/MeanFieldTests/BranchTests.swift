import Execution
import Testing

@testable import MeanField

@Suite("Branches followed through their folds")
struct BranchTests {
  private func solve(_ alpha: Double, _ start: SaddlePointProblem.Start, beta: Double = 20) throws -> Solution
  {
    try SaddlePointProblem(alpha: alpha, beta: beta, gamma: 0, start: start).solve(in: Work())
  }

  private func transition(beta: Double, gamma: Double = 0) throws -> Transition? {
    try SaddlePointProblem(alpha: 0, beta: beta, gamma: gamma).transition(in: Work())
  }

  @Test("At the crossing both branches have the same Φ, and the informed one gains with α")
  func crossing() throws {
    let crossing = try #require(try transition(beta: 20)).crossing
    func gain(_ alpha: Double) throws -> Double {
      try solve(alpha, .informed).phi - solve(alpha, .uninformed).phi
    }
    // The slope of the difference is about 2.6: 10⁻⁶ in α is 2.6·10⁻⁶ in Φ, and Φ is right to 10⁻¹⁰.
    #expect(try gain(crossing - 1e-6) < 0 && gain(crossing + 1e-6) > 0)
  }

  /// Bisection in α: where the informed start still leads to its branch.
  @Test("The informed branch begins where its iteration, by bisection, begins to hold")
  func informedFold() throws {
    let fold = try #require(try transition(beta: 20)).informedFrom
    var (low, high) = (1.4, 1.6)
    while high - low > 1e-7 {
      let middle = (low + high) / 2
      let solution = try solve(middle, .informed)
      if solution.status == .converged, solution.error < 0.15 { high = middle } else { low = middle }
    }
    #expect(abs(high - fold) < 1e-6)
  }

  @Test("Just above the beginning of the informed branch there is a root nearby, just below there is none")
  func informedRoots() throws {
    let fold = try #require(try transition(beta: 20)).informedFrom
    let near = try solve(fold + 1e-4, .informed).saddlePoint.order.coordinates
    func root(_ alpha: Double) throws -> SaddlePoint {
      try SaddlePointEquations(alpha: alpha, beta: 20, gamma: 0, prior: .flat)
        .polish(near, tolerance: 1e-10, in: Work())
    }
    let above = try root(fold + 1e-6)
    #expect(above.residual < 1e-9 && (above.evaluation.order.coordinates - near).largestMagnitude < 0.1)
    let below = try root(fold - 1e-6)
    #expect(below.residual > 1e-9 || (below.evaluation.order.coordinates - near).largestMagnitude > 0.1)
  }

  /// Plain iteration is unstable on the uninformed branch near its end, so that the test asks Newton's method at fixed α.
  @Test("Just below the end of the uninformed branch there is a root nearby, just above there is none")
  func uninformedFold() throws {
    let fold = try #require(try transition(beta: 20)).uninformedTo
    let near = try solve(fold - 1e-4, .uninformed).saddlePoint.order.coordinates
    func root(_ alpha: Double) throws -> SaddlePoint {
      try SaddlePointEquations(alpha: alpha, beta: 20, gamma: 0, prior: .flat)
        .polish(near, tolerance: 1e-10, in: Work())
    }
    let below = try root(fold - 1e-6)
    #expect(below.residual < 1e-9 && (below.evaluation.order.coordinates - near).largestMagnitude < 0.1)
    let above = try root(fold + 1e-6)
    #expect(above.residual > 1e-9 || (above.evaluation.order.coordinates - near).largestMagnitude > 0.1)
  }

  @Test(
    "There is no transition at high temperature; it begins between β = 16 and 17 and exists with a weak divergence"
  )
  func criticalPoint() throws {
    #expect(try transition(beta: 10) == nil)
    #expect(try transition(beta: 16) == nil)
    #expect(try transition(beta: 17) != nil)
    #expect(try transition(beta: 20, gamma: 0.01) != nil)
    #expect(try transition(beta: 20, gamma: 1) == nil)
  }

  @Test("A followed branch turns back twice, and every point solves the equations")
  func sCurve() throws {
    let points = try BranchProblem(
      problem: SaddlePointProblem(alpha: 0, beta: 20, gamma: 0, start: .uninformed), parameter: .alpha,
      from: 0.1,
      to: 2.2
    ).follow(in: Work())
    #expect(points.first?.solution.alpha == 0.1 && points.last?.solution.alpha == 2.2)
    #expect(points.map(\.segment).max() == 2)
    #expect(points.allSatisfy { $0.solution.residual < 1e-9 })
    // dΦ/dα = G_E on all three segments, by central differences between roots of Newton's method at α ± 10⁻⁵. Their error is h² Φ‴, and
    // Φ‴ diverges at the folds.
    let isNearFold = { (alpha: Double) in abs(alpha - 1.905803) < 0.01 || abs(alpha - 1.498898) < 0.01 }
    for index in stride(from: 4, to: points.count, by: 3) where !isNearFold(points[index].solution.alpha) {
      let solution = points[index].solution
      func phi(_ alpha: Double) throws -> Double {
        let equations = SaddlePointEquations(alpha: alpha, beta: 20, gamma: 0, prior: .flat)
        let root = try equations.polish(solution.saddlePoint.order.coordinates, tolerance: 1e-10, in: Work())
        return root.equations.freeEntropy(of: root.evaluation)
      }
      let slope = (try phi(solution.alpha + 1e-5) - phi(solution.alpha - 1e-5)) / 2e-5
      #expect(abs(slope - solution.saddlePoint.energy.value) < 1e-5)
    }
    let last = try #require(points.last).solution
    let direct = try solve(2.2, .informed)
    #expect(abs(last.q - direct.q) < 1e-10 && abs(last.phi - direct.phi) < 1e-9)
  }

  @Test("A second task is followed in γ to the solution found there", arguments: [0.1, 0.5])
  func nextTask(gamma: Double) throws {
    let first = try solve(2, .informed)
    let problem = SaddlePointProblem(alpha: 1, beta: 20, gamma: 2, previous: first, start: .best)
    let points = try BranchProblem(problem: problem, parameter: .gamma, from: 2, to: gamma).follow(in: Work())
    var there = problem
    there.gamma = gamma
    let direct = try there.solve(in: Work())
    #expect(abs(try #require(points.last).solution.errors[0] - direct.errors[0]) < 1e-9)
  }

  @Test("A second task is followed in r₀ over all of its range, either way", arguments: [-1.0, 1])
  func overlaps(from: Double) throws {
    let problem = SaddlePointProblem(
      alpha: 1, beta: 20, gamma: 1, previous: try solve(1, .informed), start: .best)
    let points = try BranchProblem(problem: problem, parameter: .overlap, from: from, to: -from).follow(
      in: Work())
    #expect(points.first?.parameter == from && points.last?.parameter == -from)
    // At r₀ = 1 the second task is more of the first: both errors are the same; at −1 one is the other's complement.
    let (start, end) = (try #require(points.first).solution, try #require(points.last).solution)
    for solution in [start, end] {
      let sum = solution.overlap > 0 ? solution.errors[1] : 1 - solution.errors[1]
      #expect(abs(solution.errors[0] - sum) < 1e-10)
    }
  }

  @Test("Replica symmetry breaks where the replicon is 1, on the uninformed branch before its end")
  func instability() throws {
    let instability = try #require(
      try SaddlePointProblem(alpha: 0, beta: 20, gamma: 0).instability(in: Work()))
    let alpha = instability.solution.alpha
    #expect(instability.segment == 0)
    #expect(
      try solve(alpha - 1e-5, .uninformed).replicon < 1 && solve(alpha + 1e-5, .uninformed).replicon > 1)
    #expect(try SaddlePointProblem(alpha: 0, beta: 5, gamma: 0).instability(in: Work()) == nil)
  }
}
