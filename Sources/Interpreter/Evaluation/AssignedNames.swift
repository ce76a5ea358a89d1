import Language

/// The names that a body gives values to, in order of appearance: they are its own, whatever stands outside.
struct AssignedNames {
  private(set) var names: [String] = []
  private var known: Set<String> = []
  /// Those that commands change in place, and nothing else gives a value to.
  private(set) var changed: Set<String> = []
  private let commands: CommandTable

  init(in block: Block, commands: CommandTable) {
    self.commands = commands
    visit(block)
  }

  private mutating func add(_ name: String, inPlace: Bool = false) {
    let isNew = known.insert(name).inserted
    if isNew { names.append(name) }
    if !inPlace { changed.remove(name) } else if isNew { changed.insert(name) }
  }

  private mutating func visit(_ block: Block) {
    for statement in block.statements { visit(statement) }
  }

  private mutating func visit(_ statement: Statement) {
    switch statement.kind {
    case .definition(let definition): add(definition.name.text)
    case .forLoop(let variable, let sequence, let body):
      add(variable.text)
      visit(sequence)
      visit(body)
    case .whileLoop(let condition, let body):
      visit(condition)
      visit(body)
    case .assignment(let place, _, let value):
      add(place.name.text)
      for index in place.subscripts.joined() { visit(index) }
      visit(value)
    case .returning(let value): if let value { visit(value) }
    case .expression(let expression): visit(expression)
    case .breaking, .continuing: break
    }
  }

  /// Expressions assign through the blocks of a conditional, and through commands that take a place.
  private mutating func visit(_ expression: Expression) {
    switch expression.kind {
    case .number, .boolean, .nothing, .name: break
    // Bodies of their own.
    case .lambda: break
    case .sweep(let variables, _): for variable in variables { visit(variable.sequence) }
    case .text(let parts):
      for part in parts { if case .interpolation(let inner) = part { visit(inner) } }
    case .list(let items): for item in items { visit(item) }
    case .unary(_, let operand): visit(operand)
    case .binary(_, let left, let right, _):
      visit(left)
      visit(right)
    case .range(let lower, let upper, _, let step):
      visit(lower)
      visit(upper)
      if let step { visit(step) }
    case .member(let base, _): visit(base)
    case .index(let base, let indices):
      visit(base)
      for index in indices { visit(index) }
    case .conditional(let condition, let then, let otherwise):
      visit(condition)
      visit(then)
      if let otherwise { visit(otherwise) }
    case .call(let call):
      visit(call.callee)
      for argument in call.arguments { visit(argument.value) }
      guard case .name(let name) = call.callee.kind, let command = commands[name] else { return }
      for (parameter, argument) in ArgumentMatcher.pairs(call.arguments, of: command)
      where parameter.evaluation == .place {
        if case .name(let variable) = argument.value.kind { add(variable, inPlace: true) }
      }
    }
  }
}
