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

  /// Walks what runs so often; once where that is not known.
  func repeating(_ count: Int?, _ body: () -> Void) {
    let before = knowledge.cost.seconds
    within({ $0.repetitions *= Double(count ?? 1) }, body)
    if count == nil, knowledge.cost.seconds > before { knowledge.cost.add(nil) }
  }

  /// Walks what runs once for each combination of the variables' values: with all that is known of every one of them for its mistakes,
  /// and with the values of a few combinations for the time it takes.
  func walkPoints(_ variables: [(name: String, sequence: Outline)], _ walk: ([String: Outline]) -> Void) {
    var anywhere: [String: Outline] = [:]
    for variable in variables { anywhere[variable.name] = element(of: variable.sequence) }
    let axes = variables.compactMap { values(of: $0.sequence) }
    let points = axes.reduce(1.0) { $0 * Double($1.count) }
    let samples = min(points, Double(Self.largestSampleCount))
    guard axes.count == variables.count, points > 0, context.isTimed,
      samples * context.samplesAround <= Self.largestNestedSampleCount
    else {
      let counts = variables.map { count(of: $0.sequence) }
      let points = counts.reduce(1 as Int?) { points, count in
        points.flatMap { points in count.map { points * $0 } }
      }
      return repeating(points) { walk(anywhere) }
    }
    let before = knowledge.cost
    within({ $0.isTimed = false }) { walk(anywhere) }
    knowledge.cost = before
    let counts = axes.map(\.count)
    within({
      $0.repetitions *= points / samples
      $0.samplesAround *= samples
    }) {
      for sample in 0..<Int(samples) {
        let places = points == samples ? Self.place(sample, in: counts) : Self.spread(sample, over: counts)
        let values = zip(axes, places).map { Outline($0[$1]) }
        counting { walk(Dictionary(zip(variables.map(\.name), values), uniquingKeysWith: { $1 })) }
      }
    }
  }

  /// The indices of a point, the last one running fastest.
  private static func place(_ point: Int, in counts: [Int]) -> [Int] {
    var rest = point
    return counts.reversed().map { count in
      defer { rest /= count }
      return rest % count
    }.reversed()
  }

  /// The indices of one of a few points that represent all: a Hammersley set.
  private static func spread(_ sample: Int, over counts: [Int]) -> [Int] {
    let middle = 0.5 / Double(largestSampleCount)
    return counts.enumerated().map { axis, count in
      let fraction =
        axis == 0
        ? Double(sample) / Double(largestSampleCount)
        : radicalInverse(sample, base: [2, 3, 5, 7, 11][(axis - 1) % 5])
      return Int((fraction + middle) * Double(count)) % count
    }
  }

  /// The digits of a number behind the point, the last one first.
  private static func radicalInverse(_ number: Int, base: Int) -> Double {
    var (rest, digit, inverse) = (number, 1.0, 0.0)
    while rest > 0 {
      digit /= Double(base)
      inverse += digit * Double(rest % base)
      rest /= base
    }
    return inverse
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
