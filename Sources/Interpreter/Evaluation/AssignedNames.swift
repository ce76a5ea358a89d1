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
    visit(.block(block))
  }

  private mutating func add(_ name: String, inPlace: Bool = false) {
    let isNew = known.insert(name).inserted
    if isNew { names.append(name) }
    if !inPlace { changed.remove(name) } else if isNew { changed.insert(name) }
  }

  private mutating func visit(_ node: SyntaxNode) {
    switch node {
    case .block: break
    case .statement(let statement):
      switch statement.kind {
      case .definition(let definition): return add(definition.name.text)
      case .forLoop(let variables, _, _): for variable in variables { add(variable.text) }
      case .assignment(let places, _, _): for place in places { add(place.name.text) }
      case .whileLoop, .returning, .breaking, .continuing, .expression: break
      }
    case .expression(let expression):
      switch expression.kind {
      // Bodies of their own.
      case .lambda: return
      case .sweep(let variables, _):
        for variable in variables { visit(.expression(variable.sequence)) }
        return
      case .attempt(_, let message, _): if let message { add(message.text) }
      default: break
      }
    }
    node.forEachChild { visit($0) }
    if case .expression(let expression) = node, case .call(let call) = expression.kind { addPlaces(of: call) }
  }

  /// The variables that a command is given to change.
  private mutating func addPlaces(of call: Call) {
    guard case .name(let name) = call.callee.kind, let command = commands[name] else { return }
    for (parameter, argument) in ArgumentMatcher.pairs(call.arguments, of: command)
    where parameter.evaluation == .place {
      if case .name(let variable) = argument.value.kind { add(variable, inPlace: true) }
    }
  }
}
