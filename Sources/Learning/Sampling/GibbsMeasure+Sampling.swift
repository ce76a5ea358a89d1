import Execution
import RandomStreams
import Synchronization

extension GibbsMeasure {
  /// Samples of the measure by hybrid Monte Carlo in the fields, from several chains.
  ///
  /// The chains run on all cores and draw from streams of their own, so that the result does not depend on their number. Throws
  /// `LearningError`, `MemoryShortage` where the kept samples do not fit, and `Interruption` when `work` is cancelled.
  package func sampled(
    _ options: SamplingOptions, stream: RandomStream, in work: Work
  ) throws -> GibbsSamples {
    try options.check()
    let (numbers, overflow) = (options.chains * task.n).multipliedReportingOverflow(by: options.samples)
    try Memory.require(bytes: overflow ? .max : numbers, each: MemoryLayout<Double>.size)
    let potential = GibbsPotential(self, on: try Batch(task.examples(in: work), in: work))
    let meter = Meter(total: options.chains * (options.warmup + options.samples))
    let records = try work.silent.map(options.chains, label: "sample") { index, inner in
      var stream = stream.split(index)
      let start = start(options.start, ofChain: index, stream: &stream)
      var chain = try HamiltonianChain(at: start, in: potential, stream: stream, in: inner)
      var record = ChainRecord(of: task, capacity: options.samples)
      var step = StepSize()
      for round in 0..<options.warmup + options.samples {
        let acceptance = try chain.move(
          length: SamplingOptions.trajectoryLength, step: step.value, in: inner)
        if round < options.warmup {
          step.adapt(to: acceptance)
          if round == options.warmup - 1 { step.freeze() }
        } else {
          record.add(chain.state, acceptance: acceptance)
        }
        work.report(meter.progress(energy: chain.state.energy / Double(task.n)))
      }
      return record.ended(with: chain.state, step: step.value)
    }
    return try GibbsSamples(
      records.map(\.chain), overlaps: ChainRecord.overlaps(of: records, in: work), in: work)
  }

  private func start(
    _ start: SamplingOptions.Start, ofChain index: Int, stream: inout RandomStream
  ) -> [Double] {
    let isNearTeacher =
      switch start {
      case .random: false
      case .teacher: true
      case .both: index % 2 == 1
      }
    return (0..<task.n).map { isNearTeacher ? 2 * task.teacher[$0] : stream.normal() }
  }
}

/// Counts the trajectories of all chains.
private final class Meter: Sendable {
  private let done = Atomic<Int>(0)
  private let total: Int

  init(total: Int) { self.total = total }

  func progress(energy: Double) -> Progress {
    Progress(
      label: "sample", done: done.wrappingAdd(1, ordering: .relaxed).newValue, total: total,
      live: ("energy", energy))
  }
}
