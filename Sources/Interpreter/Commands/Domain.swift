import Display

/// The numbers a parameter admits.
package struct Domain: Sendable, Hashable {
  package var lower: Double
  package var upper: Double
  package var includesLower: Bool
  package var includesUpper: Bool
  package var isInteger: Bool

  /// lower ≤ x ≤ upper.
  package static func between(_ lower: Double, _ upper: Double) -> Domain {
    Domain(lower: lower, upper: upper, includesLower: true, includesUpper: true, isInteger: false)
  }

  /// lower < x < upper.
  package static func strictlyBetween(_ lower: Double, _ upper: Double) -> Domain {
    Domain(lower: lower, upper: upper, includesLower: false, includesUpper: false, isInteger: false)
  }

  /// x ≥ lower.
  package static func atLeast(_ lower: Double) -> Domain {
    Domain(lower: lower, upper: .infinity, includesLower: true, includesUpper: false, isInteger: false)
  }

  /// x > lower.
  package static func above(_ lower: Double) -> Domain {
    Domain(lower: lower, upper: .infinity, includesLower: false, includesUpper: false, isInteger: false)
  }

  /// Whole numbers from `lower` to `upper`.
  package static func integers(_ lower: Int, _ upper: Int = 1 << 53) -> Domain {
    Domain(
      lower: Double(lower), upper: Double(upper), includesLower: true, includesUpper: true, isInteger: true)
  }

  /// Any number but infinity and nan.
  package static let finite = strictlyBetween(-.infinity, .infinity)

  /// Any number and infinity, but not nan.
  package static let orInfinite = between(-.infinity, .infinity)

  /// Any whole number.
  package static let wholeNumber = Domain(
    lower: -.infinity, upper: .infinity, includesLower: false, includesUpper: false, isInteger: true)

  package func contains(_ number: Double) -> Bool {
    guard number > lower || (includesLower && number == lower) else { return false }
    guard number < upper || (includesUpper && number == upper) else { return false }
    return !isInteger || number.rounded() == number
  }

  /// "alpha ≥ 0", "0 ≤ overlap ≤ 1", "a whole number, n ≥ 1".
  package func phrase(_ name: String) -> String {
    let words = [isInteger ? "a whole number" : nil, bounds(name)].compactMap { $0 }
    return words.isEmpty
      ? (self == .orInfinite ? "a number or inf" : "a finite number") : words.joined(separator: ", ")
  }

  /// "alpha ≥ 0", "0 ≤ overlap ≤ 1"; `nil` where there are no bounds to speak of.
  func bounds(_ name: String) -> String? {
    let from = NumberFormat.text(lower)
    let to = NumberFormat.text(upper)
    let hasUpper = upper.isFinite && !(isInteger && upper == Double(1 << 53))
    return switch (lower.isFinite, hasUpper) {
    case (true, true): "\(from) \(includesLower ? "≤" : "<") \(name) \(includesUpper ? "≤" : "<") \(to)"
    case (true, false): "\(name) \(includesLower ? "≥" : ">") \(from)"
    case (false, true): "\(name) \(includesUpper ? "≤" : "<") \(to)"
    case (false, false): nil
    }
  }
}
