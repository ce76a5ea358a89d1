import Execution

/// The elementwise operations of two tensors.
package enum ElementwiseOperator: Sendable, Hashable, CaseIterable {
  case add, subtract, multiply, divide, remainder, power
  /// The larger and the smaller of two; `nan` where one of them is.
  case maximum, minimum

  /// The operation on two numbers; a remainder has the divisor's sign.
  @inline(__always)
  package func callAsFunction(_ left: Double, _ right: Double) -> Double {
    switch self {
    case .add: left + right
    case .subtract: left - right
    case .multiply: left * right
    case .divide: left / right
    case .remainder: flooredRemainder(left, right)
    case .power: raised(left, to: right)
    case .maximum: left.isNaN || left > right ? left : right
    case .minimum: left.isNaN || left < right ? left : right
    }
  }
}

/// The comparisons of two elements.
package enum ElementwiseComparison: Sendable, Hashable, CaseIterable {
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual

  @inline(__always)
  package func callAsFunction<Element: Comparable>(_ left: Element, _ right: Element) -> Bool {
    switch self {
    case .equal: left == right
    case .notEqual: left != right
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    }
  }
}

extension Tensor<Bool> {
  /// The masks of comparisons element by element, broadcast as `Shape.broadcast` says; throws
  /// `TensorError.broadcast` or `Interruption`.
  package init(
    _ comparison: ElementwiseComparison, _ left: Tensor<Double>, _ right: Tensor<Double>,
    in work: Work = .alone
  ) throws {
    self =
      switch comparison {
      case .equal: try zip(left, right, work) { $0 == $1 }
      case .notEqual: try zip(left, right, work) { $0 != $1 }
      case .less: try zip(left, right, work) { $0 < $1 }
      case .lessOrEqual: try zip(left, right, work) { $0 <= $1 }
      case .greater: try zip(left, right, work) { $0 > $1 }
      case .greaterOrEqual: try zip(left, right, work) { $0 >= $1 }
      }
  }

  /// The same for texts, in the order of the alphabet; `nil` is unequal to all, and neither before nor behind.
  package init(
    _ comparison: ElementwiseComparison, _ left: Tensor<String?>, _ right: Tensor<String?>,
    in work: Work = .alone
  ) throws {
    self = try zip(left, right, work) { left, right in
      guard let left, let right else { return comparison == .notEqual }
      return comparison(left, right)
    }
  }

  /// Two masks element by element, broadcast as numbers are.
  package static func and(_ left: Tensor, _ right: Tensor, in work: Work = .alone) throws -> Tensor {
    try zip(left, right, work) { $0 && $1 }
  }

  package static func or(_ left: Tensor, _ right: Tensor, in work: Work = .alone) throws -> Tensor {
    try zip(left, right, work) { $0 || $1 }
  }

  package static func equal(_ left: Tensor, _ right: Tensor, in work: Work = .alone) throws -> Tensor {
    try zip(left, right, work) { $0 == $1 }
  }

  package static prefix func ! (mask: Tensor) -> Tensor { mask.map { !$0 } }
}

extension Tensor<Double> {
  /// `left ∘ right` element by element, broadcast as `Shape.broadcast` says; throws `TensorError.broadcast`
  /// or `Interruption`.
  package static func apply(
    _ operation: ElementwiseOperator, _ left: Tensor, _ right: Tensor, in work: Work = .alone
  ) throws -> Tensor {
    // One specialised loop per common operation, so that the compiler vectorises it.
    switch operation {
    case .add: try zip(left, right, work) { $0 + $1 }
    case .subtract: try zip(left, right, work) { $0 - $1 }
    case .multiply: try zip(left, right, work) { $0 * $1 }
    case .divide: try zip(left, right, work) { $0 / $1 }
    case .power where right.elements.count == 1 && right.elements[0] == 2:
      try zip(left, right, work) { x, _ in x * x }
    default: try zip(left, right, work) { operation($0, $1) }
    }
  }

  package static func + (left: Tensor, right: Tensor) throws -> Tensor { try apply(.add, left, right) }
  package static func - (left: Tensor, right: Tensor) throws -> Tensor { try apply(.subtract, left, right) }
  package static func * (left: Tensor, right: Tensor) throws -> Tensor { try apply(.multiply, left, right) }
  package static func / (left: Tensor, right: Tensor) throws -> Tensor { try apply(.divide, left, right) }
  package static prefix func - (tensor: Tensor) -> Tensor { tensor.map { -$0 } }
}

/// `body(left, right)` element by element, with broadcasting.
@inline(__always)
private func zip<Scalar, Result: BitwiseCopyable>(
  _ left: Tensor<Scalar>, _ right: Tensor<Scalar>, _ work: Work, _ body: (Scalar, Scalar) -> Result
) throws -> Tensor<Result> {
  let shape = try Shape.broadcast(left.shape, right.shape)
  let count = shape.count
  let leftStrides = left.shape.strides(broadcastTo: shape)
  let rightStrides = right.shape.strides(broadcastTo: shape)
  let elements = try [Result](unsafeUninitializedCapacity: count) { result, initialized in
    try left.elements.withUnsafeBufferPointer { left in
      try right.elements.withUnsafeBufferPointer { right in
        if left.count == count && right.count == count {
          try work.blocks(in: count) { for index in $0 { result[index] = body(left[index], right[index]) } }
        } else if right.count == 1 {
          let scalar = right[0]
          try work.blocks(in: count) { for index in $0 { result[index] = body(left[index], scalar) } }
        } else if left.count == 1 {
          let scalar = left[0]
          try work.blocks(in: count) { for index in $0 { result[index] = body(scalar, right[index]) } }
        } else {
          // The last axis is one run: each side steps through it or repeats one number.
          let run = max(shape.extents.last ?? 1, 1)
          let leftStep = leftStrides.last ?? 0
          let rightStep = rightStrides.last ?? 0
          var position = Position(extents: shape.extents.dropLast(), strides: leftStrides, rightStrides)
          try work.blocks(of: max(1, (1 << 16) / run), in: count / run) { runs in
            for start in runs {
              for index in 0..<run {
                result[start * run + index] = body(
                  left[position.left + index * leftStep], right[position.right + index * rightStep])
              }
              position.advance()
            }
          }
        }
      }
    }
    initialized = count
  }
  return Tensor(shape: shape, elements: elements)
}

/// Where the runs of two broadcast tensors start, stepping through the outer axes in row-major order.
private struct Position {
  private let extents: ArraySlice<Int>
  private let strides: (left: [Int], right: [Int])
  private var indices: [Int]
  private(set) var left = 0
  private(set) var right = 0

  init(extents: ArraySlice<Int>, strides left: [Int], _ right: [Int]) {
    self.extents = extents
    self.strides = (left, right)
    indices = [Int](repeating: 0, count: extents.count)
  }

  mutating func advance() {
    for axis in extents.indices.reversed() {
      indices[axis] += 1
      left += strides.left[axis]
      right += strides.right[axis]
      if indices[axis] < extents[axis] { return }
      left -= strides.left[axis] * extents[axis]
      right -= strides.right[axis] * extents[axis]
      indices[axis] = 0
    }
  }
}
