import Execution
import Synchronization
import Tensors

/// One step of training after another on a network's layers: gradients, the pull of an anchor, Adam, and the new moments.
///
/// All of that happens to a few units' weights before the next ones are touched, so that gradients never leave the cache.
struct VariationalStep: Sendable {
  /// Weights that a thread takes at a time, about: what belongs to them fills half of a core's cache.
  private static let weightsPerPart = 1 << 15
  /// Weights that all elementwise loops go over before the next ones, in the fastest cache.
  private static let weightsPerLoop = 512

  /// Some units of a layer.
  private struct Part: Sendable {
    let layer: Int
    let units: Range<Int>
  }

  private let pull: Pull?
  private var optimizers: [FloatAdam]
  private let parts: [Part]
  /// Room for two products of a part, for each member of the team.
  private let scratch: [(FloatBuffer, FloatBuffer)]

  init(pass: VariationalPass, rate: Double, pull: Pull?, team: Team) {
    self.pull = pull
    optimizers = pass.weights.map { FloatAdam(count: $0.units * $0.inputs, rate: rate, β1: 0.9, β2: 0.99) }
    parts = pass.weights.enumerated().flatMap { layer, weights in
      let size = max(16, Self.weightsPerPart / weights.inputs / 16 * 16)
      return (0..<partCount(of: size, in: weights.units)).map {
        Part(layer: layer, units: part($0, of: size, in: weights.units))
      }
    }
    let room = parts.map { $0.units.count * pass.weights[$0.layer].inputs }.max() ?? 0
    scratch = (0..<team.size).map { _ in (FloatBuffer(count: room), FloatBuffer(count: room)) }
  }

  /// A step along the gradient of a batch that has passed forward and back; `share` is its part of an epoch. False if a field
  /// is not a finite number afterwards.
  mutating func take(_ pass: VariationalPass, gain: Double, share: Double, team: Team) -> Bool {
    for index in optimizers.indices { optimizers[index].beginStep() }
    let flag = Flag()
    let step = self
    team.run(parts.count) { index, member in
      let isFinite = step.take(
        step.parts[index], pass, gain: Float(gain), share: Float(share), scratch: step.scratch[member])
      if !isFinite { flag.raise() }
    }
    return !flag.isRaised
  }

  private func take(
    _ part: Part, _ pass: VariationalPass, gain: Float, share: Float, scratch: (FloatBuffer, FloatBuffer)
  ) -> Bool {
    let weights = pass.weights[part.layer]
    let shape = (rows: part.units.count, columns: weights.inputs)
    let gradient = FloatMatrix(scratch.0, rows: shape.rows, columns: shape.columns)
    pass.writeGradient(
      layer: part.layer, units: part.units, gain: gain, to: gradient,
      scratch: FloatMatrix(scratch.1, rows: shape.rows, columns: shape.columns))
    let first = part.units.lowerBound * weights.inputs
    var isFinite = true
    for start in stride(from: 0, to: shape.rows * shape.columns, by: Self.weightsPerLoop) {
      let count = min(Self.weightsPerLoop, shape.rows * shape.columns - start)
      let values = gradient.base + start
      let fields = weights.fields.base + first + start
      let means = weights.means.base + first + start
      let variances = weights.variances.base + first + start
      pull?.add(
        to: values, fields: fields, variances: variances, layer: part.layer, from: first + start, count: count,
        gain: gain, share: share)
      optimizers[part.layer].replaceByStep(values, from: first + start, count: count)
      pull?.remember(
        step: values, variances: variances, layer: part.layer, from: first + start, count: count, gain: gain)
      if !move(fields, by: values, means: means, variances: variances, count: count, gain: gain) {
        isFinite = false
      }
    }
    return isFinite
  }
}

/// Adds steps to fields and makes the moments theirs. False if a field is not a finite number.
private func move(
  _ fields: UnsafeMutablePointer<Float>, by steps: UnsafeMutablePointer<Float>,
  means: UnsafeMutablePointer<Float>, variances: UnsafeMutablePointer<Float>, count: Int, gain: Float
) -> Bool {
  // The exponent of infinities and of what is not a number is the largest of all.
  var largestExponent: UInt32 = 0
  for i in 0..<count {
    let field = fields[i] + steps[i]
    fields[i] = field
    (means[i], variances[i]) = fieldMoments(gain * field)
    largestExponent = max(largestExponent, field.bitPattern & Float.infinity.bitPattern)
  }
  return largestExponent < Float.infinity.bitPattern
}

/// Something that any thread may raise.
private final class Flag: Sendable {
  private let state = Atomic<Bool>(false)

  var isRaised: Bool { state.load(ordering: .relaxed) }

  func raise() { state.store(true, ordering: .relaxed) }
}
