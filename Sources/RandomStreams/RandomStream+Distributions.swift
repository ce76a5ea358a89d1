import Foundation

extension RandomStream {
  /// A number uniform in [0, 1): the top 53 bits of a word, so that every value is a multiple of 2⁻⁵³.
  package mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A standard normal number, √(−2 ln u)·cos 2πv and then the same with sin.
  ///
  /// Box and Muller, Ann. Math. Stat. 29, 610 (1958), with u in (0, 1], so the logarithm is finite. Exact but for rounding and
  /// |x| ≤ 8.6. The polar and ziggurat methods are faster but reject, so the number of words taken would vary.
  package mutating func normal() -> Double {
    if let spare = spareNormal {
      spareNormal = nil
      return spare
    }
    let radius = (-2 * log(1 - uniform())).squareRoot()
    let angle = 2 * Double.pi * uniform()
    spareNormal = radius * sin(angle)
    return radius * cos(angle)
  }

  /// An integer uniform in 0 ..< `bound`, without bias; 0 where `bound` is below 2.
  ///
  /// Lemire, ACM Trans. Model. Comput. Simul. 29, 3 (2019): the high word of a product, with the few biased low words refused.
  package mutating func integer(below bound: Int) -> Int {
    guard bound > 1 else { return 0 }
    let range = UInt64(bound)
    let refused = (0 &- range) % range
    var product = range.multipliedFullWidth(by: next())
    while product.low < refused { product = range.multipliedFullWidth(by: next()) }
    return Int(product.high)
  }

  /// Puts `array` into a uniformly random order (Fisher and Yates, as in Knuth 3.4.2 P).
  package mutating func shuffle<Element>(_ array: inout [Element]) {
    shuffle(&array, choosing: array.indices)
  }

  /// The part of that which decides what stands at some places, when it is decided for those behind them:
  /// from the last ones to the first.
  @_specialize(where Element == Int)
  package mutating func shuffle<Element>(_ array: inout [Element], choosing places: Range<Int>) {
    for last in places.reversed() where last > 0 { array.swapAt(last, integer(below: last + 1)) }
  }
}
