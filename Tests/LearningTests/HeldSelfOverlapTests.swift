import Execution
import Foundation
import Testing

@testable import Learning

@Suite("q_d held while training") struct HeldSelfOverlapTests {
  @Test("fields of one size a get the factor artanh(√q_d)/(gain a)", arguments: [0.01, 0.5, 0.9, 0.999])
  func equalFields(qd: Double) {
    var fields = [0.3, -0.3, 0.3, 0.3, -0.3]
    HeldSelfOverlap.scale(&fields, gain: 2, to: qd)
    let size = atanh(qd.squareRoot()) / 2
    for (field, sign) in zip(fields, [1.0, -1, 1, 1, -1]) { #expect(abs(field / (sign * size) - 1) < 1e-11) }
  }

  @Test("fields that are all zero stay")
  func zero() {
    var fields = [0.0, 0]
    HeldSelfOverlap.scale(&fields, gain: 1, to: 0.5)
    #expect(fields == [0, 0])
  }

  @Test("training holds q_d on its schedule, and learns")
  func schedule() throws {
    let task = try randomTask(n: 201, load: 2)
    let options = TrainingOptions(
      epochs: 100, optimizer: .adam, heldSelfOverlap: { 0.3 + 0.6 * Double($0) / 100 }, recordEvery: 1)
    let (network, history) = try perceptron(n: 201).trained(
      on: task, options: options, stream: stream(3), in: Work())
    let qd = try #require(history.columns.first { $0.name == "qd" }).values
    for epoch in 1...100 { #expect(abs(qd[epoch] - (0.3 + 0.006 * Double(epoch))) < 1e-10) }
    #expect(try network.orderParameters(with: task).error < 0.4)
  }

  @Test("a value out of range is refused with its epoch")
  func refusal() throws {
    let task = try randomTask(n: 21, load: 1)
    let options = TrainingOptions(epochs: 3, heldSelfOverlap: { $0 == 2 ? 1 : 0.5 })
    #expect(throws: LearningError.invalid("q_d is held between 0 and 1, found 1.0 in epoch 2")) {
      try perceptron(n: 21).trained(on: task, options)
    }
  }
}
