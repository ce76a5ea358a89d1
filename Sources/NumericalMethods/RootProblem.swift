/// A zero of a function between two numbers where it has different signs.
package struct RootProblem: Sendable {
  package let lower: Double
  package let upper: Double
  /// How near to the zero; 0 for as near as numbers can be told apart, or 10⁻³² of the smaller of 1 and the interval where it is at 0.
  package let tolerance: Double

  package init(from lower: Double, to upper: Double, tolerance: Double = 0) {
    (self.lower, self.upper, self.tolerance) = (lower, upper, tolerance)
  }
}

package struct RootResult: Sendable {
  package let root: Double
  /// The function there.
  package let residual: Double
  package let evaluations: Int
}

package enum RootError: Error, Sendable, Hashable {
  case sameSign(atLower: Double, atUpper: Double)
  case notANumber(at: Double)
  /// The sign changes between neighbouring numbers, and the function is far from 0 on both sides.
  case jump(at: Double, from: Double, to: Double)
}

extension RootProblem {
  /// What is left of the larger value at the ends where the sign changes, if the function passes through 0 there.
  private static let largestResidual = 1e-3

  /// Inverse quadratic interpolation where the last three points promise that it does better than halving, and halving elsewhere
  /// (Chandrupatla, Adv. Eng. Softw. 28, 145, 1997). Throws `RootError`, or what the function throws.
  package func solve(_ function: (Double) throws -> Double) throws -> RootResult {
    var evaluations = 0
    func value(_ x: Double) throws -> Double {
      evaluations += 1
      let value = try function(x)
      guard !value.isNaN else { throw RootError.notANumber(at: x) }
      return value
    }
    // The zero lies between a, the newest point, and b; c is the point before.
    var (a, b) = (upper, lower)
    var (fa, fb) = (try value(a), try value(b))
    // Beside an infinite value everything is small.
    var scale = [fa, fb].filter(\.isFinite).map(abs).max()
    guard fa == 0 || fb == 0 || (fa < 0) != (fb < 0) else {
      throw RootError.sameSign(atLower: fb, atUpper: fa)
    }
    let finest = 1e-32 * min(1, abs(upper - lower))
    var fraction = 0.5
    while true {
      let (best, residual) = abs(fa) < abs(fb) ? (a, fa) : (b, fb)
      let width = abs(b - a)
      let sharpest = max(2 * best.ulp, finest)
      let resolution = max(sharpest, tolerance)
      if residual == 0 || width <= resolution {
        let isFar = !residual.isFinite || abs(residual) > Self.largestResidual * (scale ?? 0)
        if width <= sharpest, isFar {
          throw RootError.jump(at: best, from: a < b ? fa : fb, to: a < b ? fb : fa)
        }
        return RootResult(root: best, residual: residual, evaluations: evaluations)
      }
      let least = min(0.5, resolution / 2 / width)
      let step = min(max(fraction, least), 1 - least) * (b / 2 - a / 2)
      let x = a + step + step
      let fx = try value(x)
      if scale == nil, fx.isFinite { scale = abs(fx) }
      var (c, fc) = (a, fa)
      if (fx < 0) == (fa < 0), fx != 0 {
        (a, fa) = (x, fx)
      } else {
        (c, fc, b, fb, a, fa) = (b, fb, a, fa, x, fx)
      }
      fraction = Self.fraction(a, fa, b, fb, c, fc) ?? 0.5
    }
  }

  /// How far from a to b the inverse parabola through three points has its zero; `nil` where it may not be trusted.
  private static func fraction(
    _ a: Double, _ fa: Double, _ b: Double, _ fb: Double, _ c: Double, _ fc: Double
  ) -> Double? {
    let (ξ, φ) = ((a - b) / (c - b), (fa - fb) / (fc - fb))
    guard φ * φ < ξ, (1 - φ) * (1 - φ) < 1 - ξ else { return nil }
    let fraction = fa / (fb - fa) * fc / (fb - fc) + (c - a) / (b - a) * fa / (fc - fa) * fb / (fc - fb)
    return fraction.isFinite ? fraction : nil
  }
}
