import Execution
import Tensors

extension BinaryPass {
  /// Lets the batch pass through all layers, normalized by its own means and variances.
  func forward(team: Team) {
    for layer in weights.indices { forward(layer, team: team) }
  }

  private func forward(_ layer: Int, team: Team) {
    let (weights, input, output, batch) = (weights[layer], input(of: layer), units[layer], 0..<count)
    let isHidden = layer < self.weights.count - 1
    let size = Self.columnsPerPart
    team.run(partCount(of: size, in: weights.units)) { index, _ in
      let columns = part(index, of: size, in: weights.units)
      let values = output.normalized.part(rows: batch, columns: columns)
      values.setProduct(input, weights.signs.part(rows: columns).transposed)
      let (scale, shift) = (
        output.normalization.scale + columns.lowerBound, output.normalization.shift + columns.lowerBound
      )
      let mean = output.normalization.mean.base + columns.lowerBound
      let inverseWidth = output.normalization.inverseWidth.base + columns.lowerBound
      normalize(values, mean: mean, inverseWidth: inverseWidth)
      let activations = output.activations.part(rows: batch, columns: columns)
      for row in batch {
        let (x, a) = (values.row(row), activations.row(row))
        if isHidden {
          for i in 0..<columns.count { a[i] = x[i] * scale[i] + shift[i] < 0 ? -1 : 1 }
        } else {
          for i in 0..<columns.count { a[i] = x[i] * scale[i] + shift[i] }
        }
      }
    }
  }
}

/// Replaces every column by its numbers less their mean, over the root of their variance + ε.
private func normalize(
  _ values: FloatMatrix, mean: UnsafeMutablePointer<Float>, inverseWidth: UnsafeMutablePointer<Float>
) {
  let (rows, columns) = (values.rows, values.columns)
  let weight = 1 / Float(rows)
  mean.update(repeating: 0, count: columns)
  inverseWidth.update(repeating: 0, count: columns)
  for row in 0..<rows {
    let x = values.row(row)
    for i in 0..<columns { mean[i] += x[i] }
  }
  for i in 0..<columns { mean[i] *= weight }
  for row in 0..<rows {
    let x = values.row(row)
    for i in 0..<columns {
      x[i] -= mean[i]
      inverseWidth[i] += x[i] * x[i]
    }
  }
  for i in 0..<columns {
    inverseWidth[i] = 1 / (inverseWidth[i] * weight + BinaryPass.leastVariance).squareRoot()
  }
  for row in 0..<rows {
    let x = values.row(row)
    for i in 0..<columns { x[i] *= inverseWidth[i] }
  }
}
