import Language
import Tensors

extension Checker {
  /// What is known of an expression's value; its errors are reported.
  func walk(_ expression: Expression) -> AbstractValue {
    let span = expression.span
    switch expression.kind {
    case .number(let number): return AbstractValue(Value.number(number))
    case .boolean(let boolean): return AbstractValue(Value.boolean(boolean))
    case .nothing: return AbstractValue(Value.nothing)
    case .text(let parts): return walk(parts)
    case .name(let name):
      if let abstract = abstract(of: name) { return abstract }
      reportUnknown(name, at: span)
      return .unknown
    case .list(let items): return list(items.map { walk($0) })
    case .unary(let symbol, let operand):
      let abstract = walkMask(operand)
      if symbol == .not { expectTruthValue(abstract, "not", at: span) }
      return constant([abstract], at: span) { try Operators.apply(symbol, $0[0], in: .alone) }
        ?? AbstractValue(symbol == .not ? [.boolean, .mask] : nil)
    case .binary(let symbol, let left, let right, let place):
      let first = walkMask(left)
      let second = forgiving(first.decides(symbol)) { walkMask(right) }
      if symbol.isEquality, context.mask != span, first.isComparedElementwise(with: second) {
        warn(.comparesElements(symbol.rawValue), at: place)
      }
      return binary(symbol, first, second, place)
    case .range(let lower, let upper, let isClosed, let step): return range(lower, upper, isClosed, step)
    case .call(let call): return walk(call, span)
    case .member(let base, let name): return member(name, of: walk(base))
    case .index(let base, let subscripts): return part(of: walk(base), at: walk(subscripts), base.span, span)
    case .lambda(let parameters, let body):
      let variables = parameters.map { ($0.text, AbstractValue.unknown) }
      walkBodyLater(body, variables: Dictionary(variables) { $1 }, isLambda: true)
      return AbstractValue(.function)
    case .sweep(let variables, let block):
      walkPoints(variables.map { ($0.name.text, walk($0.sequence)) }) { walkSweep(block, variables: $0) }
      return AbstractValue(.table)
    case .conditional(let condition, let then, let otherwise):
      let truth = expectTruth(condition, "if")
      return walkBranches(then, otherwise, isTrue: truth)
    case .attempt(let block, let message, let otherwise):
      return walkAttempt(block, message: message, otherwise)
    }
  }

  /// The value of an expression where a mask has always been meant, if one comes.
  func walkMask(_ expression: Expression) -> AbstractValue {
    within({ $0.mask = expression.span }) { walk(expression) }
  }

  /// What is known of subscripts.
  func walk(_ subscripts: [Subscript]) -> [AbstractSubscript] {
    subscripts.map { subscripted in
      switch subscripted {
      case .index(let index):
        let abstract = walkMask(index)
        if abstract.kinds == [.function] { report(.indexedByFunction, at: index.span) }
        return AbstractSubscript(
          span: index.span, index: abstract, pick: abstract.value.flatMap { $0.isSmall ? .index($0) : nil })
      case .slice(let slice):
        let lower = slice.lower.map { (integer($0.value), $0.countsFromEnd) }
        let upper = slice.upper.map { (integer($0.value), $0.countsFromEnd) }
        let step = slice.step.map { integer($0) }
        var picked = PickedSlice(isClosed: slice.isClosed, step: (step ?? 1) ?? 0)
        picked.lower = lower.flatMap { place, fromEnd in
          place.map { .init(place: $0, countsFromEnd: fromEnd) }
        }
        picked.upper = upper.flatMap { place, fromEnd in
          place.map { .init(place: $0, countsFromEnd: fromEnd) }
        }
        let isKnown = (picked.lower == nil) == (lower == nil) && (picked.upper == nil) == (upper == nil)
        return AbstractSubscript(
          span: slice.span, index: nil, pick: isKnown && picked.step != 0 ? .slice(picked) : nil)
      }
    }
  }

  private func integer(_ expression: Expression) -> Int? {
    let abstract = walk(expression)
    expect([.number], of: abstract, "an index", at: expression.span)
    return abstract.integer
  }

  private func walk(_ parts: [TextPart]) -> AbstractValue {
    if parts.isEmpty { return AbstractValue(Value.text("")) }
    if parts.count == 1, case .literal(let text)? = parts.first { return AbstractValue(Value.text(text)) }
    for part in parts { if case .interpolation(let inner) = part { _ = walk(inner) } }
    return AbstractValue(.text)
  }

  private func list(_ items: [AbstractValue]) -> AbstractValue {
    let values = items.compactMap(\.value)
    guard values.count < items.count else { return AbstractValue(Value.list(values)) }
    var abstract = AbstractValue(.list)
    if let first = items.first, items.allSatisfy({ $0.kinds == [.task] }) {
      abstract.sizes = items.dropFirst().reduce(first) { $0.or($1) }.sizes
      abstract.sizes["tasks"] = items.count
    }
    return abstract
  }

