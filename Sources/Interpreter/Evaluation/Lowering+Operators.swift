import Language
import Tensors

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
      return { [site] frame in
        if try site.truth(first(frame), symbol, spans.0) == decisive { return .boolean(decisive) }
        return .boolean(try site.truth(second(frame), symbol, spans.1))
      }
    case .add: return arithmetic(symbol, first, second, operatorSpan) { .number($0 + $1) }
    case .subtract: return arithmetic(symbol, first, second, operatorSpan) { .number($0 - $1) }
    case .multiply: return arithmetic(symbol, first, second, operatorSpan) { .number($0 * $1) }
    case .divide: return arithmetic(symbol, first, second, operatorSpan) { .number($0 / $1) }
    case .power: return arithmetic(symbol, first, second, operatorSpan) { .number(raised($0, to: $1)) }
    case .less: return arithmetic(symbol, first, second, operatorSpan) { .boolean($0 < $1) }
    case .greater: return arithmetic(symbol, first, second, operatorSpan) { .boolean($0 > $1) }
    case .equal: return arithmetic(symbol, first, second, operatorSpan) { .boolean($0 == $1) }
    default:
      return { [site] frame in
        let (x, y) = (try first(frame), try second(frame))
        return try site.located(operatorSpan) { try Operators.apply(symbol, x, y) }
      }
    }
  }

  @inline(__always)
  private func arithmetic(
    _ symbol: BinaryOperator, _ first: @escaping Evaluate, _ second: @escaping Evaluate, _ span: Span,
    _ numbers: @escaping @Sendable (Double, Double) -> Value
  ) -> Evaluate {
    { [site] frame in
      let (x, y) = (try first(frame), try second(frame))
      if case .number(let x) = x, case .number(let y) = y { return numbers(x, y) }
      return try site.located(span) { try Operators.apply(symbol, x, y) }
    }
  }

  func lowerMember(_ base: Expression, _ name: Name) throws -> Evaluate {
    let container = try lower(base)
    return { [site] frame in
      let value = try container(frame)
      if let member = value.member(name.text) { return member }
      let names = value.memberNames
      throw site.mistake(
        .noMember(
          name.text, of: value.kind.phrase, suggestion: Suggestion.closest(to: name.text, among: names),
          help: names.isEmpty ? nil : "it has \(names.joined(separator: ", "))"), name.span)
    }
  }
}
