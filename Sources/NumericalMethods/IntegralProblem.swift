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
  /// The function's values have an integral that no number holds, or, near this x, no number of their own
  /// over the width there.
  case overflow(near: Double)
  /// Halving ends without the tolerance being met; most of the error comes from near this x.
  case diverges(near: Double, value: Double, error: Double)
}

extension IntegralProblem {
  private static let largestCount = 1000
  /// Equal parts that are looked at before any of them is halved: 231 nodes, no two of them further from each
  /// other than 0.007 of the whole, one of them in its middle. What lies between them no rule can see.
  private static let firstCount = 11

  /// Halves the part of the interval with the largest error until all errors together are within the
  /// tolerance (QUADPACK's `qag`), or are those of rounding.
  ///
  /// A peak that lies between the nodes of the first parts is not seen. Throws `IntegralError`, what the
  /// function throws, or `Interruption`.
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
      let value = try function(x)
      guard value.isFinite else { throw IntegralError.notFinite(value, at: x) }
      let product = value * line.derivative(t)
      guard product.isFinite else { throw IntegralError.overflow(near: x) }
      return product
    }
    var parts = try line.parts(Self.firstCount).map {
      try GaussKronrod(from: $0.lowerBound, to: $0.upperBound, integrand)
    }
    var evaluations = parts.count * GaussKronrod.evaluations
    while true {
      func sum(_ number: KeyPath<GaussKronrod, Double>) -> Double {
        parts.reduce(0) { $0 + $1[keyPath: number] }
      }
      let (value, error, magnitude) = (sum(\.value), sum(\.error), sum(\.magnitude))
      guard magnitude.isFinite, error.isFinite else {
        let largest = parts.max { $0.magnitude < $1.magnitude } ?? parts[0]
        throw IntegralError.overflow(near: line.x(largest.lower / 2 + largest.upper / 2))
      }
      if error <= max(tolerance * magnitude, sum(\.rounding)) {
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

  /// Each piece in so many equal parts.
  func parts(_ count: Int) -> [ClosedRange<Double>] {
    pieces.flatMap { piece in
      let (lower, upper) = (piece.lowerBound, piece.upperBound)
      // From the middle outwards, so that limits about 0 have parts about 0.
      let (middle, half) = (lower / 2 + upper / 2, upper / 2 - lower / 2)
      let inner = (1..<count).map { middle + half * (Double(2 * $0 - count) / Double(count)) }
      let ends = [lower] + inner.map { min(max($0, lower), upper) } + [upper]
      // Limits that are neighbours have nothing between them.
      return zip(ends, ends.dropFirst()).filter { $0 < $1 }.map { $0...$1 }
    }
  }

  private var pieces: [ClosedRange<Double>] {
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
