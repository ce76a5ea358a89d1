import Foundation

/// The step of the leapfrog rule, adapted until the mean acceptance is 0.8, then frozen.
///
/// Dual averaging of ln ε: Hoffman and Gelman, J. Mach. Learn. Res. 15, 1593 (2014), section 3.2, with their constants.
struct StepSize {
  private static let target = 0.8
  private static let (shrinkage, delay, forgetting) = (0.05, 10.0, 0.75)
  private static let start = 0.2

  private(set) var value = Self.start
  private var count = 0.0
  private var meanShortfall = 0.0
  private var meanLogarithm = 0.0

  /// Learns from a trajectory's acceptance probability.
  mutating func adapt(to acceptance: Double) {
    count += 1
    let weight = 1 / (count + Self.delay)
    meanShortfall += weight * (Self.target - acceptance - meanShortfall)
    let logarithm = log(10 * Self.start) - count.squareRoot() / Self.shrinkage * meanShortfall
    meanLogarithm += pow(count, -Self.forgetting) * (logarithm - meanLogarithm)
    value = exp(logarithm)
  }

  /// Takes the average for good, if there was anything to learn from.
  mutating func freeze() {
    if count > 0 { value = exp(meanLogarithm) }
  }
}
