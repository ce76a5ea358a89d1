import Language

extension Lowering {
  /// `and` and `or` stop early; arithmetic on two numbers takes the short way.
  func lowerBinary(
    _ symbol: BinaryOperator, _ left: Expression, _ right: Expression, _ operatorSpan: Span
  ) throws -> Evaluate {
    let first = try lower(left)
    let second = try lower(right)
    switch symbol {
    case .and, .or:
      let decisive = symbol == .or
      let spans = (left.span, right.span)
      return { [self] frame in
        if try truth(first(frame), symbol, spans.0) == decisive { return .boolean(decisive) }
        return .boolean(try truth(second(frame), symbol, spans.1))
      }
    case .add: return arithmetic(symbol, first, second, operatorSpan) { .number($0 + $1) }
    case .subtract: return arithmetic(symbol, first, second, operatorSpan) { .number($0 - $1) }
    case .multiply: return arithmetic(symbol, first, second, operatorSpan) { .number($0 * $1) }
    case .divide: return arithmetic(symbol, first, second, operatorSpan) { .number($0 / $1) }
    case .power: return arithmetic(symbol, first, second, operatorSpan) { .number(Operators.power($0, $1)) }
    case .less: return arithmetic(symbol, first, second, operatorSpan) { .boolean($0 < $1) }
    case .greater: return arithmetic(symbol, first, second, operatorSpan) { .boolean($0 > $1) }
    case .equal: return arithmetic(symbol, first, second, operatorSpan) { .boolean($0 == $1) }
    default:
      return { [self] frame in
        let (x, y) = (try first(frame), try second(frame))
        return try located(operatorSpan) { try Operators.apply(symbol, x, y) }
      }
    }
  }

  @inline(__always)
  private func arithmetic(
    _ symbol: BinaryOperator, _ first: @escaping Evaluate, _ second: @escaping Evaluate, _ span: Span,
    _ numbers: @escaping @Sendable (Double, Double) -> Value
  ) -> Evaluate {
    { [self] frame in
      let (x, y) = (try first(frame), try second(frame))
      if case .number(let x) = x, case .number(let y) = y { return numbers(x, y) }
      return try located(span) { try Operators.apply(symbol, x, y) }
    }
  }

  private func truth(_ value: Value, _ symbol: BinaryOperator, _ span: Span) throws -> Bool {
    guard case .boolean(let boolean) = value else {
      throw mistake(.wrongKind(symbol.rawValue, expected: "a boolean", found: value.described), span)
    }
    return boolean
  }

  func lowerMember(_ base: Expression, _ name: Name) throws -> Evaluate {
    let container = try lower(base)
    return { [self] frame in
      let value = try container(frame)
      if let member = value.member(name.text) { return member }
      let names = value.memberNames
      throw mistake(
        .noMember(
          name.text, of: value.kind.phrase, suggestion: Suggestion.closest(to: name.text, among: names),
          help: names.isEmpty ? nil : "it has \(names.joined(separator: ", "))"), name.span)
    }
  }
}
