import Execution
import Foundation
import Testing

@testable import MeanField

/// A line of Golden/franz-parisi.csv, made by scripts/golden-values/franz-parisi.py: an independent NumPy implementation on
/// dense grids, to 13 digits.
struct ReferenceRow: Sendable, CustomTestStringConvertible {
  let columns: [String: String]

  var testDescription: String {
    columns.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: " ")
  }

  subscript(name: String) -> Double { columns[name].flatMap(Double.init) ?? .nan }

  static let all: [ReferenceRow] = {
    guard
      let url = Bundle.module.url(forResource: "franz-parisi", withExtension: "csv", subdirectory: "Golden"),
      let text = try? String(contentsOf: url, encoding: .utf8)
    else { return [] }
    let lines = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return lines.dropFirst().map {
      ReferenceRow(columns: Dictionary(zip(lines[0], $0)) { first, _ in first })
    }
  }()

  /// The row's last solution, by the code under test.
  func solution() throws -> Solution {
    let first = try SaddlePointProblem(
      alpha: self["alpha1"], beta: self["beta1"], gamma: self["gamma1"],
      start: columns["start"] == "informed" ? .informed : .uninformed
    ).solve(in: Work())
    guard self["task"] == 2 else { return first }
    return try SaddlePointProblem(
      alpha: self["alpha2"], beta: self["beta2"], gamma: self["gamma2"], previous: first,
      overlap: .withPrevious(self["overlap"])
    ).solve(in: Work())
  }
}

@Suite("Solutions agree with an independent implementation")
struct ReferenceTableTests {
  @Test("The table is there") func table() { #expect(ReferenceRow.all.count >= 26) }

  /// 2·10⁻¹¹, relatively for numbers above 1: thirteen digits are written, and both sides claim 10⁻¹¹. The conjugates are up to 10⁶ times
  /// as sensitive as the order parameters they belong to, and are held to 10⁻⁹.
  @Test("Order parameters, errors, free entropy and replicon", arguments: ReferenceRow.all)
  func row(_ row: ReferenceRow) throws {
    let solution = try row.solution()
    func agrees(_ found: Double, _ name: String, _ tolerance: Double = 2e-11) -> Bool {
      abs(found - row[name]) <= tolerance * max(1, abs(row[name]))
    }
    #expect(solution.status == .converged)
    #expect(agrees(solution.q, "q"))
    #expect(agrees(solution.r, "r"))
    #expect(agrees(solution.qd, "qd"))
    #expect(agrees(solution.qhat, "qhat", 1e-9))
    #expect(agrees(solution.rhat, "rhat", 1e-9))
    #expect(agrees(solution.phi, "phi"))
    #expect(agrees(solution.replicon, "replicon", 1e-10))
    #expect(agrees(solution.errors[0], "error1"))
    // Where ε is 10⁻¹⁶, it is the probability of a deviation of twelve standard deviations, and still right to four digits.
    #expect(abs(solution.errors[0] / row["error1"] - 1) < 1e-4)
    if solution.task == 2 { #expect(agrees(solution.error, "error2")) }
  }
}
