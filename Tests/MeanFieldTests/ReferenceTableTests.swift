import Execution
import Testing

@testable import MeanField

/// The tables of Reference/Theory.md: an independent NumPy implementation with recentred Gaussian rules, to the digits printed.
@Suite("Solutions agree with the reference tables to every printed digit")
struct ReferenceTableTests {
  struct Row: Sendable {
    let alpha, beta, gamma: Double
    let start: SaddlePointProblem.Start
    let q, r, qd, error, phi: Double
    var qhat: Double?
    var rhat: Double?
  }

  static let firstTask: [Row] = [
    Row(
      alpha: 0.2, beta: 20, gamma: 0, start: .uninformed, q: 0.2557424648, r: 0.1741998784, qd: 0.4838605570,
      error: 0.4267538511, phi: -0.8465335970, qhat: 4.033349, rhat: 0.745177),
    Row(
      alpha: 0.5, beta: 20, gamma: 0, start: .uninformed, q: 0.5395258633, r: 0.3789743112, qd: 0.6797674174,
      error: 0.3554333076, phi: -2.0641170046, qhat: 15.584809, rhat: 2.437554),
    Row(
      alpha: 1, beta: 20, gamma: 0, start: .uninformed, q: 0.8490570651, r: 0.6053516190, qd: 0.9117506157,
      error: 0.2827583028, phi: -3.8111801468, qhat: 66.419104, rhat: 7.370036),
    Row(
      alpha: 1.7, beta: 20, gamma: 0, start: .uninformed, q: 0.9732504583, r: 0.7676676701, qd: 0.9868964601,
      error: 0.2189953406, phi: -6.1453816324, qhat: 787.57386, rhat: 33.887528),
    Row(
      alpha: 1.7, beta: 20, gamma: 0, start: .informed, q: 0.9644116808, r: 0.9815438132, qd: 0.9649004635,
      error: 0.0089457409, phi: -6.0202859835, qhat: 754.7434, rhat: 99.11764),
    Row(
      alpha: 2, beta: 20, gamma: 0, start: .informed, q: 0.9782378786, r: 0.9889991129, qd: 0.9783937444,
      error: 0.0013275222, phi: -6.3834030396, qhat: 1228.2218, rhat: 159.17187),
    Row(
      alpha: 1, beta: 100, gamma: 1, start: .uninformed, q: 0.2614134515, r: 0.3621135741, qd: 0.2681891108,
      error: 0.2770106521, phi: -46.3096979568),
    Row(
      alpha: 1, beta: 20, gamma: 1, start: .uninformed, q: 0.2439458511, r: 0.3493078459, qd: 0.2757495598,
      error: 0.2919266053, phi: -10.3448007367),
  ]

  /// One unit of the tenth decimal: the table is rounded, and its own quadrature claims 10⁻¹⁰.
  private static let printed = 1e-10

  @Test("The first task, with and without a divergence", arguments: firstTask)
  func first(_ row: Row) throws {
    let solution = try SaddlePointProblem(alpha: row.alpha, beta: row.beta, gamma: row.gamma, start: row.start)
      .solve(in: Work())
    #expect(solution.status == .converged)
    #expect(abs(solution.q - row.q) < Self.printed)
    #expect(abs(solution.r - row.r) < Self.printed)
    #expect(abs(solution.qd - row.qd) < Self.printed)
    #expect(abs(solution.error - row.error) < Self.printed)
    #expect(abs(solution.phi - row.phi) < Self.printed)
    // Seven significant digits are printed of each.
    if let qhat = row.qhat { #expect(abs(solution.qhat - qhat) < 5e-7 * qhat) }
    if let rhat = row.rhat { #expect(abs(solution.rhat - rhat) < 5e-7 * rhat) }
  }

  struct NextRow: Sendable {
    let gamma, overlap, alpha: Double
    let q, r, qd, previousError, error, phi: Double
  }

  static let secondTask: [NextRow] = [
    NextRow(
      gamma: 1, overlap: 0, alpha: 1, q: 0.62319365, r: 0.15420731, qd: 0.63130334, previousError: 0.15045185,
      error: 0.46878496, phi: -24.5537002),
    NextRow(
      gamma: 1, overlap: 0, alpha: 2, q: 0.55889456, r: 0.28961438, qd: 0.56700305, previousError: 0.23253027,
      error: 0.42004294, phi: -38.8204429),
    NextRow(
      gamma: 1, overlap: 0.5, alpha: 3, q: 0.75013725, r: 0.75167864, qd: 0.75429296, previousError: 0.25625017,
      error: 0.20151729, phi: -33.0167260),
    NextRow(
      gamma: 1, overlap: -0.5, alpha: 2, q: 0.43376358, r: -0.05842833, qd: 0.44385609,
      previousError: 0.26305541, error: 0.55866561, phi: -49.5892008),
    NextRow(
      gamma: 0.1, overlap: 0, alpha: 0.5, q: 0.63722140, r: 0.27671524, qd: 0.70367195, previousError: 0.33309210,
      error: 0.40067020, phi: -5.7016018),
  ]

  @Test("The second task after α = 2, β = 20", arguments: secondTask)
  func second(_ row: NextRow) throws {
    let first = try SaddlePointProblem(alpha: 2, beta: 20, gamma: 0, start: .informed).solve(in: Work())
    let solution = try SaddlePointProblem(
      alpha: row.alpha, beta: 20, gamma: row.gamma, previous: first, overlap: row.overlap
    ).solve(in: Work())
    // Half a unit of the eighth decimal, the seventh for Φ.
    #expect(solution.status == .converged)
    #expect(abs(solution.q - row.q) < 6e-9)
    #expect(abs(solution.r - row.r) < 6e-9)
    #expect(abs(solution.qd - row.qd) < 6e-9)
    #expect(solution.errors.count == 2)
    #expect(abs(solution.errors[0] - row.previousError) < 6e-9)
    #expect(abs(solution.errors[1] - row.error) < 6e-9)
    #expect(abs(solution.phi - row.phi) < 6e-8)
  }
}
