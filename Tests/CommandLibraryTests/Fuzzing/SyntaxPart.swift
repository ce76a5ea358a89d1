import Language

/// A part of a script that another of its role can take the place of.
struct SyntaxPart {
  enum Role: CaseIterable {
    case statement, block, expression, call, number, text, name, operation
  }
  let role: Role
  let span: Span
  /// How it is written where any expression may stand.
  let text: String
  /// The name and the arguments of a call.
  var callee = ""
  var arguments: [String] = []
}

/// Finds the parts of a script.
struct SyntaxParts {
  private let source: SourceText
  private(set) var parts: [SyntaxPart] = []

  init(of script: Script) {
    source = script.source
    for statement in script.statements { visit(statement) }
  }

  private mutating func add(_ role: SyntaxPart.Role, _ span: Span) {
    parts.append(SyntaxPart(role: role, span: span, text: source[span]))
  }

  private mutating func visit(_ statement: Statement) {
    add(.statement, statement.span)
    switch statement.kind {
    case .definition(let definition):
      add(.name, definition.name.span)
      for parameter in definition.parameters {
        add(.name, parameter.name.span)
        visit(parameter.defaultValue)
      }
      visit(definition.body)
    case .forLoop(let variable, let sequence, let body):
      add(.name, variable.span)
      visit(sequence)
      visit(body)
    case .whileLoop(let condition, let body):
      visit(condition)
      visit(body)
    case .assignment(let place, _, let value):
      add(.name, place.name.span)
      for index in place.subscripts.joined() { visit(index) }
      visit(value)
    case .returning(let value): visit(value)
    case .breaking, .continuing: break
    case .expression(let expression): visit(expression)
    }
  }

  private mutating func visit(_ block: Block) {
    // The body after `func f(x) =` has no braces to take the place of.
    if source[block.span].hasPrefix("{") { add(.block, block.span) }
    for statement in block.statements { visit(statement) }
  }

  private mutating func visit(_ expression: Expression?) {
    guard let expression else { return }
    parts.append(SyntaxPart(role: .expression, span: expression.span, text: written(expression)))
    switch expression.kind {
    case .number: add(.number, expression.span)
    case .text(let pieces):
      add(.text, expression.span)
      for case .interpolation(let inner) in pieces { visit(inner) }
    case .boolean, .nothing: break
    case .name: add(.name, expression.span)
    case .list(let items): for item in items { visit(item) }
    case .unary(_, let operand): visit(operand)
    case .binary(_, let left, let right, let operatorSpan):
      add(.operation, operatorSpan)
      visit(left)
      visit(right)
    case .range(let lower, let upper, _, let step):
      visit(lower)
      visit(upper)
      visit(step)
    case .call(let call):
      parts.append(
        SyntaxPart(
          role: .call, span: expression.span, text: written(expression), callee: source[call.callee.span],
          arguments: call.arguments.map { source[$0.span] }))
      visit(call.callee)
      for argument in call.arguments { visit(argument.value) }
    case .member(let base, _): visit(base)
    case .index(let base, let indices):
      visit(base)
      for index in indices { visit(index) }
    case .lambda(let parameter, let body):
      add(.name, parameter.span)
      visit(body)
    case .sweep(let variables, let body):
      for variable in variables {
        add(.name, variable.name.span)
        visit(variable.sequence)
      }
      visit(body)
    case .conditional(let condition, let block, let otherwise):
      visit(condition)
      visit(block)
      if let otherwise { visit(otherwise) }
    }
  }

  /// The text of an expression that means the same inside any other.
  private func written(_ expression: Expression) -> String {
    switch expression.kind {
    case .number, .text, .boolean, .nothing, .name, .list: source[expression.span]
    case .call(let call):
      "\(written(call.callee))(\(call.arguments.map { source[$0.span] }.joined(separator: ", ")))"
    default: "(\(source[expression.span]))"
    }
  }
}
