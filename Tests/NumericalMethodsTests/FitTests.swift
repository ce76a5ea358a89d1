import Execution
import Foundation
import Testing

@testable import NumericalMethods

/// Golden/polynomial-fits.json, made by scripts/golden-values/polynomial-fits.py in exact arithmetic.
struct PolynomialReference: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let x, y: [Double]
  let errors: [Double]?
  let parameters, standardErrors: [Double]
  let chiSquare, rSquare: Double

  var testDescription: String { name }

  static let all: [PolynomialReference] = golden("polynomial-fits")
}

/// Golden/nist-nonlinear.json: certified values of NIST's Statistical Reference Datasets.
struct ModelReference: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let starts: [[Double]]
  let parameters, errors: [Double]
  let chiSquare: Double
  let x, y: [Double]

  var testDescription: String { name }

  static let all: [ModelReference] = golden("nist-nonlinear")

  /// The models, in the words of NIST.
  static let models: [String: @Sendable (_ x: Double, _ b: [Double]) -> Double] = [
    "BoxBOD": { x, b in b[0] * (1 - exp(-b[1] * x)) },
    "Chwirut2": { x, b in exp(-b[0] * x) / (b[1] + b[2] * x) },
    "DanWood": { x, b in b[0] * pow(x, b[1]) },
    "Eckerle4": { x, b in b[0] / b[1] * exp(-0.5 * pow((x - b[2]) / b[1], 2)) },
    "Kirby2": { x, b in (b[0] + b[1] * x + b[2] * x * x) / (1 + b[3] * x + b[4] * x * x) },
    "Lanczos3": { x, b in b[0] * exp(-b[1] * x) + b[2] * exp(-b[3] * x) + b[4] * exp(-b[5] * x) },
    "MGH09": { x, b in b[0] * (x * x + x * b[1]) / (x * x + x * b[2] + b[3]) },
    "MGH10": { x, b in b[0] * exp(b[1] / (x + b[2])) },
    "MGH17": { x, b in b[0] + b[1] * exp(-x * b[3]) + b[2] * exp(-x * b[4]) },
    "Misra1a": { x, b in b[0] * (1 - exp(-b[1] * x)) },
    "Rat43": { x, b in b[0] / pow(1 + exp(b[1] - b[2] * x), 1 / b[3]) },
    "Thurber": { x, b in
      (b[0] + x * (b[1] + x * (b[2] + x * b[3]))) / (1 + x * (b[4] + x * (b[5] + x * b[6])))
    },
  ]
}

private func golden<Reference: Decodable>(_ name: String) -> [Reference] {
  guard let url = Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Golden"),
    let data = try? Data(contentsOf: url)
  else { return [] }
  return (try? JSONDecoder().decode([Reference].self, from: data)) ?? []
}

/// The largest relative difference.
private func distance(_ found: [Double], _ expected: [Double]) -> Double {
  guard found.count == expected.count else { return .infinity }
  return zip(found, expected).map { abs($0 - $1) / max(abs($1), 1e-300) }.max() ?? 0
}

@Suite struct FitTests {
  @Test("The references are there")
  func presence() {
    #expect(PolynomialReference.all.count == 4 && ModelReference.all.count == 12)
  }

  /// Filip's powers of x are dependent up to 10⁻¹⁵ of their length, and all its digits are lost by normal equations; scaled powers lose
  /// six of sixteen, and 2·10⁻⁹ is what they are held to. The others lose none.
  @Test(
    "Polynomials agree with exact arithmetic, errors of points known or not",
    arguments: PolynomialReference.all)
  func polynomial(reference: PolynomialReference) throws {
    let points = try Observations(x: reference.x, y: reference.y, errors: reference.errors)
    let fit = try points.polynomial(degree: reference.parameters.count - 1, in: .alone)
    let tolerance = reference.name == "filip" ? 2e-9 : 1e-11
    #expect(distance(fit.parameters, reference.parameters) < tolerance)
    #expect(distance(fit.standardErrors, reference.standardErrors) < tolerance)
    #expect(distance([fit.chiSquare], [reference.chiSquare]) < tolerance)
    #expect(abs(fit.rSquare - reference.rSquare) < tolerance)
    #expect(fit.freedom == reference.x.count - reference.parameters.count)
  }

  /// The far starts of BoxBOD and MGH10 lead to where the points say nothing of a parameter; the error is one of several.
  private static let lost = ["BoxBOD", "MGH10"]

