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
    /// Several variables take an element apart.
    case forLoop(variables: [Name], sequence: Expression, body: Block)
    case whileLoop(condition: Expression, body: Block)
    /// Several places take a value apart; only one can be added to.
    case assignment([Place], AssignmentOperator, Expression)
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

  /// The body that an expression is.
  package init(value: Expression) { self.init([Statement(.expression(value), value.span)], value.span) }
}

/// What can be assigned to: a name, or a part of it: `x[i, j].y` has two steps.
package struct Place: Sendable {
  /// From a value to a part of it.
  package enum Step: Sendable {
    case member(Name)
    case subscripts([Subscript])
  }
  package let name: Name
  package let steps: [Step]
  package let span: Span

  /// The place that an expression names; `nil` where it gives a value of its own, as a call does.
  init?(_ target: Expression) {
    var steps: [Step] = []
    var base = target
    search: while true {
      switch base.kind {
      case .index(let inner, let subscripts):
        steps.append(.subscripts(subscripts))
        base = inner
      case .member(let inner, let name):
        steps.append(.member(name))
        base = inner
      default: break search
      }
    }
    // `(x)` is a value: only the bare name has the name's length.
    guard case .name(let text) = base.kind, text.utf8.count == base.span.end - base.span.start else {
      return nil
    }
    name = Name(text, base.span)
    self.steps = steps.reversed()
    span = target.span
  }
}

package enum AssignmentOperator: String, Sendable, CaseIterable {
  case set = "="
  case add = "+="
  case subtract = "-="
  case multiply = "*="
  case divide = "/="
}
