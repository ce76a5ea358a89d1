import Execution
import Foundation
import Testing

@testable import MeanField

@Suite("The potential against the overlap with the previous means")
struct PotentialTests {
  private func first() throws -> Solution {
    try SaddlePointProblem(alpha: 2, beta: 20, gamma: 0, start: .informed).solve(in: Work())
  }

  private func second(_ alpha: Double, _ gamma: Double, _ overlap: Double) throws -> SaddlePointProblem {
    SaddlePointProblem(
      alpha: alpha, beta: 20, gamma: gamma, previous: try first(), overlap: .withPrevious(overlap))
  }

  /// A line of Golden/pulled-potential.csv, made by scripts/golden-values/pulled-potential.py: literal sums over x, B and θ₁ in NumPy.
  private static let golden: [[Double]] = {
    guard
      let url = Bundle.module.url(
        forResource: "pulled-potential", withExtension: "csv", subdirectory: "Golden"),
      let text = try? String(contentsOf: url, encoding: .utf8)
    else { return [] }
    return text.split(separator: "\n").dropFirst().map { $0.split(separator: ",").compactMap { Double($0) } }
  }()

  @Test("The table is there") func table() { #expect(Self.golden.count == 4) }

  @Test("Solutions with a pull agree with literal sums", arguments: golden)
  func agreesWithLiteralSums(row: [Double]) throws {
    var problem = try second(row[0], row[2], row[3])
    problem.pullAngle = asinh(row[4])
    problem.start = .uninformed
    let solution = try problem.solve(in: Work())
    #expect(solution.status == .converged)
    // The sums change by 10⁻⁹ or less when they are refined.
    #expect(abs(solution.q - row[5]) < 1e-9 && abs(solution.r - row[6]) < 1e-9)
    #expect(abs(solution.qd - row[7]) < 1e-9 && abs(solution.phi - row[8]) < 1e-8)
    #expect(abs(solution.root.referenceOverlap - row[9]) < 1e-9)
  }

  @Test("Its slope is κ/β", arguments: [(1.0, 1.0, 0.5), (0.5, 0.1, 0), (1.7, 0, 0.5)])
  func slope(alpha: Double, gamma: Double, overlap: Double) throws {
    let h = 1e-3
    let curve = try second(alpha, gamma, overlap).potential(at: [0.2 - h, 0.2, 0.2 + h], in: Work())
    let points = curve.points.filter { !$0.isMinimum }
    #expect(points.count == 3)
    let slope = (points[2].potential - points[0].potential) / (2 * h)
    // The third derivative is of order 10; h²/6 of it.
    #expect(abs(slope - points[1].pull / 20) < 1e-5)
    #expect(points.allSatisfy { $0.solution.status == .converged })
  }

  @Test("Its minimum is the solution without pull")
  func minimum() throws {
    let problem = try second(1, 1, 0.5)
    let solution = try problem.solve(in: Work())
    let curve = try problem.potential(at: stride(from: 0.7, through: 0.9, by: 0.05).map { $0 }, in: Work())
    let minimum = try #require(curve.points.first { $0.isMinimum })
    #expect(abs(minimum.potential - solution.potential) < 1e-10)
    #expect(abs(minimum.solution.r - solution.r) < 1e-9 && minimum.pull == 0)
    #expect(curve.points.allSatisfy { $0.potential >= minimum.potential })
  }

  @Test("Without divergence and teacher overlap it is even, and both branches' minima lie at t = 0")
  func symmetry() throws {
    let curve = try second(1.7, 0, 0).potential(at: [-0.5, -0.1, 0.1, 0.5], in: Work())
    let (points, minima) = (curve.points.filter { !$0.isMinimum }, curve.points.filter(\.isMinimum))
    #expect(points.count == 4 && minima.count == 2)
    for (one, other) in zip(points, points.reversed()) {
      #expect(abs(one.potential - other.potential) < 1e-9)
    }
    #expect(minima.allSatisfy { abs($0.overlap) < 1e-9 })
  }

  @Test("An overlap beyond E|m₁| and a first task are refused")
  func refusals() throws {
    #expect(throws: SaddlePointError.self) { try second(1, 1, 0).potential(at: [0.995], in: Work()) }
    #expect(throws: SaddlePointError.self) {
      try SaddlePointProblem(alpha: 1, beta: 20, gamma: 0).potential(at: nil, in: Work())
    }
  }

  @Test("Against γ, at γ = 0 the overlap is r₀ E[W₁m₁] r, and there is no less of it with more divergence")
  func alongGamma() throws {
    let first = try first()
    let points = try second(0.5, 0, 0.5).potential(alongGamma: [0, 0.1, 0.5, 1], in: Work())
    // Without divergence m depends on m₁ through the teachers alone.
    #expect(abs(points[0].overlap - 0.5 * first.r * points[0].solution.r) < 1e-10)
    #expect(zip(points, points.dropFirst()).allSatisfy { $0.overlap < $1.overlap })
  }
}
