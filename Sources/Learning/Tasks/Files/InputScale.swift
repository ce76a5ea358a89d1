import Execution
import Foundation

/// The numbers that inputs may be in a file, 0 to `limit`, and what they are divided by.
package struct InputScale {
  private let given: Double?
  private var largest = 0.0

  /// Such numbers, and inputs up to them, divide each other in single precision.
  package static let admitted = 1e-30...1e30

  /// Inputs are divided by `scale`; without one by 255, or by 1 where none is above 1. Throws
  /// `LearningError.invalid`.
  init(_ scale: Double?) throws(LearningError) {
    let range = Self.admitted
    try require(
      scale.map(range.contains) ?? true,
      "a scale is from \(range.lowerBound) to \(range.upperBound), found \(scale ?? 0)")
    given = scale
  }

  var limit: Double { given ?? 255 }

  /// What inputs are divided by, judged by those seen.
  var divisor: Double { given ?? (largest > 1 ? 255 : 1) }

  /// Takes note of an input, and says what is wrong with it.
  mutating func fault(of input: Double) -> String? {
    guard input >= 0, input <= limit else {
      return "expected a number from 0 to \(Self.text(limit)), found \(Self.text(input))"
    }
    largest = max(largest, input)
    return nil
  }

  func apply(to inputs: inout [Float], in work: Work) throws(Interruption) {
    let divisor = Float(divisor)
    guard divisor != 1 else { return }
    try work.blocks(in: inputs.count) { block in for place in block { inputs[place] /= divisor } }
  }

  static func text(_ number: Double) -> String { String(format: "%.7g", number) }
}

/// Classes as they stand in files of numbers.
enum ClassLabel {
  private static let largest = 65535

  /// The class that a number is, or `nil`.
  static func label(_ number: Double) -> Int? {
    Int(exactly: number).flatMap { (0...largest).contains($0) ? $0 : nil }
  }

  static func fault(of number: Double) -> String {
    "expected a label, a whole number from 0 to \(largest), found \(InputScale.text(number))"
  }
}
