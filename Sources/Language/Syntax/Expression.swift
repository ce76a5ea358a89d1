/// One expression, with its place in the source.
package struct Expression: Sendable {
  package indirect enum Kind: Sendable {
    case number(Double)
    /// Text in quotes, split at its interpolations.
    case text([TextPart])
    case boolean(Bool)
    case nothing
    /// A variable, a command, `_` or `_12`.
    case name(String)
    case list([Expression])
    case unary(UnaryOperator, Expression)
    /// `operatorSpan` is where the caret of a type error goes.
    case binary(BinaryOperator, Expression, Expression, operatorSpan: Span)
    /// `a ... b by s`, `a ..< b`.
    case range(lower: Expression, upper: Expression, isClosed: Bool, step: Expression?)
    case call(Call)
    case member(Expression, Name)
    case index(Expression, [Subscript])
    /// A body of one expression is a block of one statement.
    case lambda(parameters: [Name], body: Block)
    case sweep([SweepVariable], Block)
    case conditional(Expression, Block, otherwise: Block?)
    /// `try { … } else message { … }`; the name stands for what went wrong.
    case attempt(Block, message: Name?, otherwise: Block?)
  }
  package let kind: Kind
  package let span: Span
  /// 1 for a leaf, else one more than the highest part; the parser bounds it, for those who recurse over a tree.
  package let height: Int

  package init(_ kind: Kind, _ span: Span) {
    self.kind = kind
    self.span = span
    height = kind.height
  }
}

/// What picks from one axis: `x[0]`, `x[mask]`, `x[1...]`.
package enum Subscript: Sendable {
  case index(Expression)
  case slice(Slice)

  package var span: Span {
    switch self {
    case .index(let expression): expression.span
    case .slice(let slice): slice.span
    }
  }
}

/// A range that is written in brackets: an end that is missing is that of the axis.
package struct Slice: Sendable {
  /// An end that is written with a leading minus counts from the end of the axis.
  package struct End: Sendable {
    package let value: Expression
    package let countsFromEnd: Bool

    init(_ value: Expression, in source: SourceText) {
      self.value = value
      countsFromEnd = source.utf8[value.span.start] == UInt8(ascii: "-")
    }
  }
  package let lower, upper: End?
  package let isClosed: Bool
  package let step: Expression?
  package let span: Span
}

package enum TextPart: Sendable {
  case literal(String)
  case interpolation(Expression)
}

/// `callee(arguments)`, or the outermost call of a statement with its parentheses left out.
package struct Call: Sendable {
  package struct Argument: Sendable {
    package let label: Name?
    package let value: Expression

    package init(label: Name?, value: Expression) {
      self.label = label
      self.value = value
    }

    /// The label, where there is one, and the value.
    package var span: Span { label.map { $0.span.union(value.span) } ?? value.span }
  }
  package let callee: Expression
  package let arguments: [Argument]

  package init(callee: Expression, arguments: [Argument]) {
    self.callee = callee
    self.arguments = arguments
  }
}

package struct SweepVariable: Sendable {
  package let name: Name
  package let sequence: Expression

  package init(name: Name, sequence: Expression) {
    self.name = name
    self.sequence = sequence
  }
}

package enum UnaryOperator: String, Sendable, CaseIterable {
  case negate = "-"
  case plus = "+"
  case not = "not"
}

package enum BinaryOperator: String, Sendable, CaseIterable {
  case or, and
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case remainder = "%"
  case matrixProduct = "@"
  case power = "^"
}
