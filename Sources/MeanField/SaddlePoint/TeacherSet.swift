/// A set of teachers by their numbers from 0, oldest first; it stands for the product of their weights at a site.
struct TeacherSet: OptionSet, Hashable, Sendable {
  let rawValue: UInt64

  init(rawValue: UInt64) { self.rawValue = rawValue }
  init(teacher: Int) { rawValue = 1 << UInt64(teacher) }

  var isEven: Bool { rawValue.nonzeroBitCount % 2 == 0 }

  /// All sets of an even number of the first `count` teachers.
  static func even(amongFirst count: Int) -> [TeacherSet] {
    (0..<UInt64(1) << UInt64(count)).map(TeacherSet.init).filter(\.isEven)
  }
}
