import Execution
import Tensors

/// What becomes of a pattern on which the teacher ties, W·x = 0: possible for even n.
package enum Ties: Sendable {
  /// It is drawn again.
  case redrawn
  /// It stays in the load, with the label 0.
  case kept
}

/// A teacher–student task: random ±1 patterns labelled by a ±1 teacher, y = sgn(W·x).
package struct TeacherTask: Sendable {
  /// What tells one task from another: its patterns are a function of these.
  package struct Identity: Sendable, Hashable {
    let teacher: SignVector
    let patternCount: Int
    let stream: UInt64
  }

  let teacher: SignVector
  /// A row per pattern with a label.
  let patterns: SignMatrix
  /// A sign per row of `patterns`; the teacher ties on none.
  let labels: SignVector
  /// The load asked for.
  package let alpha: Double
  /// The overlap W·W′/n with the teacher this one was made like; `nil` for an independent teacher.
  package let overlap: Double?
  /// How many patterns were drawn again because the teacher tied on them.
  package let tiesRedrawn: Int
  /// How many patterns of the load have the label 0, because the teacher ties on them. Their loss −ln H(0) = ln 2 is the same for
  /// all weights, so nothing can be learned from them and they are not among `patterns`.
  package let tiesKept: Int
  package let identity: Identity

  package var n: Int { teacher.count }
  /// The number of patterns with a label.
  package var patternCount: Int { patterns.rows }

  /// How many patterns the teacher labels −1 and how many +1.
  package var labelCounts: (negative: Int, positive: Int) {
    let positive = labels.words.reduce(0) { $0 + $1.nonzeroBitCount }
    return (patternCount - positive, positive)
  }

  /// Hashes the teacher, the patterns and their labels.
  package func hash(into sink: inout some ContentSink) {
    sink.combine(elements: [n, patternCount, tiesKept])
    sink.combine(elements: teacher.words)
    sink.combine(elements: patterns.words)
    sink.combine(elements: labels.words)
    sink.combine(alpha)
    sink.combine(identity.stream)
  }

  /// The patterns multiplied by their labels, ξ = y x: that product is all that learning sees of them.
  func examples(in work: Work) throws -> SignMatrix { try patterns.scalingRows(by: labels, in: work) }
}
