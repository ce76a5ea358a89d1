import Language

/// A part of a script that another of its role can take the place of.
struct SyntaxPart {
  enum Role: CaseIterable {
    case statement, block, expression, call, subscripted, number, text, name, operation
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
    for statement in script.statements { visit(.statement(statement)) }
  }

  private mutating func add(_ role: SyntaxPart.Role, _ span: Span) {
    parts.append(SyntaxPart(role: role, span: span, text: source[span]))
  }

  private mutating func visit(_ node: SyntaxNode) {
    switch node {
    case .statement(let statement):
      add(.statement, statement.span)
      for name in names(of: statement) { add(.name, name.span) }
    case .block(let block):
      // The body after `func f(x) =` has no braces to take the place of.
      if source[block.span].hasPrefix("{") { add(.block, block.span) }
    case .expression(let expression):
      parts.append(SyntaxPart(role: .expression, span: expression.span, text: written(expression)))
      addRoles(of: expression)
    }
    node.forEachChild { visit($0) }
  }

  private func names(of statement: Statement) -> [Name] {
    switch statement.kind {
    case .definition(let definition): [definition.name] + definition.parameters.map(\.name)
    case .forLoop(let variables, _, _): variables
    case .assignment(let places, _, _): places.map(\.name)
    case .whileLoop, .returning, .breaking, .continuing, .expression: []
    }
  }

  private mutating func addRoles(of expression: Expression) {
    switch expression.kind {
    case .number: add(.number, expression.span)
    case .text: add(.text, expression.span)
    case .name: add(.name, expression.span)
    case .binary(_, _, _, let operatorSpan): add(.operation, operatorSpan)
    case .lambda(let parameters, _): for parameter in parameters { add(.name, parameter.span) }
    case .attempt(_, let message, _): if let message { add(.name, message.span) }
    case .index(_, let subscripts):
      for subscripted in subscripts { add(.subscripted, subscripted.span) }
    case .sweep(let variables, _): for variable in variables { add(.name, variable.name.span) }
    case .call(let call):
      parts.append(
        SyntaxPart(
          role: .call, span: expression.span, text: written(expression), callee: source[call.callee.span],
          arguments: call.arguments.map { source[$0.span] }))
    case .boolean, .nothing, .list, .unary, .range, .member, .conditional: break
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
