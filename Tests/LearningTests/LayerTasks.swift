import Execution
import RandomStreams

@testable import Learning

/// Points around a centre for each class, at random places of a cube; tasks with other numbers have other centres.
func clusters(_ number: UInt64, count: Int = 300, features: Int = 20, classes: Int = 3) -> LabelledExamples {
  var stream = stream(500 + number)
  let centres = (0..<classes).map { _ in (0..<features).map { _ in Float(stream.uniform()) } }
  let labels = (0..<count).map { $0 % classes }
  let inputs = labels.flatMap { label in
    centres[label].map { $0 + 0.2 * Float(stream.normal()) }
  }
  return LabelledExamples(
    inputs: inputs, inputCount: features, labels: labels, identity: TaskIdentity("clusters \(number)"))
}

/// The examples, one of them with an input that is no number.
func withBrokenInput(_ task: LabelledExamples) -> LabelledExamples {
  var inputs = rows(task)
  inputs[250][0] = .nan
  return LabelledExamples(inputs: inputs.flatMap(\.self), inputCount: task.inputCount, labels: task.labels)
}

func variationalNetwork(_ widths: [Int] = [20, 30, 3], gain: Double = 1) throws -> VariationalNetwork {
  try VariationalNetwork(widths: widths, gain: gain, stream: stream(600), in: Work())
}

func binaryNetwork(
  _ widths: [Int] = [20, 30, 3], _ scenario: BinaryNetwork.NormalizationScenario = .perTask
) throws -> BinaryNetwork {
  try BinaryNetwork(widths: widths, scenario: scenario, stream: stream(601), in: Work())
}

extension VariationalNetwork {
  func trained(
    on task: LabelledExamples, _ options: VariationalOptions, threads: Int = 1, _ number: UInt64 = 700
  ) throws -> VariationalNetwork {
    try trained(on: task, options: options, stream: stream(number), in: Work(threads: threads)).network
  }

  func accuracy(on task: LabelledExamples, _ reading: Readout = .meanField) throws -> Double {
    try evaluation(on: task, reading: reading, stream: stream(701), in: Work()).accuracy
  }
}

extension BinaryNetwork {
  func trained(
    on task: LabelledExamples, _ options: BinaryOptions, threads: Int = 1, _ number: UInt64 = 702
  ) throws -> BinaryNetwork {
    try trained(on: task, options: options, stream: stream(number), in: Work(threads: threads)).network
  }

  func accuracy(on task: LabelledExamples) throws -> Double { try evaluation(on: task, in: Work()).accuracy }
}
