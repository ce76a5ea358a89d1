import Execution

/// A teacher–student task: random ±1 patterns labelled by a ±1 teacher, y = sgn(W·x).
package struct TeacherTask: Sendable {
  /// What tells one task from another: its patterns are a function of these.
  package struct Identity: Sendable, Hashable {
    let teacher: SignVector
    let patternCount: Int
    let stream: UInt64
  }

  let teacher: SignVector
  /// A row per pattern.
  let patterns: SignMatrix
  /// A sign per pattern; the teacher ties on none.
  let labels: SignVector
  /// The load asked for.
  package let alpha: Double
  /// The overlap W·W′/n with the teacher this one was made like; `nil` for an independent teacher.
  package let overlap: Double?
  /// How many patterns were drawn again because the teacher tied on them.
  package let tiesRedrawn: Int
  package let identity: Identity

  package var n: Int { teacher.count }
  package var patternCount: Int { patterns.rows }

  /// How many patterns the teacher labels −1 and how many +1.
  package var labelCounts: (negative: Int, positive: Int) {
    let positive = labels.words.reduce(0) { $0 + $1.nonzeroBitCount }
    return (patternCount - positive, positive)
  }

  /// The patterns multiplied by their labels, ξ = y x: that product is all that learning sees of them.
  func examples(in work: Work) throws -> SignMatrix { try patterns.scalingRows(by: labels, in: work) }
}
