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

  package func contains(_ number: Double) -> Bool {
    guard number > lower || (includesLower && number == lower) else { return false }
    guard number < upper || (includesUpper && number == upper) else { return false }
    return !isInteger || number.rounded() == number
  }

  /// "alpha ≥ 0", "0 ≤ overlap ≤ 1", "a whole number, n ≥ 1".
  package func phrase(_ name: String) -> String {
    var text = name
    let hasUpper = upper.isFinite && !(isInteger && upper == Double(1 << 53))
    if hasUpper && lower.isFinite {
      text =
        "\(NumberFormat.text(lower)) \(includesLower ? "≤" : "<") \(name) \(includesUpper ? "≤" : "<") \(NumberFormat.text(upper))"
    } else if hasUpper {
      text += " \(includesUpper ? "≤" : "<") \(NumberFormat.text(upper))"
    } else if lower.isFinite {
      text += " \(includesLower ? "≥" : ">") \(NumberFormat.text(lower))"
    } else {
      text += " finite"
    }
    return isInteger ? "a whole number, " + text : text
  }
}
