import Foundation

/// Where an axis carries its ticks: 1, 2 or 5 times a power of ten on a linear axis, decades on a logarithmic one.
package enum Ticks {
  /// Ascending positions within the limits, at most about `count` of them; none where the limits are not a range.
  package static func positions(
    from lower: Double, to upper: Double, count: Int, scale: Figure.Axis.Scale
  ) -> [Double] {
    guard lower.isFinite, upper.isFinite, lower < upper, count >= 2 else { return [] }
    guard scale == .logarithmic, lower > 0 else { return linear(lower, upper, count) }
    let decades = decades(lower, upper)
    if decades.count > count {
      let stride = (decades.count + count - 1) / count
      // Multiples of the stride, so that 10⁰ is among them whatever the limits.
      return decades.filter { $0 % stride == 0 }.map(power)
    }
    if decades.count >= 3 { return decades.map(power) }
    let exponents = (decades.first.map { $0 - 1 } ?? Int(log10(lower).rounded(.down)))...
    let finer = exponents.prefix(5).flatMap { exponent in [1.0, 2, 5].map { scaled($0, exponent) } }
      .filter { (lower...upper).contains($0) }
    return finer.count >= 2 && finer.count <= max(count, 6) ? finer : linear(lower, upper, count)
  }

  /// Labels of ticks with the fewest digits that tell them apart.
  package static func labels(_ positions: [Double]) -> [String] {
    for digits in 4..<17 {
      let labels = positions.map { NumberFormat(digits: digits, compactExponent: true).text($0) }
      if Set(labels).count == Set(positions).count { return labels }
    }
    return positions.map { NumberFormat(digits: 17, compactExponent: true).text($0) }
  }

  private static func linear(_ lower: Double, _ upper: Double, _ count: Int) -> [Double] {
    // Halves, because the difference of two finite numbers may overflow.
    let rough = (upper / 2 - lower / 2) / Double(count) * 2
    guard rough > 0, rough.isFinite else { return [lower, upper] }
    let exponent = Int(log10(rough).rounded(.down))
    let candidates = [1.0, 2, 5, 10].map { (mantissa: $0, step: scaled($0, exponent)) }
    // The slack accepts a step that rounding put just below the rough one.
    guard let (mantissa, step) = candidates.first(where: { $0.step >= rough * (1 - 1e-9) }), step > 0 else {
      return [lower, upper]
    }
    let slack = 1e-9 * step
    let first = ((lower - slack) / step).rounded(.up)
    var positions: [Double] = []
    for index in 0...count + 1 {
      let multiple = first + Double(index)
      let position = scaled(multiple * mantissa, exponent)
      guard position.isFinite, position <= upper + slack else { break }
      if position > positions.last ?? -.infinity { positions.append(position) }
    }
    return positions
  }

  private static func decades(_ lower: Double, _ upper: Double) -> [Int] {
    let first = Int((log10(lower) - 1e-9).rounded(.up))
    let last = Int((log10(upper) + 1e-9).rounded(.down))
    return first <= last ? Array(first...last) : []
  }

  private static func power(_ exponent: Int) -> Double { scaled(1, exponent) }

  /// `mantissa · 10^exponent`; a negative power divides, so that 3 · 10⁻¹ is the double that prints as 0.3.
  private static func scaled(_ mantissa: Double, _ exponent: Int) -> Double {
    if exponent >= 0 { return mantissa * pow(10, Double(exponent)) }
    if exponent >= -300 { return mantissa / pow(10, Double(-exponent)) }
    return mantissa / 1e300 / pow(10, Double(-exponent - 300))
  }
}
