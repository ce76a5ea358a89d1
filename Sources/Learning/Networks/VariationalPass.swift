import Execution
import RandomStreams
import Tensors

/// The working memory of passes forward and back through a network, for batches of at most `capacity` examples.
///
/// It is allocated once, copies share it, and parts of it are written by all threads of a team; phases follow each other, and what is
/// written at the same time are different rows or columns. How work is cut into parts depends on the shapes alone, and so does every bit.
struct VariationalPass: Sendable {
  /// A layer's weights: a row per unit, a column per input.
  struct Weights: Sendable {
    let fields, means, variances: FloatMatrix
    var units: Int { means.rows }
    var inputs: Int { means.columns }
  }

  /// What passes through a layer's units, or the network's inputs: a row per example, a column per unit.
  struct Units: Sendable {
    /// a and a²; before that, μ·a and σ²·a².
    let activations, squares: FloatMatrix
    /// ξ before the pass, ξ/v after it.
    let noise: FloatMatrix
    /// K, and K ξ/v.
    let errors, noisyErrors: FloatMatrix
  }

  /// Columns of units that one thread computes at a time.
  static let columnsPerPart = 128
  /// Added to the variance of a unit's input, which otherwise is 0 where all of its inputs are.
  static let leastVariance: Float = 1e-30

  let widths: [Int]
  let weights: [Weights]
  /// One more than `weights`: the first are the inputs.
  let units: [Units]
  private let noiseMemory: FloatBuffer
  private let noise: NormalNoise
  /// The examples in the batch.
  private(set) var count = 0

  init(widths: [Int], capacity: Int, noise stream: RandomStream) {
    self.widths = widths
    weights = zip(widths, widths.dropFirst()).map { inputs, units in
      Weights(
        fields: FloatMatrix(rows: units, columns: inputs), means: FloatMatrix(rows: units, columns: inputs),
        variances: FloatMatrix(rows: units, columns: inputs))
    }
    let noiseCount = capacity * widths.dropFirst().reduce(0, +)
    noise = NormalNoise(count: noiseCount, stream: stream)
    let memory = FloatBuffer(count: noise.chunks * NormalNoise.chunk)
    noiseMemory = memory
    var start = 0
    units = widths.enumerated().map { layer, width in
      func matrix() -> FloatMatrix { FloatMatrix(rows: capacity, columns: width) }
      // The inputs have none.
      let rows = layer == 0 ? 0 : capacity
      let noise = FloatMatrix(memory, from: start, rows: rows, columns: width)
      start += rows * width
      return Units(
        activations: matrix(), squares: matrix(), noise: noise, errors: matrix(), noisyErrors: matrix())
    }
  }

  /// Puts the fields of a network into the layers, and the moments of its weights.
  func load(_ posterior: VariationalNetwork.Posterior, team: Team) {
    for (weights, fields) in zip(weights, posterior.fields) { weights.fields.copy(fields) }
    updateMoments(gain: posterior.gain, team: team)
  }

  /// The fields in the layers.
  func posterior(gain: Double) -> VariationalNetwork.Posterior {
    VariationalNetwork.Posterior(gain: gain, fields: weights.map { $0.fields.elements })
  }

  /// The mean of σ² over all weights.
  var meanVariance: Double {
    let sum = weights.reduce(0) { sum, layer in sum + layer.variances.elements.reduce(0) { $0 + Double($1) } }
    return sum / Double(weights.reduce(0) { $0 + $1.units * $1.inputs })
  }

  /// Makes the moments those of the fields at that gain.
  func updateMoments(gain: Double, team: Team) {
    let gain = Float(gain)
    for weights in weights {
      team.run(weights.units) { unit, _ in
        writeMoments(
          of: weights.fields.row(unit), means: weights.means.row(unit),
          variances: weights.variances.row(unit), count: weights.inputs, gain: gain)
      }
    }
  }

  /// Takes up the examples with these numbers, and the noise of fill number `fill` for all units, unless that is `nil`.
  mutating func begin(_ task: LabelledExamples, _ examples: ArraySlice<Int>, fill: Int?, team: Team) {
    count = examples.count
    let (input, noise, noiseMemory, count) = (units[0], noise, noiseMemory, count)
    let size = 16
    let parts = partCount(of: size, in: count)
    team.run(parts + (fill == nil ? 0 : noise.chunks)) { index, _ in
      if index < parts {
        let rows = part(index, of: size, in: count)
        let (values, squares) = (input.activations.row(rows.lowerBound), input.squares.row(rows.lowerBound))
        let first = examples.startIndex
        task.copyInputs(of: examples[first + rows.lowerBound..<first + rows.upperBound], to: values)
        for i in 0..<rows.count * task.inputCount { squares[i] = values[i] * values[i] }
      } else if let fill {
        let chunk = index - parts
        noise.write(chunk: chunk, ofFill: fill, to: noiseMemory.base + chunk * NormalNoise.chunk)
      }
    }
  }
}
