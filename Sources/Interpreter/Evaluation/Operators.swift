import Execution
import Language
import Tensors

/// What the operators do to values; numbers are handled where they are lowered, this is everything else.
enum Operators {
  static func apply(_ symbol: UnaryOperator, _ value: Value, in work: Work) throws -> Value {
    switch (symbol, value) {
    case (.not, .boolean(let boolean)): return .boolean(!boolean)
    case (.negate, .number(let number)): return .number(-number)
    case (.plus, .number): return value
    case (.not, _):
      guard let mask = mask(value) else {
        throw Diagnostic.wrongKind("not", expected: "a boolean", found: value.described)
      }
      return .mask(!mask)
    case (.negate, .mask), (.plus, .mask):
      throw Diagnostic.wrongKind(
        symbol.rawValue, expected: "numbers", found: value.described,
        help: "the other mask is not mask; as numbers it is mask * 1")
    case (.negate, _): return Value(try tensor(value, of: symbol.rawValue, in: work).map(in: work) { -$0 })
    case (.plus, _): return Value(try tensor(value, of: symbol.rawValue, in: work))
    }
  }

  static func apply(_ symbol: BinaryOperator, _ left: Value, _ right: Value, in work: Work) throws -> Value {
    switch symbol {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
      return try compare(symbol, left, right, in: work)
    case .and, .or: return try combine(symbol, left, right, in: work)
    case .matrixProduct: return try matrixProduct(left, right, in: work)
    case .add, .subtract, .multiply, .divide, .remainder, .power: break
    }
    if symbol == .add, case .text(let first) = left, case .text(let second) = right {
      return .text(try Value.joined([first, second]))
    }
    guard let operation = symbol.elementwise else { throw Diagnostic.operands(symbol.rawValue, left, right) }
    if case .number(let x) = left, case .number(let y) = right { return .number(operation(x, y)) }
    let (first, second) = try tensors(symbol, left, right, in: work)
    return Value(try .apply(operation, first, second, in: work))
  }

  static func matrixProduct(_ left: Value, _ right: Value, in work: Work) throws -> Value {
    let (first, second) = try tensors(.matrixProduct, left, right, in: work)
    return Value(try .matrixProduct(first, second, in: work))
  }

  /// Both sides as tensors; numbers that do not form a tensor say why.
  private static func tensors(
    _ symbol: BinaryOperator, _ left: Value, _ right: Value, in work: Work
  ) throws -> (Tensor<Double>, Tensor<Double>) {
    if case .mask = left, case .mask = right { throw Diagnostic.operands(symbol.rawValue, left, right) }
    do { return (try tensor(left, in: work), try tensor(right, in: work)) } catch is Diagnostic {
      throw Diagnostic.operands(symbol.rawValue, left, right)
    }
  }

  // MARK: Numbers

  /// The numbers of a number, tensor, mask (true counts 1), range or (nested) list.
  static func tensor(_ value: Value, in work: Work = .alone) throws -> Tensor<Double> {
    switch value {
    case .number(let number): return Tensor(scalar: number)
    case .tensor(let tensor): return tensor
    case .mask(let mask): return mask.numbers
    case .range(let range): return try Tensor(shape: Shape([range.count]), in: work) { range[$0] }
    case .list(let values): return try tensor(ofList: values, in: work)
    default: throw Diagnostic.wrongKind("arithmetic", expected: "numbers", found: value.described)
    }
  }

  /// A list of numbers at once; a list of lists row by row.
  private static func tensor(ofList values: [Value], in work: Work) throws -> Tensor<Double> {
    guard case .number? = values.first else {
      // Refused before it is written out: a list may hold one list a billion times.
      _ = try Shape.checked(extents(of: .list(values)))
      return try Tensor.stacked(
        values.map { value in
          try work.checkpoint()
          return try tensor(value, in: work)
        })
    }
    return Tensor(
      try values.enumerated().map { index, value in
        if case .number(let number) = value { return number }
        _ = try tensor(value)
        throw TensorError.invalid(
          "items differ in shape: item 0 is a number, item \(index) is \(value.described)")
      })
  }

  /// The shape a nested list has if all its items are like its first.
  private static func extents(of value: Value) -> [Int] {
    switch value {
    case .list(let values): [values.count] + (values.first.map(extents) ?? [])
    case .range(let range): [range.count]
    case .tensor(let tensor): tensor.shape.extents
    case .mask(let mask): mask.shape.extents
    default: []
    }
  }

  private static func tensor(_ value: Value, of symbol: String, in work: Work) throws -> Tensor<Double> {
    do { return try tensor(value, in: work) } catch is Diagnostic {
      throw Diagnostic.wrongKind(symbol, expected: "numbers", found: value.described)
    }
  }

  // MARK: Equality

  /// Equality of values of any kind; values of different kinds are unequal, except that a list equals a
  /// tensor of its numbers.
  ///
  /// Networks, tasks and their like cannot be compared, and say so.
  static func areEqual(_ left: Value, _ right: Value, in work: Work) throws -> Bool {
    switch (left, right) {
    case (.nothing, .nothing): return true
    case (.number(let x), .number(let y)): return x == y
    case (.boolean(let x), .boolean(let y)): return x == y
    case (.text(let x), .text(let y)): return x == y
    case (.range(let x), .range(let y)): return x == y
    case (.list(let x), .list(let y)): return try areEqual(x, y, in: work)
    case (.record(let x), .record(let y)):
      return try x.names == y.names && areEqual(x.fields.map(\.value), y.fields.map(\.value), in: work)
    case (.table(let x), .table(let y)):
      return try x.names == y.names
        && zip(x.columns, y.columns).allSatisfy { try areEqual($0.values, $1.values, in: work) }
    case (.tensor(let x), .tensor(let y)): return x == y
    case (.mask(let x), .mask(let y)): return x == y
    case (.mask(let x), .list(let y)), (.list(let y), .mask(let x)):
      return x.elements.isEmpty ? y.isEmpty : mask(.list(y)) == x
    case (.tensor(let x), .list), (.list, .tensor(let x)):
      guard let y = try? tensor(left.kind == .list ? left : right) else { return false }
      return x == y
    case (.function(.command(let x)), .function(.command(let y))): return x.name == y.name
    case (.function(.user(let x)), .function(.user(let y))): return x === y
    case (.object, .object): throw Diagnostic.operands("==", left, right)
    default: return false
    }
  }

  private static func areEqual(_ left: [Value], _ right: [Value], in work: Work) throws -> Bool {
    guard left.count == right.count else { return false }
    try work.checkpoint()
    return try zip(left, right).allSatisfy { try areEqual($0, $1, in: work) }
  }
}

extension Value {
  /// A tensor as a value: one without axes is a number.
  package init(_ tensor: Tensor<Double>) {
    if tensor.shape.rank == 0, let number = tensor.elements.first {
      self = .number(number)
    } else {
      self = .tensor(tensor)
    }
  }
}

extension Value {
  /// The longest text, in bytes.
  private static let longestText = 1 << 28

  /// The texts one behind the other.
  package static func joined(_ parts: [String]) throws -> String {
    guard parts.reduce(0, { $0 + $1.utf8.count }) <= longestText else {
      throw Diagnostic.tooLong("the text", limit: longestText, unit: "bytes")
    }
    return parts.joined()
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
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual, .matrixProduct, .and, .or: nil
    }
  }
}
