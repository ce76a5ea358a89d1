import Execution
import Foundation
import RandomStreams

/// A network of layers of binary weights described by fields: P(w) ∝ exp(gain · w θ) for each weight, ReLU units, no bias.
///
/// Weights are independent, so a unit's input, a sum over many of them, is taken as Gaussian: z = μ·a/√n + ξ √(σ²·a²/n), with
/// μ = tanh(gain · θ), σ² = sech²(gain · θ) and a standard normal ξ for every unit and example (local reparametrization). The
/// classes are the softmax of the last layer.
package struct VariationalNetwork: Sendable {
  /// The fields and the gain they are read with.
  struct Posterior: Sendable {
    var gain: Double
    /// A matrix per layer, with a row of fields per unit.
    var fields: [[Float]]
  }

  /// What the network remembers of its training, for the anchor `previous`.
  struct Memory: Sendable {
    /// The task of the last training.
    var task: TaskIdentity
    /// What the network was when the last training on a different task than that ended; `nil` if there was none.
    var posteriorBefore: Posterior?
  }

  /// The number of inputs, of units in each hidden layer, and of classes.
  package let widths: [Int]
  let posterior: Posterior
  let memory: Memory?

  package var gain: Double { posterior.gain }
  /// The fields of each layer: a row of `widths[l]` per unit, `widths[l + 1]` rows.
  package var fields: [[Float]] { posterior.fields }

  init(widths: [Int], posterior: Posterior, memory: Memory?) {
    (self.widths, self.posterior, self.memory) = (widths, posterior, memory)
  }

  /// Fields drawn from the standard normal distribution.
  ///
  /// Throws `LearningError.invalid` for widths that are no network, and `MemoryShortage`.
  package init(widths: [Int], gain: Double, stream: RandomStream, in work: Work) throws {
    try checkWidths(widths)
    try checkGain(gain)
    let fields = try zip(widths, widths.dropFirst()).enumerated().map { layer, sizes in
      var stream = stream.split(layer)
      return try (0..<sizes.1).flatMap { _ in
        try work.checkpoint()
        return (0..<sizes.0).map { _ in Float(stream.normal()) }
      }
    }
    self.init(widths: widths, posterior: Posterior(gain: gain, fields: fields), memory: nil)
  }

  /// A network with these fields, which remembers no training.
  ///
  /// Throws `LearningError.invalid` for widths that are no network, and fields that are not theirs.
  package init(widths: [Int], gain: Double, fields: [[Float]]) throws {
    try checkWidths(widths)
    try checkGain(gain)
    try checkNumbers(fields, widths: widths, name: "fields")
    self.init(widths: widths, posterior: Posterior(gain: gain, fields: fields), memory: nil)
  }

  /// The variances σ² = sech²(gain · θ) of each layer's weights: how undecided they are.
  package var variances: [[Float]] {
    let gain = Float(gain)
    // Next to a field of 0 single precision rounds it beyond 1.
    return fields.map { layer in layer.map { min(1, fieldMoments(gain * $0).variance) } }
  }

  /// What the network was when the last training on a different task than `task` ended; `nil` if there was none.
  func posterior(before task: TaskIdentity) -> Posterior? {
    guard let memory else { return nil }
    return memory.task == task ? memory.posteriorBefore : posterior
  }
}

/// Throws `LearningError.invalid` for widths that are no network, and `MemoryShortage` where it cannot be trained.
func checkWidths(_ widths: [Int]) throws {
  guard widths.count >= 2 else {
    throw LearningError.invalid("a network has at least 2 widths, inputs and classes, found \(widths.count)")
  }
  for width in widths where !(1...1 << 24).contains(width) {
    throw LearningError.invalid("a width is at least 1 and at most \(1 << 24), found \(width)")
  }
  // The fields, and eight numbers more for each of them in training. Widths of many layers can have more weights than an Int can count.
  let weights = zip(widths, widths.dropFirst()).reduce(0) { $0 + Double($1.0) * Double($1.1) }
  try Memory.require(bytes: Int(min(weights, 1e18)), each: 36)
}

/// Throws `LearningError.invalid` for a gain that is none; networks of layers compute with it in single
/// precision.
package func checkGain(_ gain: Double) throws(LearningError) {
  try require(gain > 0 && gain.isFinite, "a gain is positive, found \(gain)")
  let largest = Double(Float.greatestFiniteMagnitude)
  try require(gain <= largest, "a gain is at most \(largest), found \(gain)")
}

/// Throws `LearningError.invalid` where there is not a finite number for each weight of the layers.
func checkNumbers(_ numbers: [[Float]], widths: [Int], name: String) throws(LearningError) {
  let expected = zip(widths, widths.dropFirst()).map { $0 * $1 }
  try require(
    numbers.map(\.count) == expected, "expected \(expected) \(name), found \(numbers.map(\.count))")
  for (layer, numbers) in numbers.enumerated() {
    guard let place = numbers.firstIndex(where: { !$0.isFinite }) else { continue }
    throw .invalid("\(name) of layer \(layer + 1): expected finite numbers, found \(numbers[place])")
  }
}
