import Execution
import Foundation
import RandomStreams
import Testing

@testable import Learning

/// A stream for a test, other than that of any other `number`.
func stream(_ number: UInt64 = 0) -> RandomStream { StreamKey(seed: 11, statement: number).stream(draw: 0) }

func randomTask(n: Int, load: Double, _ number: UInt64 = 0) throws -> TeacherTask {
  try TeacherTask.random(inputs: n, load: load, stream: stream(number), in: Work())
}

func perceptron(n: Int, gain: Double = 1, _ number: UInt64 = 1000) -> BinaryPerceptron {
  var stream = stream(number)
  return BinaryPerceptron(n: n, gain: gain, stream: &stream)
}

extension BinaryPerceptron {
  /// Training with a stream of its own.
  func trained(on task: TeacherTask, _ options: TrainingOptions, _ number: UInt64 = 2000) throws
    -> BinaryPerceptron
  {
    try trained(on: task, options: options, stream: stream(number), in: Work()).network
  }
}

/// The signs as numbers, read one by one.
func numbers(_ vector: SignVector) -> [Double] { (0..<vector.count).map { vector[$0] } }

func numbers(_ matrix: SignMatrix) -> [[Double]] {
  (0..<matrix.rows).map { row in (0..<matrix.columns).map { matrix[row, $0] } }
}

func matrix(_ rows: [[Double]]) -> SignMatrix {
  var matrix = SignMatrix(rows: rows.count, columns: rows.first?.count ?? 0)
  for (index, row) in rows.enumerated() { matrix.setRow(index, to: SignVector(signsOf: row)) }
  return matrix
}

func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }

/// A case of Golden/vcl.json, made by scripts/golden-values/vcl.py.
struct GoldenCase: Decodable, CustomTestStringConvertible {
  let name: String
  let gain: Double
  let fields, reference: [Double]
  let patterns: [String]
  let labels: String
  let loss, divergence: Double
  let lossGradient, divergenceGradient: [Double]

  var testDescription: String { name }

  /// The patterns times their labels.
  var examples: SignMatrix {
    matrix(
      zip(patterns, labels).map { pattern, label in
        pattern.map { $0 == label ? 1 : -1 }
      })
  }

  static func all() throws -> [GoldenCase] { try golden("vcl") }
}

/// The cases of a file in Golden.
func golden<Case: Decodable>(_ name: String) throws -> [Case] {
  let url = try #require(Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Golden"))
  return try JSONDecoder().decode([Case].self, from: Data(contentsOf: url))
}
