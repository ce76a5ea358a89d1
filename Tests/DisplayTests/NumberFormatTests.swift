import Testing

@testable import Display

/// Expected texts are C's `%g` of the same number, as the manual of printf defines it.
@Suite struct NumberFormatTests {
  @Test(arguments: [
    (0.0, "0"), (-0.0, "0"), (42.0, "42"), (-7.0, "-7"), (123_456_789.0, "123456789"),
    (999_999_999_999_999.0, "999999999999999"), (1e15, "1e+15"), (0.1 + 0.2, "0.3"),
    (0.113591234, "0.113591"),
    (-16.65432, "-16.6543"), (1.5e-8, "1.5e-08"), (1e300, "1e+300"), (0.00012345678, "0.000123457"),
    (.nan, "nan"), (.infinity, "inf"), (-.infinity, "-inf"), (.leastNonzeroMagnitude, "4.94066e-324"),
  ])
  func numbersShowTheDigitsThatMatter(value: Double, text: String) {
    #expect(NumberFormat.standard.text(value) == text)
  }

  @Test(arguments: [
    (1e-8, "1e-8"), (1.5e9, "1.5e9"), (1e6, "1e6"), (250_000.0, "250000"), (0.3333333, "0.3333"),
  ])
  func ticksAreShort(value: Double, text: String) { #expect(NumberFormat.short.text(value) == text) }

  @Test func exactDigitsReadBackTheSameNumber() {
    for value in [0.1, 1.0 / 3, -0x1p-1060, .pi, .greatestFiniteMagnitude] {
      #expect(Double(NumberFormat.exact.text(value)) == value)
    }
  }

  @Test func fixedDecimalsNeverTrap() {
    #expect(NumberFormat.fixed(1.005, decimals: 1) == "1.0")
    #expect(NumberFormat.fixed(.nan, decimals: 3) == "nan")
    #expect(NumberFormat.fixed(-.greatestFiniteMagnitude, decimals: 99).count == 331)
  }
}
