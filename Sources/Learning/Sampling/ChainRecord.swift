import Execution

/// A chain's course and its kept samples themselves.
struct ChainRecord: Sendable {
  private(set) var chain: GibbsSamples.Chain
  private let task: TeacherTask
  /// m, one sample after another.
  private var samples: [Double] = []

  private var n: Int { task.n }
  private var count: Int { chain.qd.count }

  init(of task: TeacherTask, capacity: Int) {
    self.task = task
    let zeros = Array(repeating: 0.0, count: task.n)
    chain = GibbsSamples.Chain(means: zeros, last: BinaryPerceptron(fields: zeros, gain: 1, memory: nil))
    samples.reserveCapacity(capacity * task.n)
  }

  mutating func add(_ state: HamiltonianChain.State, acceptance: Double) {
    let (scale, m) = (1 / Double(n), state.means)
    samples += m
    chain.qd.append(m.reduce(0) { $0 + $1 * $1 } * scale)
    chain.r.append(task.teacher.dot(m) * scale)
    chain.p.append(Double(task.teacher.dot(SignVector(signsOf: m))) * scale)
    chain.energy.append(state.energy * scale)
    chain.acceptance += acceptance
    for i in 0..<n { chain.means[i] += m[i] }
  }

  /// The record with sums made means.
  func ended(with state: HamiltonianChain.State, step: Double) -> ChainRecord {
    var record = self
    let scale = 1 / Double(count)
    record.chain.acceptance *= scale
    for i in 0..<n { record.chain.means[i] *= scale }
    record.chain.step = step
    record.chain.last = BinaryPerceptron(
      fields: state.fields, gain: 1,
      memory: BinaryPerceptron.Memory(task: task.identity, fieldsBefore: nil))
    return record
  }

  /// m·m̄/n for every sample m of every chain, with m̄ the mean over the samples of the other chains.
  static func overlaps(of records: [ChainRecord], in work: Work) throws(Interruption) -> [[Double]] {
    var overlaps: [[Double]] = []
    for (index, record) in records.enumerated() {
      var mean = Array(repeating: 0.0, count: record.n)
      for (other, record) in records.enumerated() where other != index {
        for i in mean.indices { mean[i] += record.chain.means[i] / Double(records.count - 1) }
      }
      var series: [Double] = []
      for sample in 0..<record.count {
        try work.checkpoint()
        var sum = 0.0
        for i in mean.indices { sum += mean[i] * record.samples[sample * record.n + i] }
        series.append(sum / Double(record.n))
      }
      overlaps.append(series)
    }
    return overlaps
  }
}
