import Execution

/// Why a tensor could not be made; `message` is a lower-case fact for the user.
package enum TensorError: Error, Sendable, Hashable, CustomStringConvertible {
  case broadcast(Shape, Shape)
  case tooLarge(extents: [Int])
  case negativeExtent(Int)
  case countMismatch(shape: Shape, count: Int)
  case ragged(row: Int, count: Int, expected: Int)
  case product(Shape, Shape)
  case tooManyIndices(Int, shape: Shape)
  case axisOutOfRange(Int, rank: Int)
  case empty(operation: String)
  case rank(operation: String, expected: String, found: Int)
  case invalid(String)

  package var description: String { message }

  package var message: String {
    switch self {
    case .broadcast(let left, let right): "shapes \(left) and \(right) do not broadcast"
    case .tooLarge(let extents):
      "a tensor of shape \(extents) does not fit: "
        + MemoryShortage(needed: extents.reduce(8) { $0 * Double($1) }, available: Memory.available)
        .description
    case .negativeExtent(let extent): "an extent must be at least 0, found \(extent)"
    case .countMismatch(let shape, let count): "shape \(shape) holds \(shape.count) elements, found \(count)"
    case .ragged(let row, let count, let expected):
      "rows differ in length: row 0 has \(expected) elements, row \(row) has \(count)"
    case .product(let left, let right): "shapes \(left) and \(right) have no matrix product"
    case .tooManyIndices(let count, let shape):
      "\(count) indices for a tensor of rank \(shape.rank), shape \(shape)"
    case .axisOutOfRange(let axis, 0): "axis \(axis) is out of range: a scalar has no axes"
    case .axisOutOfRange(let axis, let rank):
      "axis \(axis) is out of range: expected \(-rank) to \(rank - 1)"
    case .empty(let operation): "\(operation) of no elements"
    case .rank(let operation, let expected, let found):
      "\(operation) expects a tensor of rank \(expected), found rank \(found)"
    case .invalid(let message): message
    }
  }
}
