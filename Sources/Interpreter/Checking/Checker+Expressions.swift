import Language
import Tensors

extension Checker {
  /// What is known of an expression's value; its mistakes are reported.
  func walk(_ expression: Expression) -> Outline {
    let span = expression.span
    switch expression.kind {
    case .number(let number): return Outline(Value.number(number))
    case .boolean(let boolean): return Outline(Value.boolean(boolean))
    case .nothing: return Outline(Value.nothing)
    case .text(let parts): return walk(parts)
    case .name(let name):
      if let outline = outline(of: name) { return outline }
      reportUnknown(name, at: span)
      return .unknown
    case .list(let items): return list(items.map { walk($0) })
    case .unary(let symbol, let operand):
      let outline = walkMask(operand)
      return constant(outline, at: span) { try Operators.apply(symbol, $0, in: .alone) }
        ?? Outline(symbol == .not ? [.boolean, .mask] : nil)
    case .binary(let symbol, let left, let right, let place):
      let outlines = (walkMask(left), walkMask(right))
      if symbol.isEquality, context.mask != span, outlines.0.isComparedElementwise(with: outlines.1) {
        warn(.comparesElements(symbol.rawValue), at: place)
      }
      return binary(symbol, outlines.0, outlines.1, place)
    case .range(let lower, let upper, let isClosed, let step): return range(lower, upper, isClosed, step)
    case .call(let call): return walk(call, span)
    case .member(let base, let name): return member(name, of: walk(base))
    case .index(let base, let subscripts): return element(of: walk(base), at: walk(subscripts), base.span)
    case .lambda(let parameters, let body):
      let variables = parameters.map { ($0.text, Outline.unknown) }
      walkBodyLater(body, variables: Dictionary(variables) { $1 }, isLambda: true)
      return Outline(.function)
    case .sweep(let variables, let block):
      walkPoints(variables.map { ($0.name.text, walk($0.sequence)) }) { walkSweep(block, variables: $0) }
      return Outline(.table)
    case .conditional(let condition, let then, let otherwise):
      let truth = expectTruth(condition, "if")
      return walkBranches(then, otherwise, isTrue: truth)
    case .attempt(let block, let message, let otherwise):
      return walkAttempt(block, message: message, otherwise)
    }
  }

  /// The value of an expression where a mask has always been meant, if one comes.
  func walkMask(_ expression: Expression) -> Outline {
    within({ $0.mask = expression.span }) { walk(expression) }
  }

  /// What is known of indices; `nil` for a slice.
  @discardableResult
  func walk(_ subscripts: [Subscript]) -> [(span: Span, outline: Outline?)] {
    subscripts.map { subscripted in
      switch subscripted {
      case .index(let index): return (index.span, walkMask(index))
      case .slice(let slice):
        for part in [slice.lower?.value, slice.upper?.value, slice.step].compactMap({ $0 }) {
          expect([.number], of: walk(part), "an index", at: part.span)
        }
        return (slice.span, nil)
      }
    }
  }

  private func walk(_ parts: [TextPart]) -> Outline {
    if parts.isEmpty { return Outline(Value.text("")) }
    if parts.count == 1, case .literal(let text)? = parts.first { return Outline(Value.text(text)) }
    for part in parts { if case .interpolation(let inner) = part { _ = walk(inner) } }
    return Outline(.text)
  }

  private func list(_ items: [Outline]) -> Outline {
    let values = items.compactMap(\.value)
    guard values.count < items.count else { return Outline(Value.list(values)) }
    var outline = Outline(.list)
    if let first = items.first, items.allSatisfy({ $0.kinds == [.task] }) {
      outline.sizes = items.dropFirst().reduce(first) { $0.or($1) }.sizes
      outline.sizes["tasks"] = items.count
    }
    return outline
  }

  private func range(_ lower: Expression, _ upper: Expression, _ isClosed: Bool, _ step: Expression?)
    -> Outline
  {
    let bounds = [lower, upper, step].compactMap { bound -> Double? in
      guard let bound else { return nil }
      let outline = walk(bound)
      expect([.number], of: outline, "a range", at: bound.span)
      return outline.number
    }
    guard bounds.count == (step == nil ? 2 : 3) else { return Outline(.range) }
    let range = NumberRange(
      lower: bounds[0], upper: bounds[1], step: step == nil ? 1 : bounds[2], isClosed: isClosed)
    if let range { return Outline(Value.range(range)) }
    report(
      .badRange(
        bounds.last == 0 && step != nil
          ? "the step of a range is 0" : "a range needs finite bounds and fewer than 1e12 steps"),
      at: lower.span.union(step?.span ?? upper.span))
    return Outline(.range)
  }

