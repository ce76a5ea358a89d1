import Foundation

/// What the rules of a given density leave out: terms as small as the error that their spacing leaves,
/// e^{−c/h²} for a Gaussian.
struct Truncation {
  /// Terms below e^{−negligible} of the largest are left out.
  let negligible: Double
  /// A Gaussian is left out beyond this many standard deviations.
  let reach: Double

  /// At `resolution` 1 and above 10⁻¹⁶ is left out.
  init(resolution: Double) {
    let width = min(1, max(0.45, resolution))
    negligible = 37 * width * width
    reach = 8.8 * width
  }

  /// The error of a rule that leaves out so much.
  var error: Double { exp(-negligible) }
  /// A difference quotient over this distance has no larger an error than the rule gives it.
  var difference: Double { max(1e-6, error.squareRoot()) }
}
