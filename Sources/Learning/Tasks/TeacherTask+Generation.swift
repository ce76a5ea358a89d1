import Execution
import Foundation
import RandomStreams

extension TeacherTask {
  /// An independent teacher of `inputs` signs, and round(`load` · `inputs`) patterns.
  ///
  /// Throws `LearningError` for sizes that are negative, not finite or do not fit into memory.
  package static func random(
    inputs: Int, load: Double, ties: Ties = .redrawn, stream: RandomStream, in work: Work
  ) throws -> TeacherTask {
    let patternCount = try checkedPatternCount(inputs: inputs, load: load)
    var teacherStream = stream.split(0)
    let teacher = SignVector(randomCount: inputs, stream: &teacherStream)
    return try TeacherTask(
      teacher: teacher, patternCount: patternCount, load: load, overlap: nil, ties: ties, stream: stream,
      in: work)
  }

  /// A teacher that is this task's with exactly round((1 − `overlap`) n/2) signs turned round, at random places, and
  /// round(`load` · n) patterns of its own.
  ///
  /// Throws `LearningError` as `random` does, and for an overlap outside [−1, 1].
  package func correlated(
    overlap: Double, load: Double, ties: Ties = .redrawn, stream: RandomStream, in work: Work
  ) throws -> TeacherTask {
    guard abs(overlap) <= 1 else {
      throw LearningError.invalid("the overlap of two teachers lies between -1 and 1, found \(overlap)")
    }
    let patternCount = try Self.checkedPatternCount(inputs: n, load: load)
    var teacherStream = stream.split(0)
    var other = teacher
    // Selection sampling (Knuth, 3.4.2 S): each place is taken with the probability that fills the rest.
    var remaining = Int(((1 - overlap) * Double(n) / 2).rounded())
    for index in 0..<n {
      if index % 4096 == 0 { try work.checkpoint() }
      guard teacherStream.integer(below: n - index) < remaining else { continue }
      other.flip(index)
      remaining -= 1
    }
    return try TeacherTask(
      teacher: other, patternCount: patternCount, load: load,
      overlap: Double(teacher.dot(other)) / Double(n), ties: ties, stream: stream, in: work)
  }

  /// Draws patterns until that many have a label, or where ties are kept that many patterns.
  private init(
    teacher: SignVector, patternCount: Int, load: Double, overlap: Double?, ties: Ties,
    stream: RandomStream, in work: Work
  ) throws {
    var patternStream = stream.split(1)
    var patterns = SignMatrix(rows: patternCount, columns: teacher.count)
    var labels: [Double] = []
    var tieCount = 0
    while labels.count + (ties == .kept ? tieCount : 0) < patternCount {
      try work.checkpoint()
      let pattern = SignVector(randomCount: teacher.count, stream: &patternStream)
      let product = teacher.dot(pattern)
      guard product != 0 else {
        tieCount += 1
        continue
      }
      patterns.setRow(labels.count, to: pattern)
      labels.append(Double(product))
      if labels.count % 1024 == 0 {
        work.report(Progress(label: "teacher", done: labels.count, total: patternCount))
      }
    }
    if labels.count < patternCount { patterns = patterns.selecting(Array(0..<labels.count)[...]) }
    self.init(
      teacher: teacher, patterns: patterns, labels: SignVector(signsOf: labels), alpha: load,
      overlap: overlap, tiesRedrawn: ties == .redrawn ? tieCount : 0, tiesKept: ties == .kept ? tieCount : 0,
      identity: Identity(teacher: teacher, patternCount: labels.count, stream: stream.identity))
  }

  /// round(αn), if the teacher and that many patterns fit into a quarter of the machine's memory: training takes two
  /// copies of the patterns, one of them transposed.
  private static func checkedPatternCount(inputs: Int, load: Double) throws -> Int {
    guard inputs >= 1 else { throw LearningError.invalid("a task has at least 1 input, found \(inputs)") }
    guard load >= 0 else { throw LearningError.invalid("a load is at least 0, found \(load)") }
    let count = (load * Double(inputs)).rounded()
    let bytes = (count + 1) * 8 * (Double(inputs) / 64).rounded(.up)
    let limit = Double(ProcessInfo.processInfo.physicalMemory / 4)
    guard bytes <= limit else { throw LearningError.tooLarge(bytes: bytes, limit: limit) }
    return Int(count)
  }
}
