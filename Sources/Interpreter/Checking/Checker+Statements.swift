import Language

extension Checker {
  /// Walks the statements of a block; gives what is known of its value.
  func walk(_ block: Block) -> Outline {
    var last = Outline(Value.nothing)
    for statement in block.statements { last = walk(statement) }
    return last
  }

  @discardableResult
  func walk(_ statement: Statement) -> Outline {
    switch statement.kind {
    case .definition(let definition):
      var variables: [String: Outline] = [:]
      for parameter in definition.parameters { variables[parameter.name.text] = .unknown }
      walkBodyLater(definition.body, variables: variables)
      var outline = Outline(.function)
      outline.definition = definition
      requireVariable(definition.name)
      assign(outline, to: definition.name.text, at: definition.name.span)
    case .forLoop(let variable, let sequence, let body):
      let elements = walk(sequence)
      expect([.number, .range, .list, .tensor, .table, .text], of: elements, "a loop", at: sequence.span)
      walkPoints([(variable.text, elements)]) { values in
        widen(body)
        assign(values[variable.text] ?? .unknown, to: variable.text, at: variable.span)
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
    case .assignment(let place, let symbol, let value):
      let new = walk(value)
      for index in place.subscripts.joined() { _ = walk(index) }
      let name = place.name
      guard requireVariable(name) else { return new }
      if place.subscripts.isEmpty, symbol == .set {
        assign(new, to: name.text, at: name.span)
      } else if let old = outline(of: name.text) {
        let keepsKind = !place.subscripts.isEmpty
        assign(Outline(keepsKind ? old.kinds : nil), to: name.text, at: name.span)
      } else {
        reportUnknown(name.text, at: name.span)
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
    return Outline(Value.nothing)
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
      let old = outline(of: name)
      if assigned.changed.contains(name) {
        assign(old?.withoutValue ?? .unknown, to: name)
      } else {
        assign(Outline(old?.definition == nil ? nil : [.function]), to: name)
      }
    }
  }

  /// Takes the one branch or the other, and knows afterwards what both leave known; or what the one does that is taken.
  func walkBranches(_ then: Block, _ otherwise: Block?, isTrue: Bool? = nil) -> Outline {
    let before = knowledge
    return within({ $0.branches += 1 }) {
      let first = walk(then)
      let afterFirst = knowledge
      knowledge = before
      let second = otherwise.map { walk($0) } ?? Outline(Value.nothing)
      if let isTrue {
        if isTrue { knowledge = afterFirst }
        return isTrue ? first : second
      }
      knowledge = afterFirst.joined(with: knowledge)
      return first.or(second)
    }
  }
}
