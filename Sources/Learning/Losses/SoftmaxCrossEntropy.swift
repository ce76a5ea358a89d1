import Foundation

/// The loss −Σ ln ŷ_label of some examples, ŷ the softmax of the outputs, and how many outputs are largest at the label.
struct SoftmaxCrossEntropy {
  private(set) var sum = 0.0
  private(set) var correct = 0

  /// Adds the loss of an example's outputs, and leaves its gradient ŷ − y in `gradient`.
  mutating func add(
    _ outputs: UnsafePointer<Float>, count: Int, label: Int, gradient: UnsafeMutablePointer<Float>
  ) {
    let (largest, logTotal) = Self.writeProbabilities(of: outputs, count: count, to: gradient)
    if largest == label { correct += 1 }
    sum += Double(logTotal - outputs[label])
    gradient[label] -= 1
  }

  /// Writes ŷ, and gives the first index of the largest output and ln Σ exp(output).
  @discardableResult
  static func writeProbabilities(
    of outputs: UnsafePointer<Float>, count: Int, to probabilities: UnsafeMutablePointer<Float>
  ) -> (largest: Int, logTotal: Float) {
    var largest = 0
    for index in 1..<count where outputs[index] > outputs[largest] { largest = index }
    var total: Float = 0
    for index in 0..<count {
      probabilities[index] = exp(outputs[index] - outputs[largest])
      total += probabilities[index]
    }
    for index in 0..<count { probabilities[index] /= total }
    return (largest, outputs[largest] + log(total))
  }
}
