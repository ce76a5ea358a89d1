import Execution
import RandomStreams

/// A perceptron with binary weights described by fields: P(w) ∝ exp(gain · w θ), mean m = tanh(gain · θ).
package struct BinaryPerceptron: Sendable {
  package let gain: Double
  package let fields: [Double]

  package var n: Int { fields.count }

  package init(n: Int, gain: Double, stream: inout RandomStream) {
    self.gain = gain
    fields = []
  }

  package var means: [Double] { [] }

  package struct OrderParameters: Sendable {
    package let qd, r, p, error, variance: Double
  }

  package func orderParameters(with task: TeacherTask) throws -> OrderParameters { throw Interruption() }

  package func accuracy(on task: TeacherTask) throws -> Double { throw Interruption() }

  package func trained(
    on task: TeacherTask, options: TrainingOptions, stream: RandomStream, in work: Work
  ) throws -> (network: BinaryPerceptron, history: TrainingHistory) { throw Interruption() }
}
