import Execution
import Tensors

/// The working memory of passes forward and back through a binary network, for batches of at most `capacity` examples.
///
/// It is allocated once, copies share it, and parts of it are written by all threads of a team; phases follow each other, and what is
/// written at the same time are different rows or columns. How work is cut into parts depends on the shapes alone, and so does
/// every bit.
struct BinaryPass: Sendable {
  /// A layer's weights: a row per unit, a column per input.
  struct Weights: Sendable {
    /// W and sgn(W).
    let hidden, signs: FloatMatrix
    var units: Int { hidden.rows }
    var inputs: Int { hidden.columns }
  }

  /// What passes through a layer's units: a row per example, a column per unit.
  struct Units: Sendable {
    /// sgn(u), or u in the last layer.
    let activations: FloatMatrix
    /// (z − mean)/√(variance + ε).
    let normalized: FloatMatrix
    /// ∂L/∂z.
    let errors: FloatMatrix
    let normalization: Normalization
  }

  /// A number per unit each, all in one memory.
  struct Normalization: Sendable {
    let parameters: FloatBuffer
    let gradients: FloatBuffer
    let mean, inverseWidth: FloatBuffer
    let units: Int

    init(units: Int) {
      self.units = units
      parameters = FloatBuffer(count: 2 * units)
      gradients = FloatBuffer(count: 2 * units)
      mean = FloatBuffer(count: units)
      inverseWidth = FloatBuffer(count: units)
    }

    /// γ, then δ, in `parameters` and their gradients alike.
    var scale: UnsafeMutablePointer<Float> { parameters.base }
    var shift: UnsafeMutablePointer<Float> { parameters.base + units }
  }

  /// Columns of units that one thread computes at a time.
  static let columnsPerPart = 128
  /// ε, added to the variance of a unit's input.
  static let leastVariance: Float = 1e-5

  let widths: [Int]
  let weights: [Weights]
  let inputs: FloatMatrix
  /// One for each of `weights`.
  let units: [Units]
  /// The examples in the batch.
  private(set) var count = 0

  init(widths: [Int], capacity: Int) {
    self.widths = widths
    weights = zip(widths, widths.dropFirst()).map { inputs, units in
      Weights(
        hidden: FloatMatrix(rows: units, columns: inputs), signs: FloatMatrix(rows: units, columns: inputs))
    }
    inputs = FloatMatrix(rows: capacity, columns: widths[0])
    units = widths.dropFirst().map { width in
      func matrix() -> FloatMatrix { FloatMatrix(rows: capacity, columns: width) }
      return Units(
        activations: matrix(), normalized: matrix(), errors: matrix(),
        normalization: Normalization(units: width)
      )
    }
  }

  /// What goes into a layer.
  func input(of layer: Int) -> FloatMatrix {
    (layer == 0 ? inputs : units[layer - 1].activations).part(rows: 0..<count)
  }

  /// Puts the weights of a network into the layers, and γ and δ of one of its tasks.
  func load(_ network: BinaryNetwork, _ normalization: BinaryNetwork.Normalization, team: Team) {
    for layer in weights.indices {
      let weights = weights[layer]
      weights.hidden.copy(network.weights[layer])
      team.run(weights.units) { unit, _ in
        takeSigns(of: weights.hidden.row(unit), to: weights.signs.row(unit), count: weights.inputs)
      }
      let (scale, shift) = (units[layer].normalization.scale, units[layer].normalization.shift)
      scale.update(from: normalization.scales[layer], count: weights.units)
      shift.update(from: normalization.shifts[layer], count: weights.units)
    }
  }

  /// γ and δ as they are now.
  var normalization: BinaryNetwork.Normalization {
    var result = BinaryNetwork.Normalization(widths: widths)
    for (layer, units) in units.enumerated() {
      let count = units.normalization.units
      result.scales[layer] = Array(UnsafeBufferPointer(start: units.normalization.scale, count: count))
      result.shifts[layer] = Array(UnsafeBufferPointer(start: units.normalization.shift, count: count))
    }
    return result
  }

  /// Takes up the examples with these numbers.
  mutating func begin(_ task: LabelledExamples, _ examples: ArraySlice<Int>) {
    count = examples.count
    task.copyInputs(of: examples, to: inputs.base)
  }
}

/// sgn(W), + for a zero.
func takeSigns(of hidden: UnsafePointer<Float>, to signs: UnsafeMutablePointer<Float>, count: Int) {
  for i in 0..<count { signs[i] = hidden[i] < 0 ? -1 : 1 }
}
