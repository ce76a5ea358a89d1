import RandomStreams
import Tensors

/// Numbers in order, of which a few are kept as they are, and of many as much as shows that one of them, or
/// their order, has changed.
///
/// Of n numbers x the sketch has the mean, the root mean square, and three projections Σ wᵢ xᵢ / ‖x‖ with
/// weights of a keyed generator: a change of one number by δ changes the sum by δ; two numbers that change
/// places change every projection by the difference of their weights times theirs. The weight of a number is
/// that of its place in a block times that of the block, so that few are drawn and one pass does everything.
/// Blocks with very large or very small numbers are scaled by a power of two: no square overflows.
struct Sketch {
  private static let blockSize = 512
  /// So many numbers are kept as they are.
  static let largestList = 8

  private(set) var count = 0
  /// The numbers since the last whole block.
  private var rest: [Double] = []
  private var blockCount = 0
  /// Of blocks with tiny, ordinary and huge numbers; empty where there was none.
  private var totals: [Projections] = []
  private var hasher = BitHasher()
  /// Where numbers are that are not finite, and what they are.
  private var gaps = BitHasher()
  private var isIntegral = true

  mutating func add(_ number: Double) {
    rest.append(number)
    count += 1
    if rest.count == Self.blockSize { takeRest() }
  }

  mutating func add(_ numbers: [Double]) {
    numbers.withUnsafeBufferPointer { numbers in
      var numbers = numbers[...]
      while !numbers.isEmpty {
        if rest.isEmpty, numbers.count >= Self.blockSize {
          take(UnsafeBufferPointer(rebasing: numbers.prefix(Self.blockSize)))
          numbers = numbers.dropFirst(Self.blockSize)
          count += Self.blockSize
        } else {
          let part = numbers.prefix(Self.blockSize - rest.count)
          rest += part
          count += part.count
          numbers = numbers.dropFirst(part.count)
          if rest.count == Self.blockSize { takeRest() }
        }
      }
    }
  }

  private mutating func takeRest() {
    let block = rest
    rest = []
    block.withUnsafeBufferPointer { take($0) }
  }

  /// The numbers under a name, the hash of all bits, and that of where they are not finite (0 where all are
  /// kept).
  func finished(_ name: String) -> (numbers: NumberDigest, bits: UInt64, gaps: UInt64) {
    var whole = self
    if count <= Self.largestList {
      rest.withUnsafeBytes { whole.hasher.combine(bytes: $0) }
      return (NumberDigest(name: name, content: .list(rest)), whole.hasher.hash, 0)
    }
    if !rest.isEmpty { whole.takeRest() }
    return (NumberDigest(name: name, content: .sketch(whole.summary)), whole.hasher.hash, whole.gaps.hash)
  }

  private var summary: NumberDigest.Sketch {
    // What is 2⁶⁰⁰ times smaller than the largest adds nothing.
    let place = totals.lastIndex { $0.squares > 0 } ?? 1
    let total = totals.isEmpty ? Projections() : totals[place]
    let (n, norm) = (Double(count), total.squares.squareRoot())
    let projections = norm > 0 ? total.mixtures / norm : SIMD4()
    return NumberDigest.Sketch(
      count: count, mean: total.sum / n / Self.scales[place],
      rootMeanSquare: norm / n.squareRoot() / Self.scales[place],
      projections: (0..<NumberDigest.Sketch.projectionCount).map { projections[$0] },
      integers: isIntegral ? hasher.hash : nil)
  }
}

// MARK: A block

extension Sketch {
  private struct Projections {
    var sum = 0.0
    var squares = 0.0
    /// The last one is not used.
    var mixtures = SIMD4<Double>()
  }

  /// Factors for blocks whose largest number is below 2⁻⁵⁰⁰, ordinary, above 2⁵⁰⁰.
  private static let scales = [0x1p600, 1, 0x1p-600]

