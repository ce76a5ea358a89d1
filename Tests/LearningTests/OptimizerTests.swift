import Foundation
import Testing

@testable import Learning

/// Under a constant gradient both rules have closed forms.
@Suite struct OptimizerTests {
  private let start = [0.5, -1, 2]
  private let gradient = [2, -1e-6, 0]

  private func fields(_ optimizer: Optimizer, rate: Double, decay: Double, steps: Int) -> [Double] {
    var state = optimizer.resumed(optimizer.start(count: 3), rate: rate, decay: decay)
    var fields = start
    for _ in 0..<steps { state.update(&fields, along: gradient) }
    return fields
  }

  private func agree(_ found: [Double], _ expected: [Double]) -> Bool {
    zip(found, expected).allSatisfy { abs($0 - $1) < 1e-14 }
  }

  @Test("momentum moves by rate · g Σ_s (1 − μˢ)/(1 − μ)")
  func momentum() {
    let distance = (1...5).reduce(0.0) { $0 + (1 - pow(0.9, Double($1))) / (1 - 0.9) }
    #expect(
      agree(
        fields(.sgd(momentum: 0.9), rate: 0.01, decay: 0, steps: 5),
        zip(start, gradient).map { $0 - 0.01 * distance * $1 }))
  }

  @Test("without momentum a step is rate · g")
  func plain() {
    #expect(
      agree(
        fields(.sgd(momentum: 0), rate: 0.01, decay: 0, steps: 3), zip(start, gradient).map { $0 - 0.03 * $1 }
      ))
  }

  @Test("Adam moves by the rate, against the sign of however small a gradient, and not at all without one")
  func adam() {
    #expect(agree(fields(.adam, rate: 0.01, decay: 0, steps: 7), [0.5 - 0.07, -1 + 0.07, 2]))
  }

  @Test(
    "decay shrinks the fields by 1 − rate · decay, whatever the gradient",
    arguments: [Optimizer.adam, .sgd(momentum: 0.9)])
  func decay(optimizer: Optimizer) {
    #expect(abs(fields(optimizer, rate: 0.1, decay: 0.5, steps: 2)[2] - 2 * 0.95 * 0.95) < 1e-14)
  }
}
