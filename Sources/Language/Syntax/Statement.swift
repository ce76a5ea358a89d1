/// A name as it was written.
package struct Name: Sendable, Hashable {
  package let text: String
  package let span: Span

  package init(_ text: String, _ span: Span) {
    self.text = text
    self.span = span
  }
}

/// One statement.
package struct Statement: Sendable {
  package indirect enum Kind: Sendable {
    case definition(Definition)
    case forLoop(variable: Name, sequence: Expression, body: Block)
    case whileLoop(condition: Expression, body: Block)
    case assignment(Place, AssignmentOperator, Expression)
    case returning(Expression?)
    case breaking
    case continuing
    /// An expression, or a call; a bare name here may call a command without arguments.
    case expression(Expression)
  }
  package let kind: Kind
  package let span: Span

  package init(_ kind: Kind, _ span: Span) {
    self.kind = kind
    self.span = span
  }
}

/// `func name(parameters) = expression`, or with a block.
package struct Definition: Sendable {
  package struct Parameter: Sendable {
    package let name: Name
    package let defaultValue: Expression?

    package init(name: Name, defaultValue: Expression?) {
      self.name = name
      self.defaultValue = defaultValue
    }
  }
  package let name: Name
  package let parameters: [Parameter]
  /// A body of one expression is a block of one statement.
  package let body: Block

  package init(name: Name, parameters: [Parameter], body: Block) {
    self.name = name
    self.parameters = parameters
    self.body = body
  }
}

/// Statements in braces; its value is that of its last expression.
package struct Block: Sendable {
  package let statements: [Statement]
  package let span: Span
  package let height: Int

  package init(_ statements: [Statement], _ span: Span) {
    self.statements = statements
    self.span = span
    height = 1 + (statements.map(\.kind.height).max() ?? 0)
  }
}

/// What can be assigned to: a name, or elements of it: `x[i, j][k]` has two subscripts.
package struct Place: Sendable {
  package let name: Name
  package let subscripts: [[Expression]]
  package let span: Span

  package init(name: Name, subscripts: [[Expression]], span: Span) {
    self.name = name
    self.subscripts = subscripts
    self.span = span
  }
}

package enum AssignmentOperator: String, Sendable, CaseIterable {
  case set = "="
  case add = "+="
  case subtract = "-="
  case multiply = "*="
  case divide = "/="
}
