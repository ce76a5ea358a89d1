import Interpreter
import Tensors

extension Parameter {
  /// The extents of a new tensor.
  static let shape = Parameter(
    "extents", .number, summary: "the number of elements along each axis", default: .absent, domain: .integers(0),
    arity: .rest)
}

extension Arguments {
  /// The shape that `Parameter.shape` took.
  func shape() throws -> Shape {
    try Shape.checked(try list("extents").compactMap { $0.number.flatMap { Int(exactly: $0) } })
  }
}
