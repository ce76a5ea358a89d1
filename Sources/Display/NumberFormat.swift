#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How a number becomes text: integers as integers, anything else with a few significant digits and no trailing zeros.
///
/// Integers below 10¹⁵ are exact, hence shown whole; very small and very large numbers take C's exponent form (`1.5e-08`).
package struct NumberFormat: Sendable, Hashable {
  /// The largest number of significant digits shown, 1 to 17 (what tells two doubles apart).
  package let digits: Int
  /// Whether an exponent drops its padding: `1.5e-8` for `1.5e-08`, `1e9` for `1e+09`.
  package let compactExponent: Bool

  package init(digits: Int = 6, compactExponent: Bool = false) {
    self.digits = min(max(digits, 1), 17)
    self.compactExponent = compactExponent
  }

  /// What a cell shows.
  package static let standard = NumberFormat()
  /// What fits beside a figure's tick.
  package static let short = NumberFormat(digits: 4, compactExponent: true)
  /// Enough digits to read the same number back.
  package static let exact = NumberFormat(digits: 17)

  package func text(_ value: Double) -> String {
    if value.isNaN { return "nan" }
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    if abs(value) < 1e15, let integer = Int64(exactly: value), !compactExponent || abs(integer) < 1_000_000 {
      return String(integer)
    }
    let text = Self.formatted("%.*g", digits, value)
    return compactExponent ? Self.compact(text) : text
  }

  /// The number with exactly so many decimals, for columns that share a decimal point.
  package static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return standard.text(value) }
    return formatted("%.*f", min(max(decimals, 0), 20), value)
  }

  /// C's conversion of one number; the longest (`%.20f` of the largest double) has 331 characters.
  private static func formatted(_ format: String, _ precision: Int, _ value: Double) -> String {
    withVaList([Int32(precision), value]) { arguments in
      withUnsafeTemporaryAllocation(of: CChar.self, capacity: 352) { buffer in
        let length = Int(vsnprintf(buffer.baseAddress, buffer.count, format, arguments))
        let written = buffer.prefix(max(0, min(length, buffer.count - 1)))
        return String(decoding: written.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      }
    }
  }

  private static func compact(_ text: String) -> String {
    let parts = text.split(separator: "e")
    guard parts.count == 2, let exponent = Int(parts[1]) else { return text }
    return "\(parts[0])e\(exponent)"
  }
}
