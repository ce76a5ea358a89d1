import Language

/// The names that a body gives values to, in order of appearance: they are its own, whatever stands outside.
struct AssignedNames {
  private(set) var names: [String] = []
  private let commands: CommandTable

  init(in block: Block, commands: CommandTable) {
    self.commands = commands
    visit(block)
  }

  private mutating func add(_ name: String) {
    if !names.contains(name) { names.append(name) }
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
      visit(value)
    case .returning(let value): if let value { visit(value) }
    case .expression(let expression): visit(expression)
    case .breaking, .continuing: break
    }
  }

  /// Expressions assign through the blocks of a conditional, and through commands that take a place.
  private mutating func visit(_ expression: Expression) {
    switch expression.kind {
    case .conditional(let condition, let then, let otherwise):
      visit(condition)
      visit(then)
      if let otherwise { visit(otherwise) }
    case .call(let call):
      if case .name(let name) = call.callee.kind, let command = commands[name] {
        for (parameter, argument) in ArgumentMatcher.pairs(call.arguments, of: command)
        where parameter.evaluation == .place {
          if case .name(let variable) = argument.value.kind { add(variable) }
        }
      }
      for argument in call.arguments { visit(argument.value) }
    case .unary(_, let operand): visit(operand)
    case .binary(_, let left, let right, _):
      visit(left)
      visit(right)
    case .list(let items): for item in items { visit(item) }
    default: break
    }
  }
}