  /// 10⁻⁶ is what NIST's notes ask of a program for parameters; 10⁻⁵ leaves room for derivatives by differences in the errors.
  @Test(
    "Nonlinear models agree with NIST's certified values from both of its starts, or say that they do not converge",
    arguments: ModelReference.all, [0, 1])
  func model(reference: ModelReference, start: Int) throws {
    let model = try #require(ModelReference.models[reference.name])
    let points = try Observations(x: reference.x, y: reference.y)
    if start == 0, Self.lost.contains(reference.name) {
      #expect(throws: FitError.self) { try points.fit(from: reference.starts[0], in: .alone, model) }
      return
    }
    let fit = try points.fit(from: reference.starts[start], in: .alone, model)
    #expect(distance(fit.parameters, reference.parameters) < 1e-6)
    #expect(distance(fit.standardErrors, reference.errors) < 1e-5)
    #expect(distance([fit.chiSquare], [reference.chiSquare]) < 1e-8)
  }

  @Test("A model that is a line gives what the line gives, with errors and without")
  func lineAsModel() throws {
    for reference in PolynomialReference.all where reference.parameters.count == 2 {
      for errors in [reference.errors, nil] {
        let points = try Observations(x: reference.x, y: reference.y, errors: errors)
        let line = try points.polynomial(degree: 1, in: .alone)
        let model = try points.fit(from: [1, 1], in: .alone) { x, p in p[0] + p[1] * x }
        // Differences of a linear model are exact but for rounding of some 10⁻¹¹ of a derivative.
        #expect(distance(model.parameters, line.parameters) < 1e-8)
        #expect(distance(model.standardErrors, line.standardErrors) < 1e-8)
        #expect(distance([model.rSquare], [line.rSquare]) < 1e-10)
      }
    }
  }

  @Test(
    "Points on a curve are fitted without a remainder; as many as parameters have no scatter to tell errors from"
  )
  func exact() throws {
    let x = (0..<9).map { Double($0) / 4 }
    let curve = try Observations(x: x, y: x.map { 3 * exp(-2 * $0) + 1 })
    let fit = try curve.fit(from: [1, -1, 0], in: .alone) { x, p in p[0] * exp(p[1] * x) + p[2] }
    #expect(distance(fit.parameters, [3, -2, 1]) < 1e-12)
    let two = try Observations(x: [1, 2], y: [5, 7]).polynomial(degree: 1, in: .alone)
    #expect(distance(two.parameters, [3, 2]) < 1e-14)
    #expect(two.standardErrors.allSatisfy(\.isNaN) && two.reducedChiSquare.isNaN)
    // With errors of 1: Var slope = 1/Σ(x − x̄)² = 2, Var intercept = 1/2 + x̄² · 2 = 5.
    let known = try Observations(x: [1, 2], y: [5, 7], errors: [1, 1]).polynomial(degree: 1, in: .alone)
    #expect(distance(known.standardErrors, [sqrt(5.0), sqrt(2.0)]) < 1e-14)
  }

