import Execution
import Tensors

extension VariationalPass {
  /// Lets the batch pass through all layers: z = μ·a/√n + v ξ with v² = σ²·a²/n; a = max(z, 0), and a = z in the last layer.
  ///
  /// Without noise it is z = μ·a/√n, and whatever stands in for μ.
  func forward(isNoisy: Bool = true, team: Team) {
    for layer in weights.indices { forward(layer, isNoisy: isNoisy, team: team) }
  }

  private func forward(_ layer: Int, isNoisy: Bool, team: Team) {
    let (weights, input, output, batch) = (weights[layer], units[layer], units[layer + 1], 0..<count)
    let floor: Float = layer == self.weights.count - 1 ? -.infinity : 0
    let size = Self.columnsPerPart
    team.run(partCount(of: size, in: weights.units)) { index, _ in
      let columns = part(index, of: size, in: weights.units)
      let activations = output.activations.part(rows: batch, columns: columns)
      activations.setProduct(
        input.activations.part(rows: batch), weights.means.part(rows: columns).transposed)
      let squares = output.squares.part(rows: batch, columns: columns)
      let noise = output.noise.part(rows: batch, columns: columns)
      if isNoisy {
        squares.setProduct(input.squares.part(rows: batch), weights.variances.part(rows: columns).transposed)
      }
      for row in batch {
        if isNoisy {
          activate(
            activations.row(row), squares.row(row), noise.row(row), count: columns.count,
            inputs: weights.inputs, floor: floor)
        } else {
          activate(activations.row(row), count: columns.count, inputs: weights.inputs, floor: floor)
        }
      }
    }
  }
}

/// a and a² in the place of μ·a and σ²·a², and ξ/v in that of ξ.
private func activate(
  _ activations: UnsafeMutablePointer<Float>, _ squares: UnsafeMutablePointer<Float>,
  _ noise: UnsafeMutablePointer<Float>, count: Int, inputs: Int, floor: Float
) {
  let inverse = 1 / Float(inputs)
  let scale = inverse.squareRoot()
  for i in 0..<count {
    let width = VariationalPass.leastVariance.addingProduct(squares[i], inverse).squareRoot()
    let z = (activations[i] * scale).addingProduct(width, noise[i])
    // Written so that `nan` stays: a network that has diverged must not look silent.
    let a = z < floor ? floor : z
    noise[i] /= width
    activations[i] = a
    squares[i] = a * a
  }
}

private func activate(
  _ activations: UnsafeMutablePointer<Float>, count: Int, inputs: Int, floor: Float
) {
  let scale = (1 / Float(inputs)).squareRoot()
  for i in 0..<count {
    let z = activations[i] * scale
    activations[i] = z < floor ? floor : z
  }
}
