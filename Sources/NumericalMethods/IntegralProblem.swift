import Execution

/// ∫ f(x) dx between limits that may be infinite.
package struct IntegralProblem: Sendable {
  package let lower: Double
  package let upper: Double
  /// The error admitted, relative to ∫ |f|.
  package let tolerance: Double

  package init(from lower: Double, to upper: Double, tolerance: Double = 1e-10) {
    (self.lower, self.upper, self.tolerance) = (lower, upper, tolerance)
  }
}

package struct IntegralResult: Sendable {
  package let value: Double
  /// The estimate of the error.
  package let error: Double
  package let evaluations: Int
}

package enum IntegralError: Error, Sendable, Hashable {
  case notFinite(Double, at: Double)
  /// Halving ends without the tolerance being met; most of the error comes from near this x.
  case diverges(near: Double, value: Double, error: Double)
}

extension IntegralProblem {
  private static let largestCount = 1000

  /// Halves the interval with the largest error until all errors together are within the tolerance (QUADPACK's `qag`).
  ///
  /// A peak that lies between the nodes of the first rule is not seen. Throws `IntegralError`, what the function throws, or
  /// `Interruption`.
  package func solve(in work: Work, _ function: (Double) throws -> Double) throws -> IntegralResult {
    guard lower != upper else { return IntegralResult(value: 0, error: 0, evaluations: 0) }
    guard lower < upper else {
      let reversed = try IntegralProblem(from: upper, to: lower, tolerance: tolerance).solve(
        in: work, function)
      return IntegralResult(value: -reversed.value, error: reversed.error, evaluations: reversed.evaluations)
    }
    let line = IntegrationLine(lower: lower, upper: upper)
    func integrand(_ t: Double) throws -> Double {
      try work.checkpoint()
      let x = line.x(t)
      let value = try function(x) * line.derivative(t)
      guard value.isFinite else { throw IntegralError.notFinite(value, at: x) }
      return value
    }
    var parts = try line.pieces.map { try GaussKronrod(from: $0.lowerBound, to: $0.upperBound, integrand) }
    var evaluations = parts.count * GaussKronrod.evaluations
    while true {
      let (value, error) = parts.reduce((0.0, 0.0)) { ($0.0 + $1.value, $0.1 + $1.error) }
      if error <= tolerance * parts.reduce(0, { $0 + $1.magnitude }) {
        return IntegralResult(value: value, error: error, evaluations: evaluations)
      }
      let worst = parts.indices.reduce(0) { parts[$1].error > parts[$0].error ? $1 : $0 }
      let (lower, upper) = (parts[worst].lower, parts[worst].upper)
      let middle = lower / 2 + upper / 2
      guard parts.count < Self.largestCount, lower < middle, middle < upper else {
        throw IntegralError.diverges(near: line.x(middle), value: value, error: error)
      }
      work.report(
        Progress(
          label: "integrate", done: parts.count, total: Self.largestCount, live: (name: "error", value: error)
        ))
      parts[worst] = try GaussKronrod(from: lower, to: middle, integrand)
      parts.append(try GaussKronrod(from: middle, to: upper, integrand))
      evaluations += 2 * GaussKronrod.evaluations
    }
  }
}

/// The interval of t on which x(t) runs through the limits: x = t between finite ones, else x = t/(1 − t²), or an end ± t/(1 − t).
private struct IntegrationLine {
  let lower: Double
  let upper: Double

  var pieces: [ClosedRange<Double>] {
    switch (lower.isFinite, upper.isFinite) {
    case (true, true): [lower...upper]
    case (true, false): [0...1]
    case (false, true): [-1...0]
    case (false, false): [-1...0, 0...1]
    }
  }

  func x(_ t: Double) -> Double {
    switch (lower.isFinite, upper.isFinite) {
    case (true, true): t
    case (true, false): lower + t / (1 - t)
    case (false, true): upper + t / (1 + t)
    case (false, false): t / ((1 - t) * (1 + t))
    }
  }

  func derivative(_ t: Double) -> Double {
    switch (lower.isFinite, upper.isFinite) {
    case (true, true): 1
    case (true, false): 1 / ((1 - t) * (1 - t))
    case (false, true): 1 / ((1 + t) * (1 + t))
    case (false, false): (1 + t * t) / ((1 - t) * (1 - t) * (1 + t) * (1 + t))
    }
  }
}
