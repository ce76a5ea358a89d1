/// A fitted curve: its parameters with their standard errors, and how well it goes through the points.
package struct Fit {
  package let parameters: [Double]
  /// From the errors of the points where those are known, else from the points' scatter around the curve,
  /// √(χ²/ν) each, which is no less than what the rounding of the points is; `nan` where that is asked of as
  /// many parameters as there are points.
  package let standardErrors: [Double]
  /// χ² = Σ ((y − f(x))/σ)², with σ = 1 where errors are not known.
  package let chiSquare: Double
  /// ν, the points without the parameters.
  package let freedom: Int
  /// 1 − χ²/Σ ((y − ȳ)/σ)².
  package let rSquare: Double
  /// How many steps led there; 0 where none are needed.
  package let iterations: Int
  package let curve: (Double) throws -> Double

  /// χ²/ν.
  package var reducedChiSquare: Double { freedom > 0 ? chiSquare / Double(freedom) : .nan }

  /// Throws `FitError.overflow` where a number is too large, `.underflow` where squares are too small to be
  /// numbers.
  init(
    _ observations: Observations, parameters: [Double], deviations: [Double], chiSquare: Double,
    iterations: Int = 0, curve: @escaping (Double) throws -> Double
  ) throws(FitError) {
    let freedom = observations.count - parameters.count
    let rounding = try observations.squaredRounding
    let scatter =
      observations.errors == nil ? (freedom > 0 ? max(chiSquare / Double(freedom), rounding) : .nan) : 1
    self.parameters = parameters
    standardErrors = deviations.map { $0 * scatter.squareRoot() }
    self.chiSquare = chiSquare
    self.freedom = freedom
    rSquare = 1 - chiSquare / observations.squaresAroundMean
    self.iterations = iterations
    self.curve = curve
    guard (parameters + deviations).allSatisfy(\.isFinite), chiSquare.isFinite else { throw .overflow }
  }
}

extension Observations {
  /// The mean square of what may have been lost of y when it was rounded.
  fileprivate var squaredRounding: Double {
    get throws(FitError) {
      let errors = y.indices.map { y[$0].ulp / 2 * weight($0) }
      let square = errors.reduce(0) { $0 + $1 * $1 } / Double(max(1, count))
      guard y.allSatisfy({ $0 == 0 }) || square >= .leastNormalMagnitude else { throw .underflow }
      return square
    }
  }

  /// Σ ((y − ȳ)/σ)² around the weighted mean.
  fileprivate var squaresAroundMean: Double {
    var (weights, sum) = (0.0, 0.0)
    for index in y.indices {
      let weight = weight(index) * weight(index)
      weights += weight
      sum += weight * y[index]
    }
    let mean = sum / weights
    return y.indices.reduce(0) { squares, index in
      let deviation = (y[index] - mean) * weight(index)
      return squares + deviation * deviation
    }
  }
}
