/// Why a curve cannot be fitted, as a lower-case fact.
package enum FitError: Error, Sendable, Hashable {
  case notFinite(Observations.Column, Double, at: Double?)
  case notPositive(Observations.Column, Double, at: Double?)
  case tooFewPoints(Int, needed: Int)
  /// So many different x, of which a polynomial needs more.
  case tooFewPlaces(Int, needed: Int)
  /// The points do not tell this parameter from those before it.
  case undetermined(parameter: Int)
  /// The model's value at this x, for these parameters.
  case modelNotFinite(Double, at: Double, parameters: [Double])
  case noConvergence(iterations: Int, chiSquare: Double)
  case overflow
  case underflow
}
