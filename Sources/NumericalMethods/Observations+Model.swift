import Execution
import Foundation

extension Observations {
  /// The parameters p of a model f(x, p) that make χ² smallest, from a start, by Levenberg and Marquardt's method.
  ///
  /// The damping follows the gain of each step (Nielsen; in Madsen, Nielsen and Tingleff, "Methods for non-linear least squares
  /// problems", 2004, with Moré's scales). It ends where the step that is left is a 10⁻⁸ of the parameters' standard errors, or a
  /// 10⁻¹² of the parameters. Throws `FitError`, what `model` throws, or `Interruption`.
  package func fit(
    from start: [Double], in work: Work,
    _ model: @escaping (_ x: Double, _ parameters: [Double]) throws -> Double
  ) throws -> Fit {
    try require(parameters: start.count)
    return try ModelFit(observations: self, model: model, work: work).solve(from: start)
  }
}

/// The minimum of χ²(p) = Σ ((y − f(x, p))/σ)².
private struct ModelFit {
  let observations: Observations
  let model: (_ x: Double, _ parameters: [Double]) throws -> Double
  let work: Work

  private static let largestCount = 1000
  private static let largestDamping = 1e20
  /// Derivatives by differences are right to some 10⁻¹¹: columns nearer to each other than this cannot be told apart.
  private static let smallestAngle = 1e-10

  func solve(from start: [Double]) throws -> Fit {
    var parameters = start
    // How large each parameter was at most: one that passes near 0 is not to be varied by next to nothing.
    var reach = start.map { $0 == 0 ? 1 : abs($0) }
    var (system, chiSquare) = (try linearized(at: parameters, reach), try chiSquare(at: parameters))
    var scales = system.columnNorms.map { $0 > 0 ? $0 : 1 }
    var (damping, growth) = (1e-3, 2.0)
    for iteration in 0..<Self.largestCount {
      try work.checkpoint()
      let remaining = remainder(of: system, at: parameters, scales)
      if chiSquare == 0 || remaining.inErrors < 1e-8 || remaining.relative < 1e-12 {
        return try finished(system, parameters, chiSquare, iteration)
      }
      let step = Self.step(of: system, damping, scales)
      let trial = zip(parameters, step).map { $0 + $1 }
      let reached = try self.chiSquare(at: trial, orInfinity: true)
      if reached < chiSquare {
        let penalty = zip(scales, step).reduce(0) { $0 + $1.0 * $1.0 * $1.1 * $1.1 }
        let gain = (chiSquare - reached) / (system.squaredImage(of: step) + 2 * damping * penalty)
        (parameters, chiSquare) = (trial, reached)
        reach = zip(reach, parameters).map { max($0, abs($1)) }
        system = try linearized(at: parameters, reach)
        scales = zip(scales, system.columnNorms).map(max)
        damping *= max(1.0 / 3, 1 - pow(2 * gain - 1, 3))
        growth = 2
      } else if damping < Self.largestDamping, trial != parameters {
        damping *= growth
        growth *= 2
      } else {
        // What is left of the step drowns in the rounding of χ².
        if remaining.inErrors < 1e-4 || remaining.relative < 1e-6 {
          return try finished(system, parameters, chiSquare, iteration)
        }
        try requireDetermined(system)
        throw FitError.noConvergence(iterations: iteration, chiSquare: chiSquare)
      }
    }
    throw FitError.noConvergence(iterations: Self.largestCount, chiSquare: chiSquare)
  }

  private func finished(
    _ system: LeastSquaresSystem, _ parameters: [Double], _ chiSquare: Double, _ iterations: Int
  ) throws -> Fit {
    try requireDetermined(system)
    let deviations = parameters.indices.map { place in
      system.deviation(along: parameters.indices.map { $0 == place ? 1 : 0 })
    }
    return try Fit(
      observations, parameters: parameters, deviations: deviations, chiSquare: chiSquare,
      iterations: iterations
    ) { [model] in try model($0, parameters) }
  }

  private func requireDetermined(_ system: LeastSquaresSystem) throws(FitError) {
    if let place = system.undetermined(tolerance: Self.smallestAngle) {
      throw .undetermined(parameter: place)
    }
  }

  /// The undamped step that is left: in standard errors of the parameters (Bates and Watts, Technometrics 23, 179, 1981), and
  /// relative to the parameters, both as the model feels them.
  private func remainder(
    of system: LeastSquaresSystem, at parameters: [Double], _ scales: [Double]
  ) -> (inErrors: Double, relative: Double) {
    func norm(_ x: [Double]) -> Double { x.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    let freedom = Double(observations.count - parameters.count)
    let error = (system.residual / freedom * Double(parameters.count)).squareRoot()
    let relative = norm(zip(scales, system.solution).map(*)) / norm(zip(scales, parameters).map(*))
    return (freedom > 0 ? norm(system.explained) / error : .infinity, relative)
  }

  /// The step that minimizes |r − J δ|² + λ |D δ|².
  private static func step(
    of system: LeastSquaresSystem, _ damping: Double, _ scales: [Double]
  ) -> [Double] {
    var damped = system
    for place in scales.indices {
      var row = scales.indices.map { $0 == place ? damping.squareRoot() * scales[place] : 0 }
      damped.add(&row, 0)
    }
    return damped.solution
  }

  private func chiSquare(at parameters: [Double], orInfinity: Bool = false) throws -> Double {
    let sum = try observations.chiSquare({ try model($0, parameters) }, in: work)
    if sum.isFinite || orInfinity { return sum.isNaN ? .infinity : sum }
    throw FitError.overflow
  }

  /// The residuals and their derivatives, by central differences.
  private func linearized(at parameters: [Double], _ reach: [Double]) throws -> LeastSquaresSystem {
    var system = LeastSquaresSystem(count: parameters.count)
    let differences = zip(parameters, reach).map { max(abs($0), 1e-4 * $1) * cbrt(Double.ulpOfOne) }
    var row = parameters
    for (index, x) in observations.x.enumerated() {
      try work.checkpoint()
      let (weight, center) = (observations.weight(index), try value(x, parameters))
      for place in parameters.indices {
        let (above, below) = (parameters[place] + differences[place], parameters[place] - differences[place])
        var shifted = parameters
        shifted[place] = above
        let upper = try value(x, shifted)
        shifted[place] = below
        row[place] = weight * (upper - (try value(x, shifted))) / (above - below)
      }
      system.add(&row, weight * (observations.y[index] - center))
    }
    return system
  }

  private func value(_ x: Double, _ parameters: [Double]) throws -> Double {
    let value = try model(x, parameters)
    guard value.isFinite else { throw FitError.modelNotFinite(value, at: x, parameters: parameters) }
    return value
  }
}
