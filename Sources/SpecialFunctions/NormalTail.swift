import CCerf
import Foundation

/// H(t) = ∫ₜ^∞ Dz = erfc(t/√2)/2, the tail of the standard normal distribution; exact down to the smallest double.

package func normalTail(_ t: Double) -> Double { 0.5 * erfc(t * 0.5.squareRoot()) }

/// ln H(t), exact far into the tail, where H itself is zero.
///
/// For t > 0 it is −t²/2 − ln 2 + ln erfcx(t/√2): no cancellation and no underflow. For t ≤ 0, H ≥ 1/2 and 1 − H(−t) is exact.
package func logNormalTail(_ t: Double) -> Double {
  t > 0 ? -0.5 * t * t + log(0.5 * erfcx(t * 0.5.squareRoot())) : log1p(-0.5 * erfc(-t * 0.5.squareRoot()))
}

/// The inverse Mills ratio φ(u)/H(u) = −H′(u)/H(u), with the normal density φ.
///
/// √(2/π)/erfcx(u/√2): erfcx overflows only below u ≈ −37, where the ratio is zero to every digit.
package func inverseMillsRatio(_ u: Double) -> Double {
  (2 / Double.pi).squareRoot() / erfcx(u * 0.5.squareRoot())
}

/// Dawson's integral D(x) = e^{−x²} ∫₀ˣ e^{t²} dt.
package func dawsonIntegral(_ x: Double) -> Double { dawson(x) }

/// The scaled complementary error function e^{x²} erfc(x).
package func scaledErfc(_ x: Double) -> Double { erfcx(x) }
