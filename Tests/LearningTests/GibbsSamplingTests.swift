import Execution
import Foundation
import RandomStreams
import Testing

@testable import Learning

/// A measure on few weights, written out: the densities and averages that sampling must reproduce, from the C library's erfc alone.
private struct WrittenOut {
  let patterns: [[Double]]
  let beta, gamma: Double
  let reference: [Double]

  init(_ measure: GibbsMeasure) {
    patterns = zip(numbers(measure.task.patterns), numbers(measure.task.labels)).map { pattern, label in
      pattern.map { $0 * label }
    }
    (beta, gamma) = (measure.beta, measure.gamma)
    reference = measure.reference ?? Array(repeating: 0, count: measure.task.n)
  }

  /// L + γ KL.
  func energy(_ m: [Double]) -> Double {
    let width = m.reduce(0) { $0 + 1 - $1 * $1 }.squareRoot()
    let loss = patterns.reduce(0) { $0 - log(erfc(-dot($1, m) / width / 2.0.squareRoot()) / 2) }
    let divergence = zip(m, reference).reduce(0.0) { sum, pair in
      [1.0, -1].reduce(sum) { sum, sign in
        let (p, q) = ((1 + sign * pair.0) / 2, (1 + sign * tanh(pair.1)) / 2)
        return sum + p * log(p / q)
      }
    }
    return loss + gamma * divergence
  }

  /// U of fields.
  func potential(_ fields: [Double]) -> Double {
    beta * energy(fields.map { tanh($0) }) + fields.reduce(0) { $0 + 2 * log(cosh($1)) }
  }

  /// q, r, q_d, p and the energy per weight, by the midpoint rule with `count` points along each m.
  func averages(count: Int, teacher: [Double]) -> [Double] {
    let n = teacher.count
    var (norm, qd, p, energy) = (0.0, 0.0, 0.0, 0.0)
    var means = Array(repeating: 0.0, count: n)
    for index in 0..<Int(pow(Double(count), Double(n))) {
      var rest = index
      let m = (0..<n).map { _ in
        defer { rest /= count }
        return (2 * Double(rest % count) + 1) / Double(count) - 1
      }
      let value = self.energy(m)
      let weight = exp(-beta * value)
      // Where H is 0, the energy is infinite.
      guard weight > 0 else { continue }
      norm += weight
      qd += weight * dot(m, m)
      p += weight * dot(teacher, m.map { $0 < 0 ? -1 : 1 })
      energy += weight * value
      for i in 0..<n { means[i] += weight * m[i] }
    }
    means = means.map { $0 / norm }
    return [dot(means, means), dot(teacher, means), qd / norm, p / norm, energy / norm].map { $0 / Double(n) }
  }
}

@Suite struct GibbsSamplingTests {
  private func sampled(
    _ measure: GibbsMeasure, _ options: SamplingOptions, _ number: UInt64 = 5000, threads: Int = 1
  ) throws -> GibbsSamples {
    try measure.sampled(options, stream: stream(number), in: Work(threads: threads))
  }

  private func fields(_ values: [Double]) -> BinaryPerceptron {
    BinaryPerceptron(fields: values, gain: 1, memory: nil)
  }

  private func measures() throws -> [GibbsMeasure] {
    [
      try GibbsMeasure(of: randomTask(n: 1, load: 2), beta: 3),
      try GibbsMeasure(of: randomTask(n: 2, load: 1.5, 1), beta: 1),
      try GibbsMeasure(of: randomTask(n: 2, load: 3, 2), beta: 20),
      try GibbsMeasure(of: randomTask(n: 3, load: 1, 3), beta: 5),
      try GibbsMeasure(of: randomTask(n: 3, load: 0, 4), beta: 2, gamma: 0.8),
      try GibbsMeasure(
        of: randomTask(n: 3, load: 1, 5), beta: 2, gamma: 1, reference: fields([1.5, -0.2, -1])),
    ]
  }

  /// Five standard errors of some .004; the midpoint rule errs by 1e-4.
  @Test("averages are those of numerical integration", arguments: 0..<6)
  func fewWeights(index: Int) throws {
    let measure = try measures()[index]
    let found = try sampled(measure, SamplingOptions(samples: 20_000, warmup: 500))
    let n = measure.task.n
    let exact = WrittenOut(measure).averages(
      count: n == 1 ? 20_000 : n == 2 ? 600 : 80, teacher: numbers(measure.task.teacher))
    let estimates = [found.q, found.r, found.qd, found.p, found.energy]
    for (estimate, exact) in zip(estimates, exact) {
      #expect(abs(estimate.mean - exact) < 5 * estimate.standardError + 5e-4)
      #expect(estimate.standardError < 0.015)
    }
    #expect(found.rhat < 1.01)
  }

