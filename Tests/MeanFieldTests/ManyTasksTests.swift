import Execution
import Foundation
import Testing

@testable import MeanField

@Suite("Many tasks")
struct ManyTasksTests {
  private func task(
    _ alpha: Double, _ gamma: Double, after previous: Solution? = nil,
    _ overlap: TeacherOverlap = .withPrevious(0)
  ) throws -> Solution {
    try SaddlePointProblem(
      alpha: alpha, beta: 20, gamma: gamma, previous: previous, overlap: overlap
    ).solve(in: Work())
  }

  @Test(
    "Eight tasks in a row: the first is forgotten step by step, and what is carried grows by one density a task"
  )
  func chain() throws {
    var solutions = [try task(2, 0)]
    for _ in 2...8 { solutions.append(try task(1, 1, after: solutions.last)) }
    #expect(solutions.map(\.errors.count) == Array(1...8))
    #expect(solutions.allSatisfy { $0.status == .converged })
    let first = solutions.map { $0.errors[0] }
    #expect(zip(first, first.dropFirst()).allSatisfy { $0 < $1 } && first[7] < 0.5)
    #expect(solutions.map { $0.fields(isComplete: false).signed.count } == Array(0...7))
  }

  @Test("A chain given by its teachers' overlaps is the chain")
  func chainByOverlaps() throws {
    let first = try task(2, 0)
    let second = try task(1, 1, after: first, .withPrevious(0.5))
    let third = try task(1, 1, after: second, .withPrevious(-0.6))
    let chained = try task(1, 1, after: third, .withPrevious(0.3))
    let sameThird = try task(1, 1, after: second, .withAll([-0.3, -0.6]))
    let given = try task(1, 1, after: sameThird, .withAll([-0.09, -0.18, 0.3]))
    #expect(abs(chained.phi - given.phi) < 1e-10)
    for (one, other) in zip(chained.errors, given.errors) { #expect(abs(one - other) < 1e-10) }
    // Where the chain has carried pairs alone, all sets are found again.
    let late = try task(1, 1, after: third, .withAll([-0.09, -0.18, 0.3]))
    for (one, other) in zip(chained.errors, late.errors) { #expect(abs(one - other) < 1e-10) }
  }

  @Test("The potential of a fourth task knows all earlier teachers, on denser fields too")
  func potentialAfterChain() throws {
    let second = try task(1, 1, after: task(2, 0), .withPrevious(0.5))
    let third = try task(1, 1, after: second, .withPrevious(-0.6))
    func potential(_ overlap: TeacherOverlap) throws -> PotentialCurve {
      try SaddlePointProblem(alpha: 1, beta: 20, gamma: 0.1, previous: third, overlap: overlap)
        .potential(at: [-0.4, 0.58], in: Work())
    }
    let (chained, given) = (try potential(.withPrevious(0.3)), try potential(.withAll([-0.09, -0.18, 0.3])))
    #expect(chained.points.count == given.points.count && chained.points.count >= 3)
    for (one, other) in zip(chained.points, given.points) {
      #expect(abs(one.potential - other.potential) < 1e-10)
      #expect(zip(one.solution.errors, other.solution.errors).allSatisfy { abs($0 - $1) < 1e-9 })
    }
  }

  @Test("Without divergence the errors on earlier tasks are those of the teachers' overlaps")
  func overlapsAlone() throws {
    let first = try task(1, 0)
    let second = try task(1, 0, after: first, .withPrevious(0.5))
    let third = try task(1, 0, after: second, .withAll([0.1, -0.3]))
    let p = third.p
    for (error, overlap) in zip(third.errors, [0.1, -0.3]) {
      #expect(abs(error - acos(overlap * p) / .pi) < 1e-11)
    }
    #expect(zip(third.teacherOverlaps[2], [0.1, -0.3, 1]).allSatisfy { abs($0 - $1) < 1e-14 })
  }

  @Test("A third task with the first one's teacher learns it again: both errors are the same")
  func repeatedTeacher() throws {
    let first = try task(1, 0)
    let second = try task(1, 1, after: first, .withPrevious(0.5))
    let third = try task(1, 1, after: second, .withAll([1, 0.5]))
    #expect(abs(third.errors[0] - third.errors[2]) < 1e-11)
    // A fourth one with that teacher too, whose overlap with both copies is 1.
    let fourth = try task(1, 1, after: third, .withAll([1, 0.5, 1]))
    #expect(abs(fourth.errors[0] - fourth.errors[3]) < 1e-11)
  }

  @Test("Overlaps that no teacher can have, and too few or too many of them, are refused")
  func refusals() throws {
    let second = try task(1, 1, after: task(1, 0), .withPrevious(0.9))
    for overlaps in [[0.9, -0.9], [0.5], [0.5, 0.5, 0.5], [1.2, 0], [.nan, 0]] {
      #expect(throws: SaddlePointError.self) { try task(1, 1, after: second, .withAll(overlaps)) }
    }
  }
}
