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
      if symbol == .not { expectTruthValue(outline, "not", at: span) }
      return constant([outline], at: span) { try Operators.apply(symbol, $0[0], in: .alone) }
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
    case .index(let base, let subscripts): return part(of: walk(base), at: walk(subscripts), base.span, span)
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

  /// What is known of subscripts.
  func walk(_ subscripts: [Subscript]) -> [OutlinedSubscript] {
    subscripts.map { subscripted in
      switch subscripted {
      case .index(let index):
        let outline = walkMask(index)
        if outline.kinds == [.function] { report(.indexedByFunction, at: index.span) }
        return OutlinedSubscript(
          span: index.span, index: outline, pick: outline.value.flatMap { $0.isSmall ? .index($0) : nil })
      case .slice(let slice):
        let lower = slice.lower.map { (integer($0.value), $0.countsFromEnd) }
        let upper = slice.upper.map { (integer($0.value), $0.countsFromEnd) }
        let step = slice.step.map { integer($0) }
        var picked = PickedSlice(isClosed: slice.isClosed, step: (step ?? 1) ?? 0)
        picked.lower = lower.flatMap { place, fromEnd in place.map { .init(place: $0, countsFromEnd: fromEnd) } }
        picked.upper = upper.flatMap { place, fromEnd in place.map { .init(place: $0, countsFromEnd: fromEnd) } }
        let isKnown = (picked.lower == nil) == (lower == nil) && (picked.upper == nil) == (upper == nil)
        return OutlinedSubscript(
          span: slice.span, index: nil, pick: isKnown && picked.step != 0 ? .slice(picked) : nil)
      }
    }
  }

  private func integer(_ expression: Expression) -> Int? {
    let outline = walk(expression)
    expect([.number], of: outline, "an index", at: expression.span)
    return outline.integer
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
    if symbol == .and || symbol == .or {
      for outline in [left, right] { expectTruthValue(outline, symbol.rawValue, at: span) }
      // What decides is all that is looked at.
      if case .boolean(symbol == .or)? = left.value { return left }
      if left.kinds == [.boolean], right.kinds == [.boolean], right.value == nil { return Outline(.boolean) }
    }
    let known = constant([left, right], at: span) {
      try Operators.apply(symbol, $0[0], $0[1], in: .alone)
    }
    if let known { return known }
    if symbol == .and || symbol == .or { return Outline([.boolean, .mask]) }
    if symbol.isComparison {
      guard let one = left.kinds, let other = right.kinds else { return Outline([.boolean, .mask]) }
      let kinds = one.union(other)
      if kinds.isDisjoint(with: Self.elementwise) { return Outline(.boolean) }
      return Outline(one.isSubset(of: Self.elementwise) || other.isSubset(of: Self.elementwise) ? [.mask] : [.boolean, .mask])
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

  /// What is made of known values; its mistake is reported. `nil` where one of them is not known.
  func constant(_ outlines: [Outline], at span: Span, _ make: ([Value]) throws -> Value) -> Outline? {
    let values = outlines.compactMap(\.value)
    guard values.count == outlines.count, values.allSatisfy(\.isSmall) else { return nil }
    do { return Outline(try make(values)) } catch {
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

  /// Reports what is neither a boolean nor a mask.
  private func expectTruthValue(_ outline: Outline, _ role: String, at span: Span) {
    let isPossible = outline.kinds?.isDisjoint(with: [.boolean, .mask, .list]) != true
    if !isPossible { expect([.boolean], of: outline, role, at: span) }
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

  /// What subscripts pick; one that is out of range is reported.
  private func part(
    of outline: Outline, at subscripts: [OutlinedSubscript], _ base: Span, _ span: Span
  ) -> Outline {
    if let kinds = outline.kinds, kinds.isSubset(of: [.number, .boolean, .nothing, .function]) {
      report(.notIndexable(outline.value?.described ?? kinds.sorted.phrase), at: base)
      return .unknown
    }
    let extents: [Int?] =
      if case .list(let values)? = outline.value { [values.count] } else { outline.extents ?? [] }
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
      let known = constant([outline], at: span) { try Indexing.part(of: $0[0], at: picks, in: .alone) }
      if let known { return known }
    }
    // A slice or a list of indices picks several.
    guard subscripts.count == 1, subscripts[0].index?.kinds == [.number] else { return .unknown }
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

/// What is known of a subscript before anything runs.
struct OutlinedSubscript {
  let span: Span
  /// `nil` for a slice.
  let index: Outline?
  /// What it picks, where that is known.
  let pick: Pick?
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