  @Test("A power law is a line in logarithms, whose errors are σ/y")
  func logarithms() throws {
    let x = [1.0, 2, 4, 8]
    let points = try Observations(x: x, y: x.map { 5 * pow($0, -0.5) }, errors: [0.1, 0.1, 0.1, 0.2])
    let line = try points.logarithmic(inX: true).polynomial(degree: 1, in: .alone)
    #expect(distance(line.parameters, [log(5), -0.5]) < 1e-13)
    // Σw, Σw ln x, Σw ln²x with w = (y/σ)²: 2500, 1250, 625, 78.125 at ln x = 0, 1, 2, 3 times ln 2.
    let (s, sx, sxx) = (4453.125, 2734.375 * M_LN2, 4453.125 * M_LN2 * M_LN2)
    let determinant = s * sxx - sx * sx
    #expect(
      distance(line.standardErrors, [(sxx / determinant).squareRoot(), (s / determinant).squareRoot()])
        < 1e-12)
    #expect(throws: FitError.notPositive(.x, 0, at: nil)) {
      try Observations(x: [0, 1], y: [1, 1]).logarithmic(inX: true)
    }
    #expect(throws: FitError.notPositive(.y, -1, at: 2)) {
      try Observations(x: [1, 2], y: [1, -1]).logarithmic(inX: false)
    }
  }

  @Test("What cannot be fitted says why")
  func refusals() throws {
    func refusal(_ body: () throws -> Void) -> FitError? {
      do { try body() } catch { return error as? FitError }
      return nil
    }
    let points = try Observations(x: [1, 2, 3, 4], y: [1, 3, 2, 5])
    #expect(refusal { _ = try Observations(x: [1, .nan], y: [1, 2]) }?.isNotFinite(.x) == true)
    #expect(
      refusal { _ = try Observations(x: [1, 2], y: [1, .infinity]) } == .notFinite(.y, .infinity, at: 2))
    #expect(
      refusal { _ = try Observations(x: [1, 2], y: [1, 2], errors: [1, 0]) }
        == .notPositive(.errors, 0, at: 2))
    #expect(refusal { _ = try points.polynomial(degree: 4, in: .alone) } == .tooFewPoints(4, needed: 5))
    let same = try Observations(x: [3, 3, 3], y: [1, 2, 3])
    #expect(refusal { _ = try same.polynomial(degree: 1, in: .alone) } == .tooFewPlaces(1, needed: 2))
    #expect(
      refusal { _ = try points.fit(from: [1, 1], in: .alone) { x, p in p[0] * p[1] * x } }
        == .undetermined(parameter: 1))
    #expect(
      refusal { _ = try points.fit(from: [1, 1], in: .alone) { x, p in p[0] * x } }
        == .undetermined(parameter: 1))
    #expect(
      refusal { _ = try points.fit(from: [-1], in: .alone) { x, p in log(p[0] * x) } }?.isOfModel == true)
    // No p minimizes it: χ² falls for ever as p grows.
    #expect(refusal { _ = try points.fit(from: [1], in: .alone) { _, p in -exp(-p[0]) } } != nil)
    let large = try Observations(x: [1, 2], y: [1e200, -1e200])
    #expect(refusal { _ = try large.polynomial(degree: 0, in: .alone) } == .overflow)
  }

  @Test("A fit stops when it is asked to")
  func cancellation() throws {
    let cancellation = Cancellation()
    cancellation.request()
    let work = Work(cancellation: cancellation)
    let points = try Observations(x: [1, 2, 3], y: [1, 2, 4])
    #expect(throws: Interruption.self) { try points.polynomial(degree: 1, in: work) }
    #expect(throws: Interruption.self) { try points.fit(from: [1], in: work) { x, p in p[0] * x } }
  }

  /// y are whole numbers of which none is rounded; but a fit cannot know that.
  @Test("Points on a curve leave the errors that their rounding leaves", arguments: [1.0, 1e-100, 1e100])
  func exactPoints(unit: Double) throws {
    let points = try Observations(x: [1, 2, 3, 4], y: [2, 4, 6, 8].map { $0 * unit })
    let line = try points.polynomial(degree: 1, in: .alone)
    let model = try points.fit(from: [unit, unit], in: .alone) { x, p in p[0] * x + p[1] }
    for fit in [line, model] {
      #expect(
        fit.standardErrors.allSatisfy { $0 > 1e-17 * unit && $0 < 1e-11 * unit }, "\(fit.standardErrors)")
    }
  }

  @Test("Numbers whose squares are none are an error, and no error of 0")
  func tooSmall() throws {
    for unit in [1e-200, 1e-160, 1e-145] {
      let points = try Observations(x: [1, 2, 3], y: [1, 2, 3.1].map { $0 * unit })
      #expect(throws: FitError.underflow) { try points.polynomial(degree: 1, in: .alone) }
      let weighed = try Observations(
        x: [1, 2, 3], y: [1, 2, 3.1].map { $0 * unit }, errors: [unit, unit, unit])
      #expect(try weighed.polynomial(degree: 1, in: .alone).standardErrors.allSatisfy { $0 > 0 })
    }
    let large = try Observations(x: [1, 2, 3], y: [1e200, 2e200, 3.1e200])
    #expect(throws: FitError.overflow) { try large.polynomial(degree: 1, in: .alone) }
  }
}

extension FitError {
  fileprivate func isNotFinite(_ column: Observations.Column) -> Bool {
    if case .notFinite(column, _, _) = self { true } else { false }
  }

  fileprivate var isOfModel: Bool { if case .modelNotFinite = self { true } else { false } }
}
