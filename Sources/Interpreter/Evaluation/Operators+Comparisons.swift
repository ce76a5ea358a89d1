import Execution
import Language
import Tensors

/// Comparisons, and what `and`, `or` and `not` do to masks.
extension Operators {
  /// Elements of one sort, which can be compared one by one.
  private enum Elements {
    case numbers(Tensor<Double>)
    case texts(Tensor<String?>)
    case booleans(Tensor<Bool>)
    /// Of a list without elements, which goes with any sort.
    case empty
  }

  /// `left ∘ right`: one boolean of two scalars, and of values that have no elements to compare; a mask where one side is a
  /// tensor, a range or a list.
  static func compare(_ symbol: BinaryOperator, _ left: Value, _ right: Value, in work: Work) throws -> Value
  {
    guard let comparison = symbol.comparison else { throw Diagnostic.operands(symbol.rawValue, left, right) }
    switch (left, right) {
    case (.number(let x), .number(let y)): return .boolean(comparison(x, y))
    case (.text(let x), .text(let y)): return .boolean(comparison(x, y))
    case (.nothing, _), (_, .nothing): break
    case (.list, _), (.tensor, _), (.mask, _), (.range, _), (_, .list), (_, .tensor), (_, .mask), (_, .range):
      return Value(mask: try elementwise(symbol, comparison, left, right, in: work))
    default: break
    }
    guard comparison.isEquality else { throw Diagnostic.operands(symbol.rawValue, left, right) }
    return .boolean(try areEqual(left, right, in: work) == (comparison == .equal))
  }

  private static func elementwise(
    _ symbol: BinaryOperator, _ comparison: ElementwiseComparison, _ left: Value, _ right: Value,
    in work: Work
  ) throws -> Tensor<Bool> {
    let isOrdered = !comparison.isEquality
    let first = try elements(of: left, isOrdered: isOrdered, in: work)
    switch (first, try elements(of: right, isOrdered: isOrdered, in: work)) {
    case (.numbers(let x)?, .numbers(let y)?): return try Tensor(comparison, x, y, in: work)
    case (.texts(let x)?, .texts(let y)?): return try Tensor(comparison, x, y, in: work)
    case (.booleans(let x)?, .booleans(let y)?) where comparison.isEquality:
      let mask = try Tensor.equal(x, y, in: work)
      return comparison == .equal ? mask : !mask
    case (.empty?, .empty?): return Tensor([])
    case (.empty?, .numbers(let x)?), (.numbers(let x)?, .empty?):
      return try Tensor(comparison, x, Tensor([]), in: work)
    case (.empty?, .texts(let x)?), (.texts(let x)?, .empty?):
      return try Tensor(comparison, x, Tensor([]), in: work)
    case (.empty?, .booleans(let x)?), (.booleans(let x)?, .empty?):
      return try Tensor.equal(x, Tensor([]), in: work)
    case (.booleans?, _), (_, .booleans?): throw Diagnostic.operands(symbol.rawValue, left, right)
    default:
      guard comparison.isEquality else { throw Diagnostic.operands(symbol.rawValue, left, right) }
      throw Diagnostic.comparedElementwise(symbol.rawValue, "\(described(left)) and \(described(right))")
    }
  }

  /// The elements of a value, or `nil` where they are of several sorts, or lists themselves. Those are compared by their order as
  /// the tensor that they form.
  private static func elements(of value: Value, isOrdered: Bool, in work: Work) throws -> Elements? {
    switch value {
    case .number, .tensor, .range: return .numbers(try tensor(value, in: work))
    case .text(let text): return .texts(Tensor(scalar: text))
    case .boolean(let boolean): return .booleans(Tensor(scalar: boolean))
    case .mask(let mask): return .booleans(mask)
    case .list(let values):
      if values.isEmpty { return .empty }
      let kinds = Set(values.map(\.kind))
      try work.checkpoint()
      switch kinds.subtracting([.nothing]) {
      case [.number], []: return .numbers(Tensor(values.map { $0.number ?? .nan }))
      case [.text]: return .texts(Tensor(values.map { if case .text(let text) = $0 { text } else { nil } }))
      case [.boolean] where !kinds.contains(.nothing): return mask(value).map(Elements.booleans)
      default:
        guard isOrdered else { return nil }
        do { return .numbers(try tensor(value, in: work)) } catch is Diagnostic { return nil }
      }
    default: return nil
    }
  }

  /// "a list of lists" says why a list has no elements to compare.
  private static func described(_ value: Value) -> String {
    guard case .list(let values) = value else { return value.described }
    let kinds = Set(values.map(\.kind)).subtracting([.nothing])
    guard let kind = kinds.first else { return value.described }
    return kinds.count == 1 ? "a list of \(kind.rawValue)s" : "a list of several kinds"
  }

  // MARK: Masks

  /// A mask, or a list of booleans as one; `nil` for anything else.
  static func mask(_ value: Value) -> Tensor<Bool>? {
    switch value {
    case .mask(let mask): return mask
    case .list(let values):
      var booleans: [Bool] = []
      for value in values {
        guard case .boolean(let boolean) = value else { return nil }
        booleans.append(boolean)
      }
      return booleans.isEmpty ? nil : Tensor(booleans)
    default: return nil
    }
  }

  /// `and` and `or` of two masks, or of two booleans.
  static func combine(_ symbol: BinaryOperator, _ left: Value, _ right: Value, in work: Work) throws -> Value
  {
    if case .boolean(let x) = left, case .boolean(let y) = right {
      return .boolean(symbol == .and ? x && y : x || y)
    }
    guard let first = mask(left) else {
      let isBoolean = left.kind == .boolean
      let wrong = isBoolean ? right : left
      throw Diagnostic.wrongKind(
        symbol.rawValue, expected: "a boolean", found: wrong.described,
        help: isBoolean ? right.conditionHelp : nil)
    }
    guard let second = mask(right) else {
      throw Diagnostic.wrongKind(symbol.rawValue, expected: "a mask", found: right.described)
    }
    return Value(mask: symbol == .and ? try .and(first, second, in: work) : try .or(first, second, in: work))
  }
}

extension Value {
  /// A mask as a value: one without axes is a boolean.
  package init(mask: Tensor<Bool>) {
    if mask.shape.rank == 0, let boolean = mask.elements.first {
      self = .boolean(boolean)
    } else {
      self = .mask(mask)
    }
  }

  /// What helps where a boolean was expected and this came.
  var conditionHelp: String? {
    Operators.mask(self) == nil
      ? nil : "any(…) or all(…) makes one boolean of a mask; equal(a, b) compares whole values"
  }
}

extension BinaryOperator {
  fileprivate var comparison: ElementwiseComparison? {
    switch self {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .add, .subtract, .multiply, .divide, .remainder, .power, .matrixProduct, .and, .or: nil
    }
  }
}

extension ElementwiseComparison {
  /// Whether values that have no order can be compared by it.
  fileprivate var isEquality: Bool { self == .equal || self == .notEqual }
}