  private func range(_ lower: Expression, _ upper: Expression, _ isClosed: Bool, _ step: Expression?)
    -> AbstractValue
  {
    let bounds = [lower, upper, step].compactMap { bound -> Double? in
      guard let bound else { return nil }
      let abstract = walk(bound)
      expect([.number], of: abstract, "a range", at: bound.span)
      return abstract.number
    }
    guard bounds.count == (step == nil ? 2 : 3) else { return AbstractValue(.range) }
    let range = NumberRange(
      lower: bounds[0], upper: bounds[1], step: step == nil ? 1 : bounds[2], isClosed: isClosed)
    if let range { return AbstractValue(Value.range(range)) }
    report(
      .badRange(
        bounds.last == 0 && step != nil
          ? "the step of a range is 0" : "a range needs finite bounds and fewer than 1e12 steps"),
      at: lower.span.union(step?.span ?? upper.span))
    return AbstractValue(.range)
  }

  private func member(_ name: Name, of base: AbstractValue) -> AbstractValue {
    if let fields = base.fields {
      if let field = fields.first(where: { GreekNames.match($0.name, name.text) }) { return field.abstract }
      report(.noMember(name.text, of: .record, names: fields.map(\.name)), at: name.span)
      return .unknown
    }
    guard let value = base.value else { return .unknown }
    guard let field = value.member(name.text) else {
      report(.noMember(name.text, of: value), at: name.span)
      return .unknown
    }
    return AbstractValue(field)
  }

  // MARK: Operators

