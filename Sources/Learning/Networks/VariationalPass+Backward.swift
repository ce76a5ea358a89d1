import Execution
import Tensors

extension VariationalPass {
  /// Adds the loss of the batch, leaving K = ŷ − y at the outputs.
  func addLoss(of task: LabelledExamples, _ examples: ArraySlice<Int>, to loss: inout SoftmaxCrossEntropy) {
    let output = units[units.count - 1]
    for (row, example) in examples.enumerated() {
      let (errors, noisyErrors, noise) = (
        output.errors.row(row), output.noisyErrors.row(row), output.noise.row(row)
      )
      loss.add(
        output.activations.row(row), count: output.errors.columns, label: task.labels[example],
        gradient: errors)
      for i in 0..<output.errors.columns { noisyErrors[i] = errors[i] * noise[i] }
    }
  }

  /// Carries K = ∂L/∂z back from the outputs to all hidden layers:
  /// K_{l−1} = [ μᵀK/√n + (σ²)ᵀ(K ξ/v) a/n ] where a > 0, and 0 elsewhere.
  func backward(team: Team) {
    for layer in weights.indices.dropFirst().reversed() { backward(layer, team: team) }
  }

  private func backward(_ layer: Int, team: Team) {
    let (weights, output, input, batch) = (weights[layer], units[layer + 1], units[layer], 0..<count)
    let size = Self.columnsPerPart
    team.run(partCount(of: size, in: weights.inputs)) { index, _ in
      let columns = part(index, of: size, in: weights.inputs)
      let errors = input.errors.part(rows: batch, columns: columns)
      let noisyErrors = input.noisyErrors.part(rows: batch, columns: columns)
      errors.setProduct(output.errors.part(rows: batch), weights.means.part(columns: columns))
      noisyErrors.setProduct(output.noisyErrors.part(rows: batch), weights.variances.part(columns: columns))
      let activations = input.activations.part(rows: batch, columns: columns)
      let noise = input.noise.part(rows: batch, columns: columns)
      for row in batch {
        carryBack(
          errors.row(row), noisyErrors.row(row), activations.row(row), noise.row(row), count: columns.count,
          inputs: weights.inputs)
      }
    }
  }

  /// Writes ∂L/∂θ = gain σ² [ K aᵀ/√n − μ (K ξ/v)(a²)ᵀ/n ] of some units of a layer, a row per unit; the two products are
  /// formed in `gradient` and `scratch`.
  func writeGradient(
    layer: Int, units range: Range<Int>, gain: Float, to gradient: FloatMatrix, scratch: FloatMatrix
  ) {
    let (weights, output, input, batch) = (weights[layer], units[layer + 1], units[layer], 0..<count)
    gradient.setProduct(
      output.errors.part(rows: batch, columns: range).transposed, input.activations.part(rows: batch))
    scratch.setProduct(
      output.noisyErrors.part(rows: batch, columns: range).transposed, input.squares.part(rows: batch))
    let (means, variances) = (weights.means.row(range.lowerBound), weights.variances.row(range.lowerBound))
    let (first, second) = (gradient.base, scratch.base)
    let shrink = gain / Float(weights.inputs)
    let scale = gain / Float(weights.inputs).squareRoot()
    for i in 0..<range.count * weights.inputs {
      first[i] = variances[i] * (scale * first[i] - shrink * means[i] * second[i])
    }
  }
}

/// K_{l−1} in the place of μᵀK, and K_{l−1} ξ/v in that of (σ²)ᵀ(K ξ/v).
private func carryBack(
  _ errors: UnsafeMutablePointer<Float>, _ noisyErrors: UnsafeMutablePointer<Float>,
  _ activations: UnsafeMutablePointer<Float>, _ noise: UnsafeMutablePointer<Float>, count: Int, inputs: Int
) {
  let inverse = 1 / Float(inputs)
  let scale = inverse.squareRoot()
  for i in 0..<count {
    let error = errors[i] * scale + noisyErrors[i] * activations[i] * inverse
    let kept = activations[i] > 0 ? error : 0
    errors[i] = kept
    noisyErrors[i] = kept * noise[i]
  }
}
