import Language

extension Checker {
  /// Walks the statements of a block; gives what is known of its value.
  func walk(_ block: Block) -> AbstractValue {
    var last = AbstractValue(Value.nothing)
    for statement in block.statements { last = walk(statement) }
    return last
  }

  @discardableResult
  func walk(_ statement: Statement) -> AbstractValue {
    switch statement.kind {
    case .definition(let definition):
      var variables: [String: AbstractValue] = [:]
      for parameter in definition.parameters { variables[parameter.name.text] = .unknown }
      walkBodyLater(definition.body, variables: variables)
      var abstract = AbstractValue(.function)
      abstract.definition = definition
      requireVariable(definition.name)
      assign(abstract, to: definition.name.text, at: definition.name.span)
    case .forLoop(let variables, let sequence, let body):
      let elements = walk(sequence)
      if variables.count > 1, case .list(let values)? = elements.value {
        for value in values.prefix(100) {
          _ = parts(of: AbstractValue(value), count: variables.count, at: sequence.span)
        }
      }
      expect(
        [.number, .range, .list, .tensor, .mask, .table, .text], of: elements, "a loop", at: sequence.span)
      walkPoints([("", elements)]) { values in
        widen(body)
        let parts = parts(of: values[""] ?? .unknown, count: variables.count, at: sequence.span)
        for (variable, part) in zip(variables, parts) {
          assign(part, to: variable.text, at: variable.span)
        }
        _ = walk(body)
      }
      widen(body)
    case .whileLoop(let condition, let body):
      widen(body)
      repeating(nil) {
        expectTruth(condition, "while")
        _ = walk(body)
      }
      widen(body)
    case .assignment(let places, let symbol, let value):
      var new = walk(value)
      if case .lambda(let parameters, let body) = value.kind, let place = places.first, places.count == 1 {
        new.definition = Definition(
          name: place.name, parameters: parameters.map { .init(name: $0, defaultValue: nil) }, body: body)
      }
      for (place, part) in zip(places, parts(of: new, count: places.count, at: value.span)) {
        assign(part, to: place, symbol)
      }
      return new
    case .returning(let value): if let value { return walk(value) }
    case .breaking, .continuing: break
    case .expression(let expression):
      // A command's bare name as a statement calls it, unless a variable has it.
      if case .name(let name) = expression.kind, commands[name] != nil, variable(name) == nil {
        return walk(Call(callee: expression, arguments: []), expression.span)
      }
      return walk(expression)
    }
    return AbstractValue(Value.nothing)
  }

  private func assign(_ new: AbstractValue, to place: Place, _ symbol: AssignmentOperator) {
    var path: [Indexing.Step] = []
    for step in place.steps {
      switch step {
      case .member(let name): path.append(.member(name.text))
      case .subscripts(let subscripts):
        let picks = walk(subscripts)
        if picks.allSatisfy({ $0.pick != nil }) { path.append(.picks(picks.compactMap(\.pick))) }
      }
    }
    let name = place.name
    guard requireVariable(name) else { return }
    if place.steps.isEmpty, symbol == .set {
      assign(new, to: name.text, at: name.span)
    } else if let old = abstract(of: name.text) {
      if let kind = old.kinds?.first, old.kinds?.count == 1, kind.isObject {
        report(.fixedFields(of: kind), at: place.span)
      }
      var whole: AbstractValue?
      if symbol == .set, path.count == place.steps.count {
        whole = constant([old, new], at: place.span) { values in
          var whole = values[0]
          try Indexing.replace(in: &whole, at: path[...], in: .alone) { _ in values[1] }
          return whole
        }
      }
      assign(whole ?? AbstractValue(place.steps.isEmpty ? nil : old.kinds), to: name.text, at: name.span)
    } else {
      reportUnknown(name.text, at: name.span)
    }
  }

  /// What so many names take of a value.
  private func parts(of abstract: AbstractValue, count: Int, at span: Span) -> [AbstractValue] {
    guard count > 1 else { return [abstract] }
    if let kinds = abstract.kinds, kinds.isDisjoint(with: [.list, .range, .tensor, .mask, .record]) {
      report(.unpacking(expected: count, found: abstract.value?.described ?? kinds.sorted.phrase), at: span)
    } else if let extent = abstract.extents?.first ?? nil, extent != count {
      report(.unpacking(expected: count, found: "\(extent)"), at: span)
    }
    let values: [AbstractValue]? =
      switch abstract.value {
      case .list(let values)?: values.map { AbstractValue($0) }
      case .record(let record)?: record.fields.map { AbstractValue($0.value) }
      case .range(let range)? where range.count < 100: range.elements.map { AbstractValue(Value.number($0)) }
      default: nil
      }
    if let values, values.count != count {
      report(.unpacking(expected: count, found: "\(values.count)"), at: span)
    }
    guard let values, values.count == count else { return Array(repeating: .unknown, count: count) }
    return values
  }

  /// Whether a name can be given a value; reports it where it stands for a result.
  @discardableResult
  func requireVariable(_ name: Name) -> Bool {
    guard name.text.namesResult else { return true }
    report(.resultAssigned(name.text), at: name.span)
    return false
  }

  /// Whatever the body assigns may have any value: it may have run, or not.
  private func widen(_ body: Block) {
    let assigned = AssignedNames(in: body, commands: commands)
    for name in assigned.names {
      let old = abstract(of: name)
      if assigned.changed.contains(name) {
        assign(old?.withoutValue ?? .unknown, to: name)
      } else {
        assign(AbstractValue(old?.definition == nil ? nil : [.function]), to: name)
      }
    }
  }

  /// Walks code that may not run, or may fail: its errors are none of the script then.
  func forgiving<Result>(_ isForgiven: Bool, _ walk: () -> Result) -> Result {
    let found = errors
    defer { if isForgiven { errors = found } }
    return walk()
  }

  /// What fails in the block is no error: the other block is there for it.
  func walkAttempt(_ block: Block, message: Name?, _ otherwise: Block?) -> AbstractValue {
    let before = knowledge
    return within({ $0.branches += 1 }) {
      let first = forgiving(true) { walk(block) }
      let afterFirst = knowledge
      knowledge = before
      if let message { assign(AbstractValue(.text), to: message.text, at: message.span) }
      let second = otherwise.map { walk($0) } ?? AbstractValue(Value.nothing)
      knowledge = afterFirst.joined(with: knowledge)
      return first.or(second)
    }
  }

  /// Takes the one branch or the other, and knows afterwards what both leave known; or what the one does that is taken.
  func walkBranches(_ then: Block, _ otherwise: Block?, isTrue: Bool? = nil) -> AbstractValue {
    let before = knowledge
    return within({ $0.branches += 1 }) {
      let first = forgiving(isTrue == false) { walk(then) }
      let afterFirst = knowledge
      knowledge = before
      let second = forgiving(isTrue == true) { otherwise.map { walk($0) } ?? AbstractValue(Value.nothing) }
      if let isTrue {
        if isTrue { knowledge = afterFirst }
        return isTrue ? first : second
      }
      knowledge = afterFirst.joined(with: knowledge)
      return first.or(second)
    }
  }
}
