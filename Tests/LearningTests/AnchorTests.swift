import Execution
import Testing

@testable import Learning

/// What the divergence pulls towards, and how strongly.
@Suite struct AnchorTests {
  private let free = TrainingOptions(epochs: 10)

  private func anchored(_ anchor: Anchor, gamma: Double = 1) -> TrainingOptions {
    TrainingOptions(epochs: 10, batchSize: 16, anchor: anchor, gamma: gamma)
  }

  private func tasks() throws -> (TeacherTask, TeacherTask, TeacherTask) {
    (try randomTask(n: 60, load: 1, 0), try randomTask(n: 60, load: 1, 1), try randomTask(n: 60, load: 1, 2))
  }

  @Test("before a second task there is no previous one")
  func noPrevious() throws {
    let (a, _, _) = try tasks()
    let untrained = perceptron(n: 60)
    #expect(throws: LearningError.noPreviousTask) { try untrained.trained(on: a, anchored(.previous)) }
    let once = try untrained.trained(on: a, free)
    #expect(throws: LearningError.noPreviousTask) { try once.trained(on: a, anchored(.previous)) }
  }

  @Test("the previous fields are those when the last training on a different task ended")
  func previous() throws {
    let (a, b, c) = try tasks()
    let afterA = try perceptron(n: 60).trained(on: a, free)
    let afterB = try afterA.trained(on: b, anchored(.previous))
    let afterBAgain = try afterB.trained(on: b, anchored(.previous))
    #expect(try afterB.fields == afterA.trained(on: b, anchored(.fields(afterA.fields))).fields)
    #expect(try afterBAgain.fields == afterB.trained(on: b, anchored(.fields(afterA.fields))).fields)
    for next in [c, a] {
      let found = try afterBAgain.trained(on: next, anchored(.previous)).fields
      #expect(try found == afterBAgain.trained(on: next, anchored(.fields(afterBAgain.fields))).fields)
      #expect(try found != afterBAgain.trained(on: next, anchored(.fields(afterA.fields))).fields)
    }
  }

  @Test("a task made again from the same stream is the same task")
  func sameTaskAgain() throws {
    let afterA = try perceptron(n: 60).trained(on: randomTask(n: 60, load: 1, 0), free)
    #expect(throws: LearningError.noPreviousTask) {
      try afterA.trained(on: randomTask(n: 60, load: 1, 0), anchored(.previous))
    }
  }

  @Test("the prior is the posterior of fields that are zero")
  func prior() throws {
    let (a, _, _) = try tasks()
    let network = perceptron(n: 60)
    let zeros = Array(repeating: 0.0, count: 60)
    #expect(
      try network.trained(on: a, anchored(.prior)).fields
        == network.trained(on: a, anchored(.fields(zeros))).fields)
  }

  @Test("an anchor has as many fields as the network")
  func anchorSize() throws {
    let (a, _, _) = try tasks()
    #expect(throws: LearningError.anchorSize(network: 60, anchor: 59)) {
      try perceptron(n: 60).trained(on: a, anchored(.fields(Array(repeating: 0, count: 59))))
    }
  }

  /// To first order in the rate the two trainings differ by the divergence's step alone; the second order is 60 times the rate.
  @Test(
    "an epoch gives the divergence its weight gamma once, however the patterns are dealt",
    arguments: [nil, 16, 7])
  func weight(batchSize: Int?) throws {
    let (a, _, _) = try tasks()
    let network = perceptron(n: 60, gain: 1.3)
    let rate = 1e-7
    var options = TrainingOptions(epochs: 1, batchSize: batchSize, rate: rate, optimizer: .sgd(momentum: 0))
    let free = try network.trained(on: a, options).fields
    (options.anchor, options.gamma) = (.prior, 2.5)
    let held = try network.trained(on: a, options).fields
    for i in 0..<60 {
      let variance = 1 - network.means[i] * network.means[i]
      let step = rate * 2.5 * 1.3 * 1.3 * variance * network.fields[i]
      #expect(abs(free[i] - held[i] - step) < 1e-5 * abs(step) + 1e-12)
    }
  }

  /// The likelihood's pull is a few units of gradient per field; a spring of stiffness 1000 σ² balances it within a percent.
  @Test("a strong anchor keeps the fields where they were")
  func strongAnchor() throws {
    let (a, b, _) = try tasks()
    let afterA = try perceptron(n: 60).trained(on: a, free)
    let options = TrainingOptions(epochs: 200, rate: 1e-3, optimizer: .sgd(momentum: 0.5))
    var strong = options
    (strong.anchor, strong.gamma) = (.previous, 1000)
    func distance(_ network: BinaryPerceptron) -> Double {
      zip(network.fields, afterA.fields).reduce(0) { max($0, abs($1.0 - $1.1)) }
    }
    #expect(try distance(afterA.trained(on: b, strong)) < 0.02)
    #expect(try distance(afterA.trained(on: b, options)) > 0.1)
  }

  /// With the anchor the second task is learned at a smaller cost to the first.
  @Test("the previous posterior protects the first task")
  func protection() throws {
    let first = try randomTask(n: 501, load: 2)
    let second = try first.correlated(overlap: 0, load: 1, stream: stream(1), in: Work())
    let options = TrainingOptions(epochs: 200, optimizer: .adam)
    let learned = try perceptron(n: 501).trained(on: first, options)
    var protecting = options
    (protecting.anchor, protecting.gamma) = (.previous, 1)
    let forgetting = try learned.trained(on: second, options).orderParameters(with: first).error
    let protected = try learned.trained(on: second, protecting).orderParameters(with: first).error
    #expect(protected < forgetting - 0.05)
  }
}
