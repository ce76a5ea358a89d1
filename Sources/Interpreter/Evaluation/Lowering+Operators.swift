import Language
import Tensors

extension Lowering {
  /// `and` and `or` stop early; arithmetic on two numbers takes the short way.
  func lowerBinary(
    _ symbol: BinaryOperator, _ left: Expression, _ right: Expression, _ span: Span
  ) throws -> Evaluate {
    switch symbol {
    case .and, .or:
      return try lowerLogicalValue(symbol, left, right, span)
    case .add: return try arithmetic(Sum.self, symbol, left, right, span)
    case .subtract: return try arithmetic(Difference.self, symbol, left, right, span)
    case .multiply: return try arithmetic(Product.self, symbol, left, right, span)
    case .divide: return try arithmetic(Quotient.self, symbol, left, right, span)
    case .remainder: return try arithmetic(Remainder.self, symbol, left, right, span)
    case .power: return try arithmetic(Power.self, symbol, left, right, span)
    case .less: return try arithmetic(Less.self, symbol, left, right, span)
    case .lessOrEqual: return try arithmetic(LessOrEqual.self, symbol, left, right, span)
    case .greater: return try arithmetic(Greater.self, symbol, left, right, span)
    case .greaterOrEqual: return try arithmetic(GreaterOrEqual.self, symbol, left, right, span)
    case .equal: return try arithmetic(Equal.self, symbol, left, right, span)
    case .notEqual: return try arithmetic(NotEqual.self, symbol, left, right, span)
    case .matrixProduct:
      let (first, second) = (try lower(left), try lower(right))
      return Evaluate { [context] frame in
        let x = try first(frame)
        let y = try second(frame)
        return try context.located(span) { try Operators.matrixProduct(x, y, in: frame.evaluator.work) }
      }
    }
  }

  func lowerMember(_ base: Expression, _ name: Name) throws -> Evaluate {
    let container = try lower(base)
    return Evaluate { [context] frame in
      let value = try container(frame)
      if let member = frame.evaluator.member(name.text, of: value) { return member }
      throw context.diagnostic(.noMember(name.text, of: value), name.span)
    }
  }

  func lowerIndex(_ base: Expression, _ subscripts: [Subscript], _ span: Span) throws -> Evaluate {
    let container = try lower(base)
    guard case .index(let index)? = subscripts.first, subscripts.count == 1 else {
      let picks = try lower(subscripts)
      return Evaluate { [context] frame in
        let value = try container(frame)
        let picks = try picks.map { try $0(frame) }
        return try context.located(span) { try Indexing.part(of: value, at: picks, in: frame.evaluator.work) }
      }
    }
    let only = try lower(index)
    let element = Evaluate { [context] frame in
      let value = try container(frame)
      let index = try only(frame)
      if let element = Indexing.numberedElement(of: value, at: index) { return element }
      if case .object = value, case .text(let name) = index,
        let member = frame.evaluator.member(name, of: value)
      {
        return member
      }
      return try context.located(span) {
        try Indexing.part(of: value, at: [.index(index)], in: frame.evaluator.work)
      }
    }
    // An index that changes nothing may come first: the variable is then looked into where it is.
    guard index.changesNothing, case .slot(let slot) = try form(of: base) else { return element }
    return Evaluate { frame in
      guard case .some = frame.slots[slot] else { return try element(frame) }
      let index = try only(frame)
      if let element = Indexing.numberedElement(of: frame.slots[slot], at: index) { return element }
      return try element(frame)
    }
  }
}

// MARK: Subscripts

extension Lowering {
  func lower(_ subscripts: [Subscript]) throws -> [@Sendable (Frame) throws -> Pick] {
    try subscripts.map { subscripted in
      switch subscripted {
      case .index(let expression):
        let index = try lower(expression)
        return { frame in .index(try index(frame)) }
      case .slice(let slice): return try lower(slice)
      }
    }
  }

  private func lower(_ slice: Slice) throws -> @Sendable (Frame) throws -> Pick {
    let lower = try slice.lower.map { (try lowerInteger($0.value), $0.countsFromEnd) }
    let upper = try slice.upper.map { (try lowerInteger($0.value), $0.countsFromEnd) }
    let step = try slice.step.map { try lowerInteger($0) }
    let isClosed = slice.isClosed
    return { [context] frame in
      var picked = PickedSlice(isClosed: isClosed)
      if let (place, countsFromEnd) = lower {
        picked.lower = .init(place: try place(frame), countsFromEnd: countsFromEnd)
      }
      if let (place, countsFromEnd) = upper {
        picked.upper = .init(place: try place(frame), countsFromEnd: countsFromEnd)
      }
      if let step { picked.step = try step(frame) }
      guard picked.step != 0 else {
        throw context.diagnostic(.badRange("the step of a range is 0"), slice.span)
      }
      return .slice(picked)
    }
  }

  private func lowerInteger(_ expression: Expression) throws -> @Sendable (Frame) throws -> Int {
    let evaluate = try lower(expression)
    return { [context] frame in
      let value = try evaluate(frame)
      return try context.located(expression.span) { try Pick.integer(value) }
    }
  }
}

extension Expression {
  /// Whether evaluating it surely changes no variable: names, numbers and operators do not.
  fileprivate var changesNothing: Bool {
    switch kind {
    case .number, .name: true
    case .unary(_, let operand): operand.changesNothing
    case .binary(_, let left, let right, _): left.changesNothing && right.changesNothing
    default: false
    }
  }
}
