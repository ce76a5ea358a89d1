import Execution
import Tensors

extension BinaryPass {
  /// Adds the loss of the batch, leaving the gradient of its mean in the last `errors`.
  func addLoss(of task: LabelledExamples, _ examples: ArraySlice<Int>, to loss: inout SoftmaxCrossEntropy) {
    let output = units[units.count - 1]
    let weight = 1 / Float(examples.count)
    for (row, example) in examples.enumerated() {
      let errors = output.errors.row(row)
      loss.add(
        output.activations.row(row), count: output.errors.columns, label: task.labels[example],
        gradient: errors)
      for i in 0..<output.errors.columns { errors[i] *= weight }
    }
  }

  /// Carries ∂L/∂u back from the outputs, where it stands in the last `errors`, through all layers, leaving ∂L/∂z there and the
  /// gradients of γ and δ.
  ///
  /// Signs are passed straight through: ∂a/∂u counts as 1 where |u| ≤ 1, and as 0 elsewhere. With `isStatisticFixed` the batch's
  /// means and variances are constants, so that each example's gradient is its own.
  func backward(isStatisticFixed: Bool = false, team: Team) {
    for layer in weights.indices.reversed() {
      backward(layer, isStatisticFixed: isStatisticFixed, team: team)
    }
  }

  private func backward(_ layer: Int, isStatisticFixed: Bool, team: Team) {
    let (units, batch) = (units[layer], 0..<count)
    let next = layer + 1
    let above = next < weights.count ? (errors: self.units[next].errors, signs: weights[next].signs) : nil
    let size = Self.columnsPerPart
    team.run(partCount(of: size, in: units.normalization.units)) { index, _ in
      let columns = part(index, of: size, in: units.normalization.units)
      let errors = units.errors.part(rows: batch, columns: columns)
      let normalized = units.normalized.part(rows: batch, columns: columns)
      if let above {
        errors.setProduct(above.errors.part(rows: batch), above.signs.part(columns: columns))
        units.normalization.passThroughSigns(errors, normalized: normalized, first: columns.lowerBound)
      }
      units.normalization.carryBack(
        errors, normalized: normalized, first: columns.lowerBound, isStatisticFixed: isStatisticFixed)
    }
  }

  /// Writes ∂L/∂sgn(W) of some units of a layer, a row per unit.
  func writeGradient(layer: Int, units range: Range<Int>, to gradient: FloatMatrix) {
    let errors = units[layer].errors.part(rows: 0..<count, columns: range)
    gradient.setProduct(errors.transposed, input(of: layer))
  }
}

extension BinaryPass.Normalization {
  /// ∂L/∂u in the place of ∂L/∂a, for the columns from `first` on: 0 where |u| > 1.
  fileprivate func passThroughSigns(_ errors: FloatMatrix, normalized: FloatMatrix, first: Int) {
    let (scale, shift) = (scale + first, shift + first)
    for row in 0..<errors.rows {
      let (error, x) = (errors.row(row), normalized.row(row))
      for i in 0..<errors.columns {
        error[i] = (x[i] * scale[i] + shift[i]).magnitude <= 1 ? error[i] : 0
      }
    }
  }

  /// ∂L/∂z = γ/√(variance + ε) [ ∂L/∂u − mean(∂L/∂u) − x mean(x ∂L/∂u) ] in the place of ∂L/∂u, for the columns from `first` on, with the
  /// normalized inputs x; ∂L/∂γ = Σ x ∂L/∂u and ∂L/∂δ = Σ ∂L/∂u. Fixed statistics drop the means.
  fileprivate func carryBack(
    _ errors: FloatMatrix, normalized: FloatMatrix, first: Int, isStatisticFixed: Bool
  ) {
    let (rows, columns) = (errors.rows, errors.columns)
    let (scaleGradient, shiftGradient) = (gradients.base + first, gradients.base + units + first)
    scaleGradient.update(repeating: 0, count: columns)
    shiftGradient.update(repeating: 0, count: columns)
    for row in 0..<rows {
      let (error, x) = (errors.row(row), normalized.row(row))
      for i in 0..<columns { scaleGradient[i] += error[i] * x[i] }
      for i in 0..<columns { shiftGradient[i] += error[i] }
    }
    let weight = isStatisticFixed ? 0 : 1 / Float(rows)
    let (scale, inverseWidth) = (scale + first, inverseWidth.base + first)
    for row in 0..<rows {
      let (error, x) = (errors.row(row), normalized.row(row))
      for i in 0..<columns {
        let centred = error[i] - weight * (shiftGradient[i] + x[i] * scaleGradient[i])
        error[i] = scale[i] * inverseWidth[i] * centred
      }
    }
  }
}
