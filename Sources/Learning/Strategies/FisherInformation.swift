import Execution
import RandomStreams
import Tensors

extension BinaryNetwork {
  /// The mean over a task's examples of the squared gradient of −ln ŷ_label with respect to every binary weight.
  ///
  /// An example's gradient is taken with the means and variances of its batch as constants. It is the product of its ∂L/∂z and
  /// its inputs, so the sum of squares is a product of matrices of squares. Throws `Interruption`.
  func fisherInformation(
    on task: LabelledExamples, labels: Protection.Labels, stream: RandomStream, team: Team, in work: Work
  ) throws -> [[Float]] {
    let order = ExampleOrder(evenly: task.count, batchSize: Self.testBatchSize)
    var pass = BinaryPass(widths: widths, capacity: order.batch(0).count)
    pass.load(self, normalization(for: task.identity), team: team)
    let sums = pass.weights.map { FloatMatrix(rows: $0.units, columns: $0.inputs) }
    let parts = WeightParts(widths: widths, team: team)
    var stream = stream
    for index in 0..<order.batchCount {
      try work.checkpoint()
      let batch = order.batch(index)
      pass.begin(task, batch)
      pass.forward(team: team)
      pass.setErrors(labels, of: task, batch, stream: &stream)
      pass.backward(isStatisticFixed: true, team: team)
      pass.squareErrorsAndInputs()
      _ = parts.allSatisfy(team: team) { [pass] part, gradient, _ in
        pass.writeGradient(layer: part.layer, units: part.units, to: gradient)
        let (sum, squares) = (sums[part.layer].row(part.units.lowerBound), gradient.base)
        for i in 0..<part.weights.count { sum[i] += squares[i] }
        return true
      }
    }
    let weight = 1 / Float(task.count)
    return sums.map { layer in layer.elements.map { weight * $0 } }
  }
}

extension BinaryPass {
  /// Leaves ∂(−ln ŷ_label)/∂u of each example in the last `errors`.
  fileprivate func setErrors(
    _ labels: Protection.Labels, of task: LabelledExamples, _ examples: ArraySlice<Int>,
    stream: inout RandomStream
  ) {
    let output = units[units.count - 1]
    let classes = output.errors.columns
    for (row, example) in examples.enumerated() {
      let (outputs, errors) = (output.activations.row(row), output.errors.row(row))
      SoftmaxCrossEntropy.writeProbabilities(of: outputs, count: classes, to: errors)
      let label =
        switch labels {
        case .true: task.labels[example]
        case .predicted: (1..<classes).reduce(0) { outputs[$1] > outputs[$0] ? $1 : $0 }
        case .sampled: draw(from: errors, count: classes, stream: &stream)
        }
      errors[label] -= 1
    }
  }

  /// Squares what `writeGradient` multiplies.
  fileprivate func squareErrorsAndInputs() {
    func square(_ matrix: FloatMatrix) {
      for i in 0..<count * matrix.columns { matrix.base[i] *= matrix.base[i] }
    }
    square(inputs)
    for units in units {
      square(units.activations)
      square(units.errors)
    }
  }
}

/// A number of 0 ..< `count`, drawn with these probabilities.
private func draw(from probabilities: UnsafePointer<Float>, count: Int, stream: inout RandomStream) -> Int {
  var rest = stream.uniform()
  for index in 0..<count - 1 {
    rest -= Double(probabilities[index])
    if rest < 0 { return index }
  }
  return count - 1
}