  private mutating func take(_ block: UnsafeBufferPointer<Double>) {
    hasher.combine(bytes: UnsafeRawBufferPointer(block))
    withUnsafeTemporaryAllocation(of: Double.self, capacity: Self.blockSize) { copy in
      var block = block
      if block.count % 8 > 0 || !Self.isFinite(block) {
        copy.initialize(repeating: 0)
        for (place, number) in block.enumerated() {
          if number.isFinite {
            copy[place] = number
          } else {
            gaps.combine(blockCount)
            gaps.combine(place)
            gaps.combine(number.isNaN ? 0 : number > 0 ? 1 : 2)
          }
        }
        block = UnsafeBufferPointer(copy)
      }
      let largest = Self.largest(block)
      let place = largest < 0x1p-500 ? (largest > 0 ? 0 : 1) : largest > 0x1p500 ? 2 : 1
      isIntegral = isIntegral && largest < 0x1p53 && Self.isIntegral(block)
      let part = Self.projections(of: block, scale: Self.scales[place])
      if totals.isEmpty { totals = Array(repeating: Projections(), count: Self.scales.count) }
      totals[place].sum += part.sum
      totals[place].squares += part.squares
      totals[place].mixtures.addProduct(Weights.ofBlock(blockCount), part.mixtures)
    }
    blockCount += 1
  }

  private typealias Lanes = SIMD8<Double>

  @inline(__always)
  private static func lanes(_ block: UnsafeBufferPointer<Double>, _ body: (_ place: Int, _ x: Lanes) -> Void)
  {
    let bytes = UnsafeRawBufferPointer(block)
    for place in stride(from: 0, to: block.count, by: 8) {
      body(place, bytes.loadUnaligned(fromByteOffset: 8 * place, as: Lanes.self))
    }
  }

  private static func isFinite(_ block: UnsafeBufferPointer<Double>) -> Bool {
    // 0 · x is 0 for finite x, and not a number for others.
    var zeros = Lanes()
    lanes(block) { zeros.addProduct($1, Lanes()) }
    return zeros.sum() == 0
  }

  private static func largest(_ block: UnsafeBufferPointer<Double>) -> Double {
    var (largest, smallest) = (Lanes(), Lanes())
    lanes(block) { _, x in
      largest = pointwiseMax(largest, x)
      smallest = pointwiseMin(smallest, x)
    }
    return max(largest.max(), -smallest.min())
  }

  private static func isIntegral(_ block: UnsafeBufferPointer<Double>) -> Bool {
    var fractions = Lanes()
    lanes(block) { _, x in
      let fraction = x - x.rounded(.towardZero)
      fractions = pointwiseMax(fractions, pointwiseMax(fraction, -fraction))
    }
    return fractions.max() == 0
  }

  private static func projections(of block: UnsafeBufferPointer<Double>, scale: Double) -> Projections {
    var (sum, squares, a, b, c) = (Lanes(), Lanes(), Lanes(), Lanes(), Lanes())
    Weights.inBlock.withUnsafeBytes { weights in
      lanes(block) { place, number in
        let x = scale * number
        sum += x
        squares.addProduct(x, x)
        @inline(__always) func weight(_ row: Int) -> Lanes {
          weights.loadUnaligned(fromByteOffset: 8 * (row * blockSize + place), as: Lanes.self)
        }
        a.addProduct(x, weight(0))
        b.addProduct(x, weight(1))
        c.addProduct(x, weight(2))
      }
    }
    return Projections(
      sum: sum.sum(), squares: squares.sum(), mixtures: SIMD4(a.sum(), b.sum(), c.sum(), 0))
  }

  /// Weights from ±½ to ±1: none is so small that what it stands before does not count.
  private enum Weights {
    private static let key = SIMD2<UInt64>(0x7265_706C_6963_6100, 0x736B_6574_6368_0001)

    /// A row for each projection.
    static let inBlock: [Double] = (0..<UInt64(NumberDigest.Sketch.projectionCount * blockSize / 4)).flatMap {
      index in
      let words = Philox.block(SIMD4(index, 1, 0, 0), key: key)
      return (0..<4).map { weight(words[$0]) }
    }

    static func ofBlock(_ number: Int) -> SIMD4<Double> {
      let words = Philox.block(SIMD4(UInt64(number), 2, 0, 0), key: key)
      return SIMD4(weight(words[0]), weight(words[1]), weight(words[2]), 0)
    }

    private static func weight(_ word: UInt64) -> Double {
      let size = 0.5 + Double(word >> 12) * 0x1p-53
      return word & 1 == 0 ? size : -size
    }
  }
}