  /// Uniform m: E m² = 1/3 with a variance of 4/45, E m = 0. An energy of 0 whatever β.
  @Test("without patterns m is uniform", arguments: [0.0, 20])
  func uniform(beta: Double) throws {
    let measure = try GibbsMeasure(of: randomTask(n: 50, load: 0), beta: beta)
    let found = try sampled(measure, SamplingOptions(samples: 4000, warmup: 300))
    for (estimate, exact) in [
      (found.q, 0), (found.r, 0), (found.qd, 1.0 / 3), (found.p, 0), (found.error, 0.5),
    ] {
      #expect(abs(estimate.mean - exact) < 5 * estimate.standardError)
      #expect(estimate.standardError < 0.01)
    }
    #expect(found.energy.mean == 0 && found.energy.standardError == 0)
  }

  /// z² has the mean 1 if standard errors are right; over 200 runs it is known to 10 %, and few samples shift it by some more.
  @Test("standard errors are the spread over many runs")
  func calibration() throws {
    let measure = try measures()[3]
    let exact = WrittenOut(measure).averages(count: 80, teacher: numbers(measure.task.teacher))
    var squares = Array(repeating: 0.0, count: 5)
    for run in 0..<200 {
      let found = try sampled(measure, SamplingOptions(samples: 400, warmup: 200), UInt64(6000 + run))
      let estimates = [found.q, found.r, found.qd, found.p, found.energy]
      for (k, estimate) in estimates.enumerated() {
        squares[k] += pow((estimate.mean - exact[k]) / estimate.standardError, 2) / 200
      }
    }
    #expect(squares.allSatisfy { 0.6 < $0 && $0 < 1.6 }, "\(squares)")
  }

  /// Central differences of step h err by h² and 1e-16/h times the potential.
  @Test("the potential and its gradient are those of the definition", arguments: 0..<6)
  func gradient(index: Int) throws {
    let measure = try measures()[index]
    let written = WrittenOut(measure)
    var potential = GibbsPotential(measure, on: try Batch(measure.task.examples(in: Work()), in: Work()))
    let points = [[0.3, -0.7, 1.1], [-1.4, 0.2, 0.9]].map { Array($0.prefix(measure.task.n)) }
    let values = try points.map { try potential.evaluate(at: $0, in: Work()) }
    // Of n weights the Jacobian Π sech² is left, without a constant.
    #expect(abs(values[0] - values[1] - written.potential(points[0]) + written.potential(points[1])) < 1e-12)
    #expect(abs(potential.energy - written.energy(points[1].map { tanh($0) })) < 1e-12)
    for i in points[1].indices {
      let slopes = [1e-5, -1e-5].map { step in
        var point = points[1]
        point[i] += step
        return written.potential(point) / (2 * step)
      }
      #expect(abs(slopes[0] + slopes[1] - potential.gradient[i]) < 1e-7)
    }
  }

  private func chain(_ measure: GibbsMeasure) throws -> HamiltonianChain {
    try HamiltonianChain(
      at: perceptron(n: measure.task.n).fields,
      in: GibbsPotential(measure, on: Batch(measure.task.examples(in: Work()), in: Work())),
      stream: stream(1), in: Work())
  }

  /// A rule of second order: half the step, a quarter of the error, up to terms of the next order, h² ≈ 1 % of it.
  @Test("the leapfrog rule errs by the square of its step")
  func energyConservation() throws {
    let measure = try GibbsMeasure(of: randomTask(n: 101, load: 1), beta: 5)
    let errors = try [0.04, 0.02, 0.01].map { step in
      var chain = try chain(measure)
      var momenta = perceptron(n: 101, 7).fields
      return try chain.follow(&momenta, steps: Int((1 / step).rounded()), step: step, in: Work())
    }
    #expect(abs(errors[0] / errors[1] - 4) < 0.2 && abs(errors[1] / errors[2] - 4) < 0.05, "\(errors)")
  }

  @Test("a trajectory with its momenta turned round leads back")
  func reversibility() throws {
    let measure = try GibbsMeasure(of: randomTask(n: 101, load: 1), beta: 5)
    var chain = try chain(measure)
    let start = chain.state
    var momenta = perceptron(n: 101, 7).fields
    let there = try chain.follow(&momenta, steps: 20, step: 0.1, in: Work())
    #expect(zip(chain.state.fields, start.fields).contains { abs($0 - $1) > 0.5 })
    momenta = momenta.map { -$0 }
    let back = try chain.follow(&momenta, steps: 20, step: 0.1, in: Work())
    // Rounding, 1e-16, grows by some orders along the way.
    #expect(zip(chain.state.fields, start.fields).allSatisfy { abs($0 - $1) < 1e-11 })
    #expect(abs(there + back) < 1e-9)
  }

