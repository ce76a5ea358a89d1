import Language
import Tensors

/// What the operators do to values; numbers are handled where they are lowered, this is everything else.
enum Operators {
  static func apply(_ symbol: UnaryOperator, _ value: Value) throws -> Value {
    switch (symbol, value) {
    case (.negate, .number(let number)): return .number(-number)
    case (.not, .boolean(let boolean)): return .boolean(!boolean)
    case (.plus, .number): return value
    case (.not, _): throw Diagnostic.wrongKind("not", expected: "a boolean", found: value.described)
    default:
      let tensor = try numeric(value, of: symbol.rawValue)
      return .tensor(symbol == .negate ? tensor.map { -$0 } : tensor)
    }
  }

  static func apply(_ symbol: BinaryOperator, _ left: Value, _ right: Value) throws -> Value {
    if case .number(let x) = left, case .number(let y) = right, let value = number(symbol, x, y) { return value }
    switch symbol {
    case .equal: return .boolean(areEqual(left, right))
    case .notEqual: return .boolean(!areEqual(left, right))
    case .add:
      if case .text(let first) = left, case .text(let second) = right { return .text(first + second) }
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      if case .text(let first) = left, case .text(let second) = right {
        return .boolean(compare(symbol, first, second))
      }
    default: break
    }
    guard let first = try? tensor(left), let second = try? tensor(right) else {
      throw Diagnostic.operands(symbol.rawValue, left.described, right.described)
    }
    if symbol == .matrixProduct { return simplified(try .matrixProduct(first, second)) }
    guard let operation = symbol.elementwise else {
      throw Diagnostic.operands(symbol.rawValue, left.described, right.described)
    }
    return .tensor(try .apply(operation, first, second))
  }

  /// Arithmetic and comparison of two numbers; `nil` for an operator that has no meaning there.
  @inline(__always)
  static func number(_ symbol: BinaryOperator, _ x: Double, _ y: Double) -> Value? {
    switch symbol {
    case .add: .number(x + y)
    case .subtract: .number(x - y)
    case .multiply: .number(x * y)
    case .divide: .number(x / y)
    case .remainder: .number(flooredRemainder(x, y))
    case .power: .number(raised(x, to: y))
    case .equal: .boolean(x == y)
    case .notEqual: .boolean(x != y)
    case .less: .boolean(x < y)
    case .lessOrEqual: .boolean(x <= y)
    case .greater: .boolean(x > y)
    case .greaterOrEqual: .boolean(x >= y)
    case .matrixProduct, .and, .or: nil
    }
  }

  /// The numbers of a number, tensor, range or (nested) list.
  static func tensor(_ value: Value) throws -> Tensor<Double> {
    switch value {
    case .number(let number): return Tensor(scalar: number)
    case .tensor(let tensor): return tensor
    case .range(let range):
      _ = try Shape.checked([range.count])
      return Tensor(range.elements)
    case .list(let values): return try Tensor.stacked(values.map(tensor))
    default: throw Diagnostic.wrongKind("arithmetic", expected: "numbers", found: value.described)
    }
  }

  /// A tensor without axes is a number.
  static func simplified(_ tensor: Tensor<Double>) -> Value {
    tensor.shape.rank == 0 ? .number(tensor.elements.first ?? .nan) : .tensor(tensor)
  }

  private static func numeric(_ value: Value, of symbol: String) throws -> Tensor<Double> {
    do { return try tensor(value) } catch {
      throw Diagnostic.wrongKind(symbol, expected: "numbers", found: value.described)
    }
  }

  private static func compare(_ symbol: BinaryOperator, _ left: String, _ right: String) -> Bool {
    switch symbol {
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    default: left >= right
    }
  }

  /// Equality of values of any kind; values of different kinds are unequal, except that a list equals a tensor of its numbers.
  static func areEqual(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.nothing, .nothing): true
    case (.number(let x), .number(let y)): x == y
    case (.boolean(let x), .boolean(let y)): x == y
    case (.text(let x), .text(let y)): x == y
    case (.range(let x), .range(let y)): x == y
    case (.list(let x), .list(let y)): x.count == y.count && zip(x, y).allSatisfy(areEqual)
    case (.record(let x), .record(let y)):
      x.names == y.names && zip(x.fields, y.fields).allSatisfy { areEqual($0.value, $1.value) }
    case (.table(let x), .table(let y)):
      x.names == y.names && zip(x.columns, y.columns).allSatisfy { areEqual(.list($0.values), .list($1.values)) }
    case (.tensor, _), (_, .tensor): (try? tensor(left) == tensor(right)) ?? false
    default: false
    }
  }
}

extension BinaryOperator {
  /// The same operation on tensors; `nil` where there is none.
  fileprivate var elementwise: ElementwiseOperator? {
    switch self {
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .remainder: .remainder
    case .power: .power
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .equal, .notEqual, .matrixProduct, .and, .or: nil
    }
  }
}