  private func member(_ name: Name, of base: Outline) -> Outline {
    if let fields = base.fields {
      if let field = fields.first(where: { GreekNames.match($0.name, name.text) }) { return field.outline }
      report(.noMember(name.text, of: .record, names: fields.map(\.name)), at: name.span)
      return .unknown
    }
    guard let value = base.value else { return .unknown }
    guard let field = value.member(name.text) else {
      report(.noMember(name.text, of: value), at: name.span)
      return .unknown
    }
    return Outline(field)
  }

  // MARK: Operators

  private func binary(_ symbol: BinaryOperator, _ left: Outline, _ right: Outline, _ span: Span) -> Outline {
    switch symbol {
    case .and, .or:
      for outline in [left, right] { expect([.boolean, .mask, .list], of: outline, symbol.rawValue, at: span) }
      return Outline([.boolean, .mask])
    default: break
    }
    if let first = left.value, let second = right.value, first.isSmall, second.isSmall {
      return constant(Outline(Value.nothing), at: span) { _ in
        try Operators.apply(symbol, first, second, in: .alone)
      } ?? .unknown
    }
    if symbol.isComparison {
      guard let one = left.kinds, let other = right.kinds else { return Outline([.boolean, .mask]) }
      let kinds = one.union(other)
      if kinds.isDisjoint(with: Self.elementwise) { return Outline(.boolean) }
      return Outline(one.isSubset(of: Self.elementwise) || other.isSubset(of: Self.elementwise) ? [.mask] : [.boolean, .mask])
    }
    if let one = left.kinds, let other = right.kinds, one.union(other).isDisjoint(with: Self.arithmetic) {
      report(.operands(symbol.rawValue, one.sorted.phrase, other.sorted.phrase), at: span)
      return .unknown
    }
    return shapes(symbol, left, right, span)
  }

  private static let arithmetic: Set<Kind> = [
    .number, .tensor, .mask, .list, .range, .text, .boolean, .nothing,
  ]

  /// The kinds whose elements are compared one by one.
  fileprivate static let elementwise: Set<Kind> = [.tensor, .mask, .list, .range]

  /// What the shapes of two tensors say.
  private func shapes(_ symbol: BinaryOperator, _ left: Outline, _ right: Outline, _ span: Span) -> Outline {
    guard let one = left.extents, let other = right.extents else { return .unknown }
    do {
      let extents =
        symbol == .matrixProduct
        ? try OutlinedShape.matrixProduct(one, other) : try OutlinedShape.elementwise(one, other)
      return extents.isEmpty ? .unknown : Outline(extents: extents)
    } catch {
      report(.computation("\(symbol.rawValue): \(error)"), at: span)
      return .unknown
    }
  }

  /// The value that an operator makes of a known one; its mistake is reported. `nil` where nothing is known.
  private func constant(
    _ outline: Outline, at span: Span, _ apply: (Value) throws -> Value
  ) -> Outline? {
    guard let value = outline.value, value.isSmall else { return nil }
    do { return Outline(try apply(value)) } catch {
      report(Site.placed(error, span, context.source) as? Diagnostic ?? .computation("\(error)"), at: span)
      return .unknown
    }
  }

  // MARK: Kinds

  /// Reports a value that cannot be of a kind that is wanted.
  func expect(_ kinds: Set<Kind>, of outline: Outline, _ role: String, at span: Span) {
    guard let found = outline.kinds, found.isDisjoint(with: kinds) else { return }
    let words = outline.value?.described ?? found.sorted.phrase
    let help = found == [.mask] && kinds == [.boolean] ? Value.mask(.init([])).conditionHelp : nil
    report(.wrongKind(role, expected: kinds.sorted.phrase, found: words, help: help), at: span)
  }

