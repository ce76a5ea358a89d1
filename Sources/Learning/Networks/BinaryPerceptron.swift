import RandomStreams

/// A perceptron with binary weights described by fields: P(w) ∝ exp(gain · w θ), mean m = tanh(gain · θ).
package struct BinaryPerceptron: Sendable {
  /// What the network remembers of its training, for the anchor `previous`.
  struct Memory: Sendable {
    /// The task of the last training.
    var task: TeacherTask.Identity
    /// The fields when the last training on a different task than that ended; `nil` if there was none.
    var fieldsBefore: [Double]?
  }

  /// The field gain, positive.
  package let gain: Double
  package let fields: [Double]
  let memory: Memory?

  package var n: Int { fields.count }

  package var means: [Double] { WeightMoments(of: fields, gain: gain).means }

  /// The weights that are deployed, sgn(θ); a field of zero counts as positive.
  var signs: SignVector { SignVector(signsOf: fields) }

  init(fields: [Double], gain: Double, memory: Memory?) {
    self.fields = fields
    self.gain = gain
    self.memory = memory
  }

  /// Fields drawn from the standard normal distribution.
  package init(n: Int, gain: Double, stream: inout RandomStream) {
    self.init(fields: (0..<n).map { _ in stream.normal() }, gain: gain, memory: nil)
  }

  /// The fields when the last training on a different task than `task` ended; `nil` if there was none.
  func fields(before task: TeacherTask) -> [Double]? {
    guard let memory else { return nil }
    return memory.task == task.identity ? memory.fieldsBefore : fields
  }
}
