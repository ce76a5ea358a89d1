import Language
import Tensors

extension Lowering {
  /// `and` and `or` stop early; arithmetic on two numbers takes the short way.
  func lowerBinary(
    _ symbol: BinaryOperator, _ left: Expression, _ right: Expression, _ span: Span
  ) throws -> Evaluate {
    let (first, second) = (try operand(left), try operand(right))
    switch symbol {
    case .and, .or:
      let isDecisive = symbol == .or
      return Evaluate { [site] frame in
        if try site.truth(first.evaluate(frame), symbol, left.span) == isDecisive {
          return .boolean(isDecisive)
        }
        return .boolean(try site.truth(second.evaluate(frame), symbol, right.span))
      }
    case .add: return arithmetic(Sum.self, symbol, first, second, span)
    case .subtract: return arithmetic(Difference.self, symbol, first, second, span)
    case .multiply: return arithmetic(Product.self, symbol, first, second, span)
    case .divide: return arithmetic(Quotient.self, symbol, first, second, span)
    case .remainder: return arithmetic(Remainder.self, symbol, first, second, span)
    case .power: return arithmetic(Power.self, symbol, first, second, span)
    case .less: return arithmetic(Less.self, symbol, first, second, span)
    case .lessOrEqual: return arithmetic(LessOrEqual.self, symbol, first, second, span)
    case .greater: return arithmetic(Greater.self, symbol, first, second, span)
    case .greaterOrEqual: return arithmetic(GreaterOrEqual.self, symbol, first, second, span)
    case .equal: return arithmetic(Equal.self, symbol, first, second, span)
    case .notEqual: return arithmetic(NotEqual.self, symbol, first, second, span)
    case .matrixProduct:
      return Evaluate { [site] frame in
        let x = try first.evaluate(frame)
        let y = try second.evaluate(frame)
        return try site.located(span) { try Operators.matrixProduct(x, y, in: frame.evaluator.work) }
      }
    }
  }

  func lowerMember(_ base: Expression, _ name: Name) throws -> Evaluate {
    let container = try lower(base)
    return Evaluate { [site] frame in
      let value = try container(frame)
      if let member = frame.evaluator.member(name.text, of: value) { return member }
      throw site.mistake(.noMember(name.text, of: value), name.span)
    }
  }

  func lowerIndex(_ base: Expression, _ indices: [Expression], _ span: Span) throws -> Evaluate {
    let container = try lower(base)
    let subscripts = try indices.map { try lower($0) }
    guard let only = subscripts.first, subscripts.count == 1 else {
      return Evaluate { [site] frame in
        let value = try container(frame)
        let path = try subscripts.map { try $0(frame) }
        return try site.located(span) { try Indexing.element(of: value, at: path) }
      }
    }
    return Evaluate { [site] frame in
      let value = try container(frame)
      let index = try only(frame)
      if let element = Indexing.numberedElement(of: value, at: index) { return element }
      if case .object = value, case .text(let name) = index,
        let member = frame.evaluator.member(name, of: value)
      {
        return member
      }
      return try site.located(span) { try Indexing.element(of: value, at: [index]) }
    }
  }
}