  /// Whether the condition holds, where that is known.
  @discardableResult
  func expectTruth(_ condition: Expression, _ word: String) -> Bool? {
    let outline = walk(condition)
    expect([.boolean], of: outline, "the condition of \(word)", at: condition.span)
    if case .boolean(let isTrue)? = outline.value { return isTrue }
    return nil
  }

  /// The points of a sweep end with something that gives columns of a table.
  private func walkSweep(_ block: Block, variables: [String: Outline]) {
    let result = within({ $0.isInSweep = true }) { walkBody(block, variables: variables) }
    guard let kinds = result.kinds, kinds.isSubset(of: [.nothing, .range, .list, .tensor, .mask, .function])
    else {
      return
    }
    report(
      .sweep(
        "the body of a sweep gives \(kinds.sorted.phrase)",
        help: "its last statement must give a number, a record, a solution or a table"),
      at: block.statements.last?.span ?? block.span)
  }

  // MARK: Elements

  /// What an index picks; one that is out of range is reported.
  private func element(
    of outline: Outline, at indices: [(span: Span, outline: Outline?)], _ span: Span
  ) -> Outline {
    if let kinds = outline.kinds, kinds.isSubset(of: [.number, .boolean, .nothing, .function]) {
      report(.notIndexable(outline.value?.described ?? kinds.sorted.phrase), at: span)
      return .unknown
    }
    let extents: [Int?] =
      if case .list(let values)? = outline.value { [values.count] } else { outline.extents ?? [] }
    for (index, extent) in zip(indices, extents) {
      guard let extent, let number = index.outline?.integer, !(-extent..<extent).contains(number) else {
        continue
      }
      report(.indexOutOfRange(number, count: extent), at: index.span)
      return .unknown
    }
    // A slice or a list of indices picks several.
    guard indices.count == 1, indices[0].outline?.kinds == [.number] else { return .unknown }
    return element(of: outline, isIndex: true)
  }

  /// What is known of the elements that a loop visits, or an index picks.
  func element(of outline: Outline, isIndex: Bool = false) -> Outline {
    if outline.kinds == [.list], !outline.sizes.isEmpty { return Outline([.task], sizes: outline.sizes) }
    switch outline.value {
    case .range?: return Outline(.number)
    case .list(let values)?:
      guard let first = values.first else { return .unknown }
      return values.dropFirst().reduce(Outline(Outline(first).kinds)) { $0.or(Outline($1)) }
    default:
      if let extents = outline.extents, extents.count == 1, !isIndex { return Outline(.number) }
      return .unknown
    }
  }

  /// All of them, where they are known and numbers, texts or records; not those of a long list.
  func values(of outline: Outline) -> [Value]? {
    guard let count = count(of: outline), count <= Self.largestKnownCount else { return nil }
    switch outline.value {
    case .range(let range)?: return range.elements.map { .number($0) }
    case .list(let values)?: return values
    case .tensor(let tensor)? where tensor.shape.rank == 1: return tensor.elements.map { .number($0) }
    default: return nil
    }
  }

  /// How many there are, where it is known.
  func count(of outline: Outline) -> Int? {
    switch outline.value {
    case .number(let number)?: Int(exactly: number)
    case .range(let range)?: range.count
    case .list(let values)?: values.count
    default: outline.extents?.first ?? outline.sizes["tasks"]
    }
  }
}

extension Outline {
  /// Whether both surely have elements, which are compared one by one.
  fileprivate func isComparedElementwise(with other: Outline) -> Bool {
    guard let kinds, let others = other.kinds else { return false }
    return kinds.union(others).isSubset(of: Checker.elementwise)
  }
}

extension BinaryOperator {
  fileprivate var isEquality: Bool { self == .equal || self == .notEqual }

  fileprivate var isComparison: Bool {
    switch self {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: true
    default: false
    }
  }
}

extension Set<Kind> {
  /// In the order of their declaration.
  var sorted: [Kind] { Kind.allCases.filter(contains) }
}

extension Value {
  /// Whether computing with it takes no time worth mentioning.
  fileprivate var isSmall: Bool {
    switch self {
    case .number, .boolean, .nothing, .text: true
    case .range(let range): range.count < 1000
    case .list(let values): values.count < 1000
    case .tensor(let tensor): tensor.elements.count < 1000
    default: false
    }
  }
}