  private func binary(_ symbol: BinaryOperator, _ left: AbstractValue, _ right: AbstractValue, _ span: Span)
    -> AbstractValue
  {
    if symbol == .and || symbol == .or {
      if left.decides(symbol) { return left }
      for abstract in [left, right] { expectTruthValue(abstract, symbol.rawValue, at: span) }
      if left.kinds == [.boolean], right.kinds == [.boolean], right.value == nil {
        return AbstractValue(.boolean)
      }
    }
    let known = constant([left, right], at: span) {
      try Operators.apply(symbol, $0[0], $0[1], in: .alone)
    }
    if let known { return known }
    if symbol == .and || symbol == .or { return AbstractValue([.boolean, .mask]) }
    if symbol.isComparison {
      guard let one = left.kinds, let other = right.kinds else { return AbstractValue([.boolean, .mask]) }
      let kinds = one.union(other)
      if kinds.isDisjoint(with: Self.elementwise) { return AbstractValue(.boolean) }
      return AbstractValue(
        one.isSubset(of: Self.elementwise) || other.isSubset(of: Self.elementwise)
          ? [.mask] : [.boolean, .mask])
    }
    if let one = left.kinds, let other = right.kinds,
      one.union(other).isDisjoint(with: Self.arithmetic) || one == [.mask] && other == [.mask]
    {
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
  private func shapes(_ symbol: BinaryOperator, _ left: AbstractValue, _ right: AbstractValue, _ span: Span)
    -> AbstractValue
  {
    guard let one = left.extents ?? (left.kinds == [.number] ? [] : nil),
      let other = right.extents ?? (right.kinds == [.number] ? [] : nil)
    else { return .unknown }
    do {
      let extents =
        symbol == .matrixProduct
        ? try AbstractShape.matrixProduct(one, other) : try AbstractShape.elementwise(one, other)
      return extents.isEmpty ? .unknown : AbstractValue(extents: extents)
    } catch {
      report(.computation("\(symbol.rawValue): \(error)"), at: span)
      return .unknown
    }
  }

  /// What is made of known values; its error is reported. `nil` where one of them is not known.
  func constant(_ abstracts: [AbstractValue], at span: Span, _ make: ([Value]) throws -> Value)
    -> AbstractValue?
  {
    let values = abstracts.compactMap(\.value)
    guard values.count == abstracts.count, values.allSatisfy(\.isSmall) else { return nil }
    do { return AbstractValue(try make(values)) } catch {
      report(
        SourceContext.placed(error, span, context.source) as? Diagnostic ?? .computation("\(error)"), at: span
      )
      return .unknown
    }
  }

  // MARK: Kinds

  /// Reports a value that cannot be of a kind that is wanted.
  func expect(_ kinds: Set<Kind>, of abstract: AbstractValue, _ role: String, at span: Span) {
    guard let found = abstract.kinds, found.isDisjoint(with: kinds) else { return }
    let words = abstract.value?.described ?? found.sorted.phrase
    let help = found == [.mask] && kinds == [.boolean] ? Value.mask(.init([])).conditionHelp : nil
    report(.wrongKind(role, expected: kinds.sorted.phrase, found: words, help: help), at: span)
  }

  /// Reports what is neither a boolean nor a mask.
  private func expectTruthValue(_ abstract: AbstractValue, _ role: String, at span: Span) {
    let isPossible = abstract.kinds?.isDisjoint(with: [.boolean, .mask, .list]) != true
    if !isPossible { expect([.boolean], of: abstract, role, at: span) }
  }

  /// Whether the condition holds, where that is known.
  @discardableResult
  func expectTruth(_ condition: Expression, _ word: String) -> Bool? {
    let abstract = walk(condition)
    expect([.boolean], of: abstract, "the condition of \(word)", at: condition.span)
    if case .boolean(let isTrue)? = abstract.value { return isTrue }
    return nil
  }

  /// The points of a sweep end with something that gives columns of a table.
  private func walkSweep(_ block: Block, variables: [String: AbstractValue]) {
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

  /// What subscripts pick; one that is out of range is reported.
  private func part(
    of abstract: AbstractValue, at subscripts: [AbstractSubscript], _ base: Span, _ span: Span
  ) -> AbstractValue {
    if let kinds = abstract.kinds, kinds.isSubset(of: [.number, .boolean, .nothing, .function]) {
      report(.notIndexable(abstract.value?.described ?? kinds.sorted.phrase), at: base)
      return .unknown
    }
    let extents: [Int?] =
      if case .list(let values)? = abstract.value { [values.count] } else { abstract.extents ?? [] }
    for (subscripted, extent) in zip(subscripts, extents) {
      guard let extent, let pick = subscripted.pick else { continue }
      do { _ = try pick.selection(extent) } catch {
        if case .index(.mask(let mask)) = pick, mask.shape.rank > 1 { continue }
        report(error as? Diagnostic ?? .computation("\(error)"), at: subscripted.span)
        return .unknown
      }
    }
    let picks = subscripts.compactMap(\.pick)
    if picks.count == subscripts.count {
      let known = constant([abstract], at: span) { try Indexing.part(of: $0[0], at: picks, in: .alone) }
      if let known { return known }
    }
    // A slice or a list of indices picks several.
    guard subscripts.count == 1, subscripts[0].index?.kinds == [.number] else { return .unknown }
    return element(of: abstract, isIndex: true)
  }

  /// What is known of the elements that a loop visits, or an index picks.
  func element(of abstract: AbstractValue, isIndex: Bool = false) -> AbstractValue {
    if abstract.kinds == [.list], !abstract.sizes.isEmpty {
      return AbstractValue([.task], sizes: abstract.sizes)
    }
    switch abstract.value {
    case .range?: return AbstractValue(.number)
    case .list(let values)?:
      guard let first = values.first else { return .unknown }
      return values.dropFirst().reduce(AbstractValue(AbstractValue(first).kinds)) { $0.or(AbstractValue($1)) }
    default:
      if let extents = abstract.extents, extents.count == 1, !isIndex { return AbstractValue(.number) }
      return .unknown
    }
  }

  /// All of them, where they are known and numbers, texts or records; not those of a long list.
  func values(of abstract: AbstractValue) -> [Value]? {
    guard let count = count(of: abstract), count <= Self.largestKnownCount else { return nil }
    switch abstract.value {
    case .range(let range)?: return range.elements.map { .number($0) }
    case .list(let values)?: return values
    case .tensor(let tensor)? where tensor.shape.rank == 1: return tensor.elements.map { .number($0) }
    default: return nil
    }
  }

  /// How many there are, where it is known.
  func count(of abstract: AbstractValue) -> Int? {
    switch abstract.value {
    case .number(let number)?: Int(exactly: number)
    case .range(let range)?: range.count
    case .list(let values)?: values.count
    default: abstract.extents?.first ?? abstract.sizes["tasks"]
    }
  }
}

/// What is known of a subscript before anything runs.
struct AbstractSubscript {
  let span: Span
  /// `nil` for a slice.
  let index: AbstractValue?
  /// What it picks, where that is known.
  let pick: Pick?
}

extension AbstractValue {
  /// Whether it is the left side of an `and` or `or` whose right side is not looked at.
  fileprivate func decides(_ symbol: BinaryOperator) -> Bool {
    guard symbol == .and || symbol == .or, case .boolean(let boolean)? = value else { return false }
    return boolean == (symbol == .or)
  }

  /// Whether both surely have elements, which are compared one by one.
  fileprivate func isComparedElementwise(with other: AbstractValue) -> Bool {
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
  var isSmall: Bool {
    switch self {
    case .mask(let mask): mask.elements.count < 1000
    case .record(let record): record.fields.count < 100 && record.fields.allSatisfy(\.value.isSmall)
    case .table(let table): table.rowCount * table.columns.count < 1000
    case .number, .boolean, .nothing, .text: true
    case .range(let range): range.count < 1000
    case .list(let values): values.count < 1000
    case .tensor(let tensor): tensor.elements.count < 1000
    default: false
    }
  }
}
