import Foundation

/// The loss −Σ ln ŷ_label of a batch, ŷ the softmax of the outputs, and how many outputs are largest at the label.
struct SoftmaxCrossEntropy {
  private(set) var sum = 0.0
  private(set) var correct = 0

  /// Adds the loss of a row of outputs, and leaves its gradient ŷ − y in `gradient`.
  mutating func add(
    _ outputs: UnsafePointer<Float>, count: Int, label: Int, gradient: UnsafeMutablePointer<Float>
  ) {
    var largest = 0
    for index in 1..<count where outputs[index] > outputs[largest] { largest = index }
    if largest == label { correct += 1 }
    var total: Float = 0
    for index in 0..<count {
      gradient[index] = exp(outputs[index] - outputs[largest])
      total += gradient[index]
    }
    for index in 0..<count { gradient[index] /= total }
    sum += Double(log(total) - (outputs[label] - outputs[largest]))
    gradient[label] -= 1
  }
}