  /// Mean-field theory, exact for n → ∞: q .26881, q_d .46218. At n = 201 q is lower by .001 ± .0006; the spread of tasks is .007 and
  /// .004, so the means over 40 tasks have standard errors of .0012 and .0006.
  @Test("typical tasks have the order parameters of mean-field theory")
  func theory() throws {
    let results = try (0..<40).map { run in
      let measure = try GibbsMeasure(of: randomTask(n: 201, load: 0.64, UInt64(100 + run)), beta: 5)
      return try sampled(measure, SamplingOptions(samples: 60, warmup: 60), UInt64(200 + run))
    }
    func mean(_ value: (GibbsSamples) -> Double) -> Double { results.reduce(0) { $0 + value($1) } / 40 }
    #expect(abs(mean(\.q.mean) - 0.2679) < 0.006)
    #expect(abs(mean(\.qd.mean) - 0.46218) < 0.004)
    #expect(abs(mean(\.acceptance) - 0.8) < 0.1)
    #expect(mean(\.rhat) < 1.05)
  }

  @Test("the result does not depend on the number of threads, and another stream gives another one")
  func reproducible() throws {
    let measure = try GibbsMeasure(of: randomTask(n: 40, load: 1), beta: 5)
    let options = SamplingOptions(samples: 50, warmup: 50, chains: 3)
    let first = try sampled(measure, options)
    let second = try sampled(measure, options, threads: 3)
    #expect(first.chains.map(\.energy) == second.chains.map(\.energy) && first.q.mean == second.q.mean)
    #expect(try sampled(measure, options, 5001).q.mean != first.q.mean)
  }

  @Test("chains begin where they are told to, and the last sample is a network")
  func starts() throws {
    let task = try randomTask(n: 200, load: 2)
    let measure = try GibbsMeasure(of: task, beta: 1000)
    func overlaps(_ start: SamplingOptions.Start) throws -> [Double] {
      try sampled(measure, SamplingOptions(samples: 4, warmup: 0, chains: 4, start: start)).chains.map {
        try $0.last.orderParameters(with: task).r
      }
    }
    #expect(try overlaps(.teacher).allSatisfy { $0 > 0.8 })
    #expect(try overlaps(.random).allSatisfy { $0 < 0.5 })
    #expect(try overlaps(.both).map { $0 > 0.8 } == [false, true, false, true])
  }

  @Test("however steep the measure, numbers stay finite", arguments: [1e3, 1e8, 1e300])
  func steep(beta: Double) throws {
    let measure = try GibbsMeasure(of: randomTask(n: 30, load: 3), beta: beta)
    let found: GibbsSamples
    do { found = try sampled(measure, SamplingOptions(samples: 20, warmup: 40)) } catch is LearningError {
      return
    }
    for estimate in [found.q, found.r, found.qd, found.p, found.error, found.energy] {
      #expect(estimate.mean.isFinite && estimate.standardError.isFinite)
    }
    #expect(found.chains.allSatisfy { $0.step > 0 && $0.acceptance <= 1 })
  }

  @Test("what makes no sense is refused")
  func refused() throws {
    let task = try randomTask(n: 10, load: 1)
    for (beta, gamma) in [(-1.0, 0.0), (.nan, 0), (.infinity, 0), (1, -1), (1, .nan)] {
      #expect(throws: LearningError.self) { try GibbsMeasure(of: task, beta: beta, gamma: gamma) }
    }
    #expect(throws: LearningError.anchorSize(network: 10, anchor: 11)) {
      try GibbsMeasure(of: task, beta: 1, gamma: 1, reference: perceptron(n: 11))
    }
    let measure = try GibbsMeasure(of: task, beta: 1)
    for options in [
      SamplingOptions(samples: 3, warmup: 0), SamplingOptions(samples: 4, warmup: -1),
      SamplingOptions(samples: 4, warmup: 0, chains: 1),
    ] {
      #expect(throws: LearningError.self) { try sampled(measure, options) }
    }
    #expect(throws: MemoryShortage.self) {
      try sampled(measure, SamplingOptions(samples: .max / 4, warmup: 0))
    }
  }

  @Test("sampling can be interrupted, and reports every trajectory of all chains until then")
  func interruption() throws {
    let measure = try GibbsMeasure(of: randomTask(n: 100, load: 2), beta: 1)
    let cancellation = Cancellation()
    let work = Work(cancellation: cancellation) { progress in
      #expect(progress.label == "sample" && progress.total == 2 * 1_100 && progress.done <= 30)
      if progress.done == 30 { cancellation.request() }
    }
    #expect(throws: Interruption.self) {
      try measure.sampled(SamplingOptions(samples: 1000, warmup: 100), stream: stream(4), in: work)
    }
  }
}
