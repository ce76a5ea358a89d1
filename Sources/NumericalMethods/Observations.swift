import Execution
import Foundation

/// Points to which a curve is fitted: y at x, each with its standard error where that is known.
package struct Observations: Sendable {
  package enum Column: String, Sendable { case x, y, errors }

  package let x: [Double]
  package let y: [Double]
  package let errors: [Double]?

  package var count: Int { x.count }

  /// Columns of equal length; throws `FitError` where a number is not finite, or an error not above 0.
  package init(x: [Double], y: [Double], errors: [Double]? = nil) throws(FitError) {
    (self.x, self.y, self.errors) = (x, y, errors)
    for index in x.indices {
      guard x[index].isFinite else { throw .notFinite(.x, x[index], at: nil) }
      guard y[index].isFinite else { throw .notFinite(.y, y[index], at: x[index]) }
      guard let error = errors?[index] else { continue }
      guard error.isFinite else { throw .notFinite(.errors, error, at: x[index]) }
      guard error > 0 else { throw .notPositive(.errors, error, at: x[index]) }
    }
  }

  /// The same points with ln y, whose errors are σ/y to first order, and with ln x if that is asked for.
  package func logarithmic(inX: Bool) throws(FitError) -> Observations {
    for index in x.indices {
      guard !inX || x[index] > 0 else { throw .notPositive(.x, x[index], at: nil) }
      guard y[index] > 0 else { throw .notPositive(.y, y[index], at: x[index]) }
    }
    return try Observations(
      x: inX ? x.map { log($0) } : x, y: y.map { log($0) },
      errors: errors.map { zip($0, y).map { $0 / $1 } })
  }

  /// 1/σ.
  func weight(_ index: Int) -> Double { errors.map { 1 / $0[index] } ?? 1 }

  /// χ² = Σ ((y − f(x))/σ)², with σ = 1 where errors are not known.
  func chiSquare(_ curve: (Double) throws -> Double, in work: Work) throws -> Double {
    var sum = 0.0
    for index in x.indices {
      try work.checkpoint()
      let deviation = (y[index] - (try curve(x[index]))) * weight(index)
      sum += deviation * deviation
    }
    return sum
  }

  /// Throws where there are fewer points than parameters.
  func require(parameters: Int) throws(FitError) {
    guard count >= parameters else { throw .tooFewPoints(count, needed: parameters) }
  }
}
