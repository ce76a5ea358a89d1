import Interpreter

extension Parameter {
  /// The extents of a new tensor.
  static let shape = Parameter(
    "extents", .number, summary: "the number of elements along each axis", default: .absent,
    domain: .integers(0),
    arity: .rest)
}

extension Arguments {
  /// The extents that `Parameter.shape` took.
  func extents() throws -> [Int] { try list("extents").compactMap { $0.number.flatMap { Int(exactly: $0) } } }
}
