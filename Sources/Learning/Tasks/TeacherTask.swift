import Execution
import RandomStreams

/// A teacher–student task: random ±1 patterns labelled by a ±1 teacher, y = sgn(W·x).
package struct TeacherTask: Sendable {
  package let n: Int
  package let patternCount: Int
  /// The load asked for.
  package let alpha: Double
  /// The overlap W·W′/n with the teacher this one was made like; `nil` for an independent teacher.
  package let overlap: Double?
  /// How many patterns were drawn again because the teacher tied on them.
  package let tiesRedrawn: Int

  package static func random(inputs: Int, load: Double, stream: RandomStream, in work: Work) throws -> TeacherTask {
    throw Interruption()
  }

  package func correlated(overlap: Double, load: Double, stream: RandomStream, in work: Work) throws -> TeacherTask {
    throw Interruption()
  }
}
