/// The smallest piece of a script that means something, with its place.
package struct Token: Sendable {
  package enum Kind: Sendable {
    case number(Double)
    case text([TextSegment])
    case name
    case keyword(Keyword)
    case symbol(Symbol)
    /// The end of a line, where it can end a statement: never inside ( ) or [ ], nor before `else`.
    case newline
    /// The end of the script, or of an interpolation; then it covers the `)`.
    case end
  }
  package let kind: Kind
  package let span: Span
  /// `f (x)` and `f(x)` differ: a call without parentheses needs the blank, an index must not have it.
  package let followsBlank: Bool

  func isSymbol(_ symbol: Symbol) -> Bool {
    if case .symbol(let own) = kind { own == symbol } else { false }
  }

  func isKeyword(_ keyword: Keyword) -> Bool {
    if case .keyword(let own) = kind { own == keyword } else { false }
  }

  var isName: Bool {
    if case .name = kind { true } else { false }
  }

  /// A name, or `by`: what an argument's label may be.
  var isLabel: Bool { isName || isKeyword(.by) }

  /// A newline, a `;`, a `}` or the end of the script.
  var endsStatement: Bool {
    switch kind {
    case .newline, .end, .symbol(.semicolon), .symbol(.rightBrace): true
    default: false
    }
  }
}

/// What stands between quotes, still in tokens where it is interpolated.
package enum TextSegment: Sendable {
  case literal(String)
  case interpolation([Token])
}

/// Brackets, separators and operators.
package enum Symbol: String, Sendable, CaseIterable {
  case leftParenthesis = "("
  case rightParenthesis = ")"
  case leftBracket = "["
  case rightBracket = "]"
  case leftBrace = "{"
  case rightBrace = "}"
  case comma = ","
  case colon = ":"
  case semicolon = ";"
  case question = "?"
  case dot = "."
  case closedRange = "..."
  case halfOpenRange = "..<"
  case arrow = "->"
  case set = "="
  case addSet = "+="
  case subtractSet = "-="
  case multiplySet = "*="
  case divideSet = "/="
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case plus = "+"
  case minus = "-"
  case times = "*"
  case divide = "/"
  case remainder = "%"
  case matrixProduct = "@"
  case power = "^"

  /// The bracket that closes this one.
  var closing: Symbol? {
    switch self {
    case .leftParenthesis: .rightParenthesis
    case .leftBracket: .rightBracket
    case .leftBrace: .rightBrace
    default: nil
    }
  }

  var assignment: AssignmentOperator? {
    switch self {
    case .set: .set
    case .addSet: .add
    case .subtractSet: .subtract
    case .multiplySet: .multiply
    case .divideSet: .divide
    default: nil
    }
  }

  var comparison: BinaryOperator? {
    switch self {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    default: nil
    }
  }

  var sum: BinaryOperator? {
    switch self {
    case .plus: .add
    case .minus: .subtract
    default: nil
    }
  }

  var product: BinaryOperator? {
    switch self {
    case .times: .multiply
    case .divide: .divide
    case .remainder: .remainder
    case .matrixProduct: .matrixProduct
    default: nil
    }
  }
}
