import Execution
import Synchronization
import Tensors

/// The weights of all layers in parts, each some units of a layer with all their weights, for one thread at a time.
///
/// A thread does all that a step does to a part before it takes the next, so that gradients never leave the cache. The parts
/// depend on the shapes alone.
struct WeightParts: Sendable {
  /// Some units of a layer, and the numbers that their weights have in it.
  struct Part: Sendable {
    let layer: Int
    let units: Range<Int>
    let weights: Range<Int>

    /// The numbers of weights that all elementwise loops go over before the next ones: they stay in the fastest cache.
    func forEachRun(_ body: (Range<Int>) -> Void) {
      for start in stride(from: weights.lowerBound, to: weights.upperBound, by: 512) {
        body(start..<min(start + 512, weights.upperBound))
      }
    }
  }

  /// Weights in a part, about: what belongs to them fills half of a core's cache.
  private static let weightsPerPart = 1 << 15

  private let inputs: [Int]
  private let parts: [Part]
  /// Room for two matrices with a number for each weight of a part, for each member of the team.
  private let scratch: [(FloatBuffer, FloatBuffer)]

  init(widths: [Int], team: Team) {
    inputs = widths.dropLast()
    parts = zip(widths, widths.dropFirst()).enumerated().flatMap { layer, sizes in
      let (inputs, units) = sizes
      let size = max(16, Self.weightsPerPart / inputs / 16 * 16)
      return (0..<partCount(of: size, in: units)).map { index in
        let units = part(index, of: size, in: units)
        return Part(
          layer: layer, units: units, weights: units.lowerBound * inputs..<units.upperBound * inputs)
      }
    }
    let room = parts.map(\.weights.count).max() ?? 0
    scratch = (0..<team.size).map { _ in (FloatBuffer(count: room), FloatBuffer(count: room)) }
  }

  /// `body` for every part, with two matrices of a row per unit that it may use; false if it was false for any of them.
  func allSatisfy(
    team: Team, _ body: @escaping @Sendable (Part, _ first: FloatMatrix, _ second: FloatMatrix) -> Bool
  ) -> Bool {
    let objection = Flag()
    team.run(parts.count) { [parts, inputs, scratch] index, member in
      let part = parts[index]
      let (rows, columns) = (part.units.count, inputs[part.layer])
      let first = FloatMatrix(scratch[member].0, rows: rows, columns: columns)
      let second = FloatMatrix(scratch[member].1, rows: rows, columns: columns)
      if !body(part, first, second) { objection.raise() }
    }
    return !objection.isRaised
  }
}

/// Adds steps to numbers. False if one of them is not finite afterwards.
func add(_ steps: UnsafePointer<Float>, to numbers: UnsafeMutablePointer<Float>, count: Int) -> Bool {
  // The exponent of infinities and of what is not a number is the largest of all.
  var largestExponent: UInt32 = 0
  for i in 0..<count {
    let sum = numbers[i] + steps[i]
    numbers[i] = sum
    largestExponent = max(largestExponent, sum.bitPattern & Float.infinity.bitPattern)
  }
  return largestExponent < Float.infinity.bitPattern
}

/// Something that any thread may raise.
private final class Flag: Sendable {
  private let state = Atomic<Bool>(false)

  var isRaised: Bool { state.load(ordering: .relaxed) }

  func raise() { state.store(true, ordering: .relaxed) }
}
