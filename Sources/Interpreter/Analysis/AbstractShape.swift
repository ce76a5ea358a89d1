/// What operations make of shapes of which some extents are not known (`nil`).
enum AbstractShape {
  struct Mismatch: Error, CustomStringConvertible {
    let description: String
  }

  /// Broadcasting, from the last axis on: extents are equal, or one of them is 1.
  static func elementwise(_ one: [Int?], _ other: [Int?]) throws -> [Int?] {
    let rank = max(one.count, other.count)
    let left = Array(repeating: 1, count: rank - one.count) + one
    let right = Array(repeating: 1, count: rank - other.count) + other
    return try zip(left, right).map { a, b in
      switch (a, b) {
      case (1, let extent), (let extent, 1): return extent
      case (let a?, let b?) where a != b:
        throw Mismatch(description: "the shapes \(words(one)) and \(words(other)) do not go together")
      case (let a?, _): return a
      case (nil, let b): return b
      }
    }
  }

  /// The last extent of the one is the first of the other, or its last but one.
  static func matrixProduct(_ one: [Int?], _ other: [Int?]) throws -> [Int?] {
    guard (1...2).contains(one.count), (1...2).contains(other.count) else { return [] }
    let inner = other[0]
    if let last = one.last ?? nil, let inner, last != inner {
      throw Mismatch(description: "the shapes \(words(one)) and \(words(other)) do not go together")
    }
    return one.dropLast() + other.dropFirst()
  }

  private static func words(_ extents: [Int?]) -> String {
    "[" + extents.map { $0.map(String.init) ?? "?" }.joined(separator: ", ") + "]"
  }
}
